"""The commands of ``nianbao district``."""
