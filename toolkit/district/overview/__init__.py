"""Overviews of all units: status lists, totals, assessment, collected texts."""
