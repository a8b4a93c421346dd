"""The linter for generated workbooks: what would trouble a spreadsheet program, a filer or a printer."""
