"""Takes macros, links and objects out of a workbook that is passed on."""
