"""What ends the work on one file: it is not ours, or cannot be read at all. Everything less is a finding."""


class Refusal(Exception):
    """``code`` names the reason, ``facts`` fill its sentence; the words are made in ``checks/wording.py``."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
