"""What one unit filed for one year, and its JSON."""
