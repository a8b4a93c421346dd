"""nianbao: the yearly report on open government information, from a locked workbook to the Word report."""

__version__ = "0.1.0"
