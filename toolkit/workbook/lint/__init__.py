"""What a spreadsheet program, an officer or a printer would stumble over in a drawn workbook."""
