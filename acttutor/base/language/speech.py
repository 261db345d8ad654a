"""Sentences without mathematical typesetting, for screen readers, the clipboard and speech."""

import re
from collections.abc import Iterable
from functools import lru_cache, partial

from acttutor.base.language.texts import Texts

_ENDS = tuple(".。?？!！")
_SUPERSCRIPTS = str.maketrans("0123456789−+-nkij()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁻ⁿᵏⁱʲ⁽⁾")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
#: And back, for voices.
_DOWN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁻ⁿᵏⁱʲ⁽⁾₀₁₂₃₄₅₆₇₈₉", "0123456789−+−nkij()0123456789")
_EXPONENT, _INDEX = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿᵏⁱʲ⁽⁾]+"), re.compile("[₀₁₂₃₄₅₆₇₈₉]+")
#: What is written around numbers, and the text that says it.
_FORMS = [
    (re.compile(r"(?<=\d)e([−-]?\d+)"), "spoken.ten"),
    (re.compile(r"‖([^‖]+)‖"), "spoken.norm"),
    (re.compile(r"\|([^|]+)\|"), "spoken.absolute"),
    (re.compile(r"(?<![\w./])(\d+)/(\d+)(?![\w/])"), "spoken.share"),
]
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


def heard(text: str, texts: Texts) -> str:
    """Return sentences as a voice is to say them: signs by their names, ``x₁`` as ``x 1``."""
    for pattern, key in _FORMS:
        text = pattern.sub(partial(_worded, texts, key), text)
    text = _EXPONENT.sub(lambda found: _power(_usual(found[0]), texts), text)
    text = _INDEX.sub(lambda found: f" {_usual(found[0])} ", text)
    for sign, name in _names(texts("spoken.signs")):
        text = text.replace(sign, name)
    # What begins a sentence, or ends one, needs no room of its own.
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(
        re.sub(r" (?=[.,;:?!）」、。：])|(?<=[（「、。：]) ", "", line) for line in lines
    )


def _worded(texts: Texts, key: str, found: "re.Match[str]") -> str:
    """Return what a form is called, with what stands in it."""
    return texts(key, **dict(zip(("first", "second"), found.groups(), strict=False)))


def _usual(digits: str) -> str:
    """Return raised or lowered characters as usual ones."""
    return digits.translate(_DOWN)


def _power(exponent: str, texts: Texts) -> str:
    """Return how an exponent is said; what is raised in brackets is an index."""
    if exponent.startswith("("):
        return f" {exponent.strip('()')} "
    named = {"2": "square", "3": "cube"}.get(exponent)
    return texts(f"spoken.{named}") if named else texts("spoken.power", exponent=exponent)


@lru_cache(maxsize=4)
def _names(signs: str) -> list[tuple[str, str]]:
    """Return the signs of a catalogue with what they are called."""
    return [(each[0], f" {each[2:].strip()} ") for each in signs.split("|")]


def listed(items: Iterable[str], texts: Texts) -> str:
    """Return things one after the other: ``ReLU, tanh, SiLU``."""
    return texts("spoken.separator").join(items)


def sentences(texts: Texts, *said: str) -> list[str]:
    """Return what there is to say as whole sentences, without what is empty."""
    plain = [aloud(sentence) for sentence in said if sentence]
    stop = texts("spoken.stop")
    return [each if each.endswith(_ENDS) else each + stop for each in plain]
