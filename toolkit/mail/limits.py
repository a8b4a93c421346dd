"""How much one letter may hold. A unit's letter has one workbook of 60 KB, perhaps in a zip; these are a stranger's.

Whatever is beyond is left where it is, with a remark: the letter itself is kept whole elsewhere.
tests/mail/test_hostile.py holds reading to time and memory.
"""

from toolkit.files.filed import LIMIT

DEPTH = 6  # archives and forwarded letters inside each other
MULTIPARTS = 12  # multiparts inside each other, in one letter
PARTS = 1_000  # of one letter, those of forwarded letters included
ATTACHMENTS = 200  # of one letter, however deep they lie
UNPACKED = 100 * 2**20  # bytes of everything that was decoded or unpacked, archives inside archives included
ATTACHMENT = 50 * 2**20  # bytes of one
LISTED = 20_000  # lines in the directory of an archive
SECONDS = 60  # for the program that opens an archive

HEAD = 256 * 2**10  # bytes of the headers of a part
FIELD = 16 * 2**10  # bytes of one header
SEGMENTS = 100  # pieces of a base64 text that was put together from several, or of a name
TEXT = 200_000  # bytes of a text that are looked at
NAME = 200  # characters of a name that is shown
SUBJECT = 500
ADDRESS = 254  # RFC 5321

MESSAGE = LIMIT  # bytes of a letter, in an .mbox or a mailbox: as of any file
