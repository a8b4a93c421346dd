"""How all units stand: lists, totals, assessment, collected texts."""
