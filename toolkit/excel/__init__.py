"""Buttons in desktop Excel, through xlwings (optional): reading, checks and marks on a workbook that is open."""
