"""Frames that English sentences of many families share, written around what is asked for."""


def scoped(core: str) -> str:
    """The sentence with the rows it is about behind or before it."""
    return f"[{core} {{scope}}|{core} {{scope}}|{core} {{scope}}|{{before}} {core}|{{before}} {core}]"


def number(noun: str) -> str:
    """One number asked for: directly, indirectly, or by naming it."""
    return f"[{{whats}} the {noun}|{{whats}} the {noun}|{{wonder}} what the {noun} is|{noun}|{noun}|what does the {noun} come to|what figure do we have for the {noun}|what do we get for the {noun}]"


def numbers(noun: str) -> str:
    """Several numbers asked for."""
    return f"[{{what_are}} the {noun}|{{show}} the {noun}|{{wonder}} what the {noun} are|{noun}|what do we have for the {noun}|the {noun}]"


def listed(rows: str) -> str:
    """Rows or groups asked for."""
    return f"[{{show}} {rows}|{{show}} [the|all|all the] {rows}|{rows}|I'm [looking for|after|interested in] {rows}|we want [all |]{rows}]"


def counted(rows: str) -> str:
    """How many there are of them."""
    return (
        f"[how many {rows} [are there|are there|do we have|are on record|exist|have we got|are there in total|are there altogether|can you find|are listed|are in the data|]"
        f"|[{{whats}} the|{{want}} the|] [number|total number|count|tally|total count] of {rows}"
        f"|[count|count the|count all|count up the|please count the] {rows}"
        f"|[can|could|would] you count the {rows}|{{wonder}} the number of {rows}|how large is the number of {rows}|{rows} - how many|give me a [count|head count|tally] of {rows}|{{wonder}} how many {rows} there are]"
    )


def which(rows: str, does: str) -> str:
    """Which of them do something."""
    return f"[which {rows} {does}|what {rows} {does}|{{wonder}} which {rows} {does}|which of the {rows} {does}|{rows}: which ones {does}]"
