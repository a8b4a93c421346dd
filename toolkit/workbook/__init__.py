"""The Excel side of a form."""
