"""One :class:`~.book.Book` from any file that holds sheets, and the lossless editing of .xlsx cells."""
