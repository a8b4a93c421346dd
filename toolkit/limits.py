"""Limits for files, letters and answers from outside, for every format in one place.

One of our workbooks has 60 KB, 30 parts, 2,000 cells and 400 names; a unit's letter has one workbook, perhaps in a zip.
The bounds are on sizes and counts and are enforced while reading, so that any file ends within 20 seconds and 600 MB as
the system measures it. A workbook with a million rows that hold nothing but a format, as WPS may save one, is within.
"""

from toolkit.errors import UserError

# Any file, as it lies on the disk, and any letter, as it lies in a mailbox.
LOADED = 100_000_000  # bytes

# A workbook of any format.
FILE = 50 * 2**20  # bytes
PARTS = 2_000
PART_NAME = 1_000  # characters; a zip that we write has room for 65,535 bytes
PART = 96 * 2**20  # bytes of one part, inflated
ALL_PARTS = 160 * 2**20
TAGS = 2_500_000  # opening and closing, in all parts that are parsed
ELEMENT = 4 * 2**20  # bytes of one cell or string with everything in it
DEEP = 500  # elements inside each other
TEXT = 2**20  # characters of one text, formula or attribute; Excel has 32,767
CELLS = 200_000  # that hold something, on all sheets
SHARED = 300_000  # strings
SHEETS = 1_000
LISTED = 100_000  # of each: names, links, merged areas, formats, properties
NAMED = 200_000  # cells that names point to
SAID_AGAIN = 1_000  # values of one cell
CARRIED = 4 * 2**20  # characters of formulas that cells share, spelled out
TEXTS = 20 * 2**20  # characters of all texts together, where a few bytes may stand for many
PIECES = 500_000  # of texts, each with a look of its own
RECORDS = 1_500_000  # of an .xls
OLD_FILE = 20 * 2**20  # bytes of an .xls; one of ours has 0.2 MB
OLD_LOCKED = 4 * 2**20  # bytes of an .xls with a password, which takes a second for each megabyte
TURNS = 1_000_000  # of the hash of a password; Office writes 100,000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

# A JSON file; a submission has 10 KB, 20 brackets and 300 values.
JSON = 4 * 2**20  # bytes
BRACKETS = 50_000  # that open
VALUES = 500_000  # commas between them
DIGITS = 400  # of a whole number; a longer one is out of reach of every spreadsheet
SUBMISSIONS = 300  # in one file
PARAGRAPHS = 1_000  # in all texts of one submission

# A file that one of several processes works on.
FILE_SECONDS = 120
FILE_MEMORY = 4 * 2**30  # bytes of addresses that the process may use

# A published report, whatever wrote it. One has 28 rows of figures, 60 paragraphs and, as a page, 0.3 MB.
PRINTED = 20 * 2**20  # bytes of a page or a text
PAGE_TAGS = 600_000
PASSAGES = 100_000  # paragraphs and cells
PRINTED_PLACES = 200_000  # rows by columns of one table
SPAN = 500  # rows or columns of one cell
TABLES_DEEP = 20  # inside each other
PRINTED_ROWS = 3_000  # with words or figures, of one report
REPORTS = 300  # in one file
PASTED = 20_000  # cells of a workbook that a report was pasted into; beyond it is none
PDF = 50 * 2**20  # bytes
PAGES = 300
GLYPHS = 400_000  # in one PDF; a report has 6,000
RULINGS = 100_000
PDF_SECONDS = 60  # for the process that opens a PDF
PDF_MEMORY = 2 * 2**30  # bytes of addresses that it may use
OFFICE_SECONDS = 60  # for LibreOffice, which makes a .docx of a .doc, .rtf or .odt
OFFICE_MEMORY = 4 * 2**30  # bytes of addresses that it may use; it reserves more than one to begin with
WAYS = 20_000  # to cut digits that run together, looked at for one table

FORMS = 100  # in one directory of forms from outside

# A letter. What is beyond is left where it is, with a remark: the letter itself is kept whole elsewhere.
NESTED = 6  # archives and forwarded letters inside each other
MULTIPARTS = 12  # multiparts inside each other, in one letter
LETTER_PARTS = 1_000  # of one letter, those of forwarded letters included
ATTACHMENTS = 200  # of one letter, however deep they lie
UNPACKED = 100 * 2**20  # bytes of everything that was decoded or unpacked, archives inside archives included
ATTACHMENT = 50 * 2**20  # bytes of one
ARCHIVED = 20_000  # lines in the directory of an archive
MEMBERS = 5_000  # of all archives of one letter together, what is left aside included
NAMES = 50_000  # characters of the names of all attachments of one letter, those of the archives they lay in included
STREAMS = 1_000  # of one gzip, one behind the other
TOLD = 5  # names in one remark; alike ones are one
SECONDS = 60  # for the program that opens archives, all those of one letter together
ANSWERED = LOADED + 10_000_000  # bytes of a mail server's answer to one command: some send a whole letter at once
ANSWERED_LINE = 40_000_000  # bytes of one line: the numbers of all letters of a mailbox stand in one
ODD_ANSWERS = 1_000  # in one run, before the mailbox is left alone
RECONNECTED = 25  # times in one run that a mail server is called again after it broke off
HEAD = 256 * 2**10  # bytes of the headers of a part
FIELD = 16 * 2**10  # bytes of one header
SEGMENTS = 100  # pieces of a base64 text that was put together from several, or of a name
GLANCE = 200_000  # bytes of a letter's words that are looked at
NAME = 200  # characters of a name that is shown
SUBJECT = 500
ADDRESS = 254  # RFC 5321

# What of a letter is filed.
FILES_A_LETTER = 300  # entered in the ledger for one message; a file may hold many submissions
SUBMISSIONS_A_LETTER = 20  # of all units together: its own, and perhaps those of its offices

# An answer: the letter and the list of problems, one marked copy, one 送审稿. Whatever a letter holds, its answer is no
# larger than these together.
ANSWER = 2 * 2**20  # bytes of the letter and the list
COPY = 8 * 2**20  # of the marked copy, and of the 送审稿
SLIPPED = 400  # problems on the list
SENTENCE = 600  # characters of one problem


def within(number: int, limit: int, what: str) -> None:
    """Raises :class:`UserError` for more than there may be; ``what`` says it, with ``{}`` for the limit."""
    if number > limit:
        raise too_large(what.format(f"{limit:,}"))


def too_large(what: str) -> UserError:
    """``what``: “超过100MB”."""
    return UserError("too-large", f"这份文件大得不正常（{what}），没有读。请在区里发的填报表上重新填写后再发。")
