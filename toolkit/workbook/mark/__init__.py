"""Marks problems in an officer's own workbook: colours, comments, a list in front."""
