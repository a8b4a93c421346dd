"""Reads a finished Word report again and compares it with the submission."""
