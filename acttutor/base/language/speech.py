"""Sentences without mathematical typesetting, for screen readers, the clipboard and speech."""

import re
from collections.abc import Iterable

from acttutor.base.language.texts import Texts

_ENDS = tuple(".。?？!！")
_SUPERSCRIPTS = str.maketrans("0123456789−+-nkij()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁻ⁿᵏⁱʲ⁽⁾")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
#: Commands of mathtext that stand for a sign; all others are words such as ``\tanh``.
_SIGNS = {
    "times": " × ",
    "varepsilon": "ε",
    "epsilon": "ε",
    "approx": " ≈ ",
    "leftarrow": " ← ",
    "to": " → ",
    "partial": "∂",
    "nabla": "∇",
    "Vert": "‖",
    "infty": "∞",
    "cdot": "·",
    "quad": "  ",
    "qquad": "  ",
    "delta": "δ",
    "Delta": "Δ",
    "gamma": "γ",
    "sigma": "σ",
    "Sigma": "Σ",
    "sum": "Σ",
    "alpha": "α",
    "beta": "β",
    "eta": "η",
    "kappa": "κ",
    "mu": "μ",
    "left": "",
    "right": "",
    "mathrm": "",
    "mathbf": "",
    "overline": "",
    "bar": "",
}
_MATHEMATICS = re.compile(r"\$([^$]*)\$")
_FRACTION = re.compile(r"\\d?frac\{([^{}]*)\}\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_RAISED = re.compile(r"\^(?:\{([^{}]*)\}|(.))")
_LOWERED = re.compile(r"_(?:\{([^{}]*)\}|(.))")


def aloud(text: str) -> str:
    """Return ``text`` with its mathematics as plain characters: ``x₁ = 4.00 − 0.30 × 6.00``."""
    plain = _MATHEMATICS.sub(lambda found: _plain(found[1]), text).replace("\u3000", "、")
    # Japanese brackets bring their own room.
    return re.sub(r"(?<=[）」、。]) | (?=[（「、。])", "", " ".join(plain.split()))


def _plain(source: str) -> str:
    """Return mathtext as plain characters."""
    source = re.sub(r"\\[,;!> ]", " ", source)
    source = _FRACTION.sub(r"(\1)/(\2)", source)
    source = _COMMAND.sub(lambda found: _SIGNS.get(found[1], found[1] + " "), source)
    source = _RAISED.sub(lambda found: _raised(found[1] or found[2] or ""), source)
    source = _LOWERED.sub(lambda found: _lowered(found[1] or found[2] or ""), source)
    return re.sub("[{}]", "", source).replace("''", "″").replace("'", "′").replace("~", " ")


def _raised(exponent: str) -> str:
    return exponent.translate(_SUPERSCRIPTS)


def _lowered(index: str) -> str:
    return index.translate(_SUBSCRIPTS) if index.isdecimal() else f"_{index}"


def listed(items: Iterable[str], texts: Texts) -> str:
    """Return things one after the other: ``ReLU, tanh, SiLU``."""
    return texts("spoken.separator").join(items)


def sentences(texts: Texts, *said: str) -> list[str]:
    """Return what there is to say as whole sentences, without what is empty."""
    plain = [aloud(sentence) for sentence in said if sentence]
    stop = texts("spoken.stop")
    return [each if each.endswith(_ENDS) else each + stop for each in plain]
