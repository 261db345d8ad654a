"""Keys as they are written for the reader, from how Tk writes them."""

from collections.abc import Sequence

from acttutor.base.language.texts import Texts

#: Parts of what Tk writes, and what stands on the key.
NAMES = {
    "Control": "Ctrl",
    "Next": "Page Down",
    "Prior": "Page Up",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "plus": "+",
    "minus": "−",
    "period": ".",
    "Escape": "Esc",
    "Return": "Enter",
}
#: Other ways to type the same.
ALIKE = ("KP_Add", "KP_Subtract", "KP_Enter", "equal")


def shown(sequences: Sequence[str], texts: Texts) -> str:
    """Return keys as they are read: ``Ctrl+Y, Ctrl+Shift+Z``."""
    named = [
        _name(sequence, texts)
        for sequence in sequences
        if not any(part in sequence for part in ALIKE)
    ]
    return ", ".join(dict.fromkeys(named))


def _name(sequence: str, texts: Texts) -> str:
    parts = [part for part in sequence.strip("<>").split("-") if part != "Key"]
    return "+".join(_part(part, texts) for part in parts)


def _part(part: str, texts: Texts) -> str:
    if part == "space":
        return texts("keys.space")
    return NAMES.get(part, part.upper() if len(part) == 1 else part)
