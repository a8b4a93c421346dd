"""The report: its content once, drawn as Word file and web page."""
