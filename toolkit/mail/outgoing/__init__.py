"""Composes outgoing letters and sends them over SMTP."""
