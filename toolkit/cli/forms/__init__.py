"""The commands of ``nianbao forms``."""
