"""Typer's inside is used in one file: so that a new version is tried by reading that file."""

from tests.test_layers import imports


def test_only_one_file_reaches_into_typer() -> None:
    """What begins with an underscore may change from one version to the next."""
    inside = {one.importer for one in imports() if one.imported.startswith("typer._")}
    assert inside == {"toolkit.cli.terminal._typer"}
