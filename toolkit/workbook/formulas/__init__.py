"""The live formulas of a workbook, and the values they have for a submission."""
