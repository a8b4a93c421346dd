"""The units of a district: their list, indicators, last year, the workbook each is sent."""
