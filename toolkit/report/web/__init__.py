"""The report as a web page, and lists as pages."""
