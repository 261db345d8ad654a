"""Cells that say that there is nothing."""

import unicodedata

_WORDS = """
na n/a n.a. #n/a <na> nan -nan null #null! nil ? . - -- ‐ – — ― − ー … .. ... (null) (na)
#div/0! #value! #ref! #name? #num! #n/a! 欠損 欠損値 欠測 欠測値
"""
#: What stands for a value that is not there, in small letters and Unicode's compatibility form.
MISSING = frozenset(["", *_WORDS.split()])
#: … and what does so among numbers only; among names it may be one.
MISSING_NUMBERS = MISSING | {"none", "missing", "unknown", "未測定", "欠席", "なし", "無回答", "*"}


def normal(text: str) -> str:
    """Return a text in the form in which ways to write the same are one: NFKC, small letters."""
    if text.isascii():
        return text.strip().casefold()
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_missing(text: str, numbers: bool = False) -> bool:
    """Tell whether a cell stands for nothing; ``numbers``: in a column of numbers."""
    if not text:
        return True
    return normal(text) in (MISSING_NUMBERS if numbers else MISSING)
