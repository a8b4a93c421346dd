"""Where the data lies that travels with the program."""

from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def data_folder(name: str) -> Path:
    """A folder of data that travels with the program: inside it when installed, beside it in a checkout."""
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name
