"""Word lists written as running text."""


def spaced(text: str) -> tuple[str, ...]:
    """The words between white space.

    >>> spaced("男  女")
    ('男', '女')
    """
    return tuple(text.split())


def commas(text: str) -> tuple[str, ...]:
    """The parts between commas, without white space around them.

    >>> commas("salary, monthly pay")
    ('salary', 'monthly pay')
    """
    return tuple(part.strip() for part in text.split(",") if part.strip())
