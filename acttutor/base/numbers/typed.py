"""Numbers as people type them, with an input method on or off."""

import unicodedata

#: What keyboards and input methods write for the signs of a number.
_SIGNS = str.maketrans({**dict.fromkeys("−–—‐‑ー", "-"), "。": ".", "、": ","})


def typed_number(text: str) -> float:
    """Return the number that a text stands for; full-width digits and signs count as any others.

    A sign of per cent at its end is left out.

    Raises:
        ValueError: if it is none.
    """
    return float(unicodedata.normalize("NFKC", text).translate(_SIGNS).strip().rstrip("%"))
