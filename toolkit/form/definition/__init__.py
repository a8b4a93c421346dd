"""Loads a form from its folder of TOML; all mistakes are reported at once, each with its path."""
