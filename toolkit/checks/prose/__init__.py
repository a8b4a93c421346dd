"""Checks of the texts: what must and must not be said, and whether the words repeat the figures."""
