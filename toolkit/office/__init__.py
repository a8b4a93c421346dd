"""Files of any office program: zip, XML, .xlsx, .xls, .ods, passwords. Knows no form."""
