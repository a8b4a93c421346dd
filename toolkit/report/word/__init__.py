"""The report as a Word file (GB/T 9704-2012)."""
