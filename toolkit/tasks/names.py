"""File names that every system takes, and names of offices normalised for comparison."""

import re
import unicodedata

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
# What steers a terminal, turns the direction of what is read, or cannot be seen: never in a name or on a screen.
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
LONGEST = 60  # characters; a Chinese one takes three bytes, and a name has 255


def file_name(text: str) -> str:
    """The text as a file name without its suffix."""
    return STEERING.sub("_", FORBIDDEN.sub("_", text))[:LONGEST].strip(" .") or "_"


def bare(name: str) -> str:
    """A name as it is compared: full and half width are the same, spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", name).split())
