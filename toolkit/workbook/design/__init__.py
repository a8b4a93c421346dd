"""Lays a form out on sheets: addresses, keys, labels. Draws nothing."""
