"""A written reason: one of the usual ones by choice, words, or both as “choice：words”."""

JOINT = "："


def joined(choice: str, words: str) -> str:
    """The reason as one text: choice and words with :data:`JOINT` between, or the one that is not empty."""
    return JOINT.join(part for part in (choice, words) if part)


def parted(reason: str, choices: tuple[str, ...]) -> tuple[str, str]:
    """The choice that a reason begins with, if it is one of these, and the words."""
    for choice in choices:
        if reason == choice or reason.startswith(choice + JOINT):
            return choice, reason.removeprefix(choice).removeprefix(JOINT)
    return "", reason
