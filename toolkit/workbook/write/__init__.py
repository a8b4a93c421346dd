"""Drawing workbooks. The same workbook, byte for byte, whether or not lxml is installed beside openpyxl."""

import os

os.environ["OPENPYXL_LXML"] = "False"  # read when openpyxl is first imported, which happens in this package alone
