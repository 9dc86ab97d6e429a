"""Comments that nobody closed."""


def without_open_comments(text: str) -> str:
    """The text, as long as it was, without the openings of comments behind the last end of one.

    A pattern for whole comments looks for the end of each of these up to the end of the text, over and over.

    >>> without_open_comments("a /* b */ c /* d /* e")
    'a /* b */ c // d // e'
    """
    closed = text.rfind("*/") + 2 if "*/" in text else 0
    return text[:closed] + text[closed:].replace("/*", "//")
