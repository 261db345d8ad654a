"""Reads a typed formula of one variable, such as ``x*sigmoid(x)``, without ever running it.

A formula is turned into *postfix* order, a flat tuple of `Op` that a stack machine can go
through: 2 + x becomes 2, x, +.  The conversion is Dijkstra's shunting yard (1961), which needs
no recursion, so that no number of brackets can exhaust a stack.  Nothing can be said in this
language but what `RULES` lists: there are no names to look up, no attributes and no strings.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from . import dual

MAX_LENGTH = 200
MAX_DEPTH = 40
#: Longest name that is repeated in an error message.
_LONGEST_NAME = 16


class ExpressionError(ValueError):
    """A formula that cannot be used.

    Args:
        code: which mistake it is; the program has a sentence for each in every language.
        values: what the sentence says: ``at`` is the character, counted from 1.
    """

    def __init__(self, code: str, **values: object) -> None:
        details = ", ".join(f"{name} = {value}" for name, value in values.items())
        super().__init__(
            f"formula: {code.replace('_', ' ')}" + (f" ({details})" if details else "")
        )
        self.code = code
        self.values = values


class Op(NamedTuple):
    """One step of a formula in postfix order.

    Attributes:
        name: ``"number"``, ``"x"``, or a key of `RULES`.
        arity: how many values it takes from the stack.
        at: where it stands in the text, counted from 1.
        value: the number, of a number.
        source: how a number or constant was written.
    """

    name: str
    arity: int
    at: int
    value: float = 0.0
    source: str = ""


Rule = Callable[..., dual.Dual]

#: Operators with their precedence; those of the same precedence are taken from left to right,
#: except powers: 2^3^2 = 2^9.  "neg" is the sign of -x, which binds weaker than a power.
PRECEDENCE = MappingProxyType(
    {"<": 1, "<=": 1, ">": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "neg": 4, "^": 5}
)
FUNCTIONS: MappingProxyType[str, tuple[int, Rule]] = MappingProxyType(
    {
        "exp": (1, dual.exp),
        "log": (1, dual.log),
        "sqrt": (1, dual.sqrt),
        "abs": (1, dual.absolute),
        "sin": (1, dual.sin),
        "cos": (1, dual.cos),
        "tan": (1, dual.tan),
        "sinh": (1, dual.sinh),
        "cosh": (1, dual.cosh),
        "tanh": (1, dual.tanh),
        "sigmoid": (1, dual.logistic),
        "relu": (1, dual.relu),
        "softplus": (1, dual.soft_plus),
        "erf": (1, dual.error_function),
        "Phi": (1, dual.normal_distribution),
        "phi": (1, dual.normal_density),
        "sign": (1, dual.sign),
        "step": (1, dual.step),
        "max": (2, dual.larger),
        "min": (2, dual.smaller),
        "where": (3, dual.where),
    }
)
RULES: MappingProxyType[str, Rule] = MappingProxyType(
    {
        "<": dual.compare(np.less),
        "<=": dual.compare(np.less_equal),
        ">": dual.compare(np.greater),
        ">=": dual.compare(np.greater_equal),
        "+": dual.add,
        "-": dual.subtract,
        "*": dual.multiply,
        "/": dual.divide,
        "^": dual.power,
        "neg": dual.negative,
        **{name: rule for name, (_, rule) in FUNCTIONS.items()},
    }
)
CONSTANTS = MappingProxyType({"pi": math.pi, "e": math.e})
_SYNONYMS = {
    "ln": "log",
    "if": "where",
    "z": "x",
    "σ": "sigmoid",
    "Φ": "Phi",
    "φ": "phi",
    "π": "pi",
}
_COMPARISONS = frozenset({"<", "<=", ">", ">="})

#: What Japanese input methods and textbooks write for the characters of a keyboard.
_SPELLINGS = {
    **dict.fromkeys("−–—‐‑ー", "-"),
    **dict.fromkeys("×·・∙", "*"),
    **{"÷": "/", "²": "^2", "³": "^3", "≤": "<=", "≦": "<=", "≥": ">=", "≧": ">=", "、": ","},
    **{"ϕ": "φ"},
}
_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*|[σΦφπ])"
    r"|(?P<sign>\*\*|<=|>=|[-+*/^<>(),])"
)


class Token(NamedTuple):
    """A number, name or sign, and the character at which it begins."""

    kind: str
    text: str
    at: int


def plain(text: str) -> tuple[str, list[int]]:
    """Return a text in the characters of a keyboard, and where each of them comes from.

    Full-width characters become ASCII (Unicode's NFKC), and signs such as − × ÷ ² those that
    stand for them.
    """
    characters: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text, start=1):
        known = _SPELLINGS.get(character)
        spelled = known if known is not None else unicodedata.normalize("NFKC", character)
        for part in spelled:
            characters.append(_SPELLINGS.get(part, part))
            origins.append(place)
    return "".join(characters), origins


def _tokens(text: str) -> Iterator[Token]:
    source, origins = plain(text)
    at = 0
    while at < len(source):
        if source[at].isspace():
            at += 1
            continue
        found = _TOKEN.match(source, at)
        if found is None:
            shown = _harmless(text[origins[at] - 1])
            raise ExpressionError("character", char=shown, at=origins[at])
        yield Token(str(found.lastgroup), found[0], origins[at])
        at = found.end()


def _harmless(character: str) -> str:
    """Return a character that any font can show, or else its number."""
    if (character.isprintable() and ord(character) < 0x2600) or "ぁ" <= character <= "龥":
        return character
    return f"U+{ord(character):04X}"


class _Open(NamedTuple):
    """An opening bracket that waits for its end, with the function that it belongs to."""

    at: int
    function: str = ""
    function_at: int = 0


class Parser:
    """The shunting yard: `output` is the formula so far, `waiting` what has yet to be put there."""

    def __init__(self) -> None:
        self.output: list[Op] = []
        self.waiting: list[Op | _Open] = []
        self.commas: list[int] = []
        #: Whether a number, a name or a bracket has to come next, and not an operator.
        self.wants_value = True
        self._function: Token | None = None

    def parse(self, text: str) -> tuple[Op, ...]:
        """Return a formula in postfix order.

        Raises:
            ExpressionError: it is not one; says what is wrong and where.
        """
        if len(text) > MAX_LENGTH:
            raise ExpressionError("too_long", limit=MAX_LENGTH)
        token = None
        for token in _tokens(text):
            if self._function is not None and token.text != "(":
                self._lacks_brackets()
            getattr(self, f"_on_{token.kind}")(token)
        if token is None:
            raise ExpressionError("empty")
        if self._function is not None:
            self._lacks_brackets()
        open_bracket = next((item for item in self.waiting[::-1] if isinstance(item, _Open)), None)
        if open_bracket is not None:
            raise ExpressionError("unclosed", at=open_bracket.at)
        if self.wants_value:
            raise ExpressionError("unfinished")
        self._release(0)
        return tuple(self.output)

    def _lacks_brackets(self) -> None:
        assert self._function is not None
        raise ExpressionError("brackets", name=self._function.text, at=self._function.at)

    def _begin_value(self, token: Token) -> None:
        if not self.wants_value:
            raise ExpressionError("operator_missing", at=token.at)

    def _on_number(self, token: Token) -> None:
        self._begin_value(token)
        value = float(token.text)
        if math.isinf(value):
            raise ExpressionError("number_too_large", at=token.at)
        self._put_value(Op("number", 0, token.at, value, token.text))

    def _on_name(self, token: Token) -> None:
        self._begin_value(token)
        name = self._known(token.text)
        if name == "x":
            self._put_value(Op("x", 0, token.at))
        elif name in CONSTANTS:
            self._put_value(Op("number", 0, token.at, CONSTANTS[name], name))
        elif name in FUNCTIONS:
            self._function = Token("name", name, token.at)
        else:
            short = token.text[:_LONGEST_NAME] + "…" * (len(token.text) > _LONGEST_NAME)
            raise ExpressionError("name", name=short, at=token.at)

    @staticmethod
    def _known(name: str) -> str:
        """Return the name that is meant, in capitals or not; only Phi and phi differ."""
        name = _SYNONYMS.get(name, name)
        lower = name.lower()
        return name if name in FUNCTIONS else _SYNONYMS.get(lower, lower)

    def _put_value(self, op: Op) -> None:
        self.output.append(op)
        self.wants_value = False

    def _on_sign(self, token: Token) -> None:
        if token.text == "(":
            self._open(token)
        elif token.text == ")":
            self._close(token)
        elif token.text == ",":
            self._comma(token)
        else:
            self._operator(token)

    def _operator(self, token: Token) -> None:
        name = "^" if token.text == "**" else token.text
        if self.wants_value:
            if name not in "+-":
                raise ExpressionError("value_missing", at=token.at)
            if name == "-":
                self.waiting.append(Op("neg", 1, token.at))
            return
        strength = PRECEDENCE[name]
        self._release(strength + (name == "^"), token if name in _COMPARISONS else None)
        self.waiting.append(Op(name, 2, token.at))
        self.wants_value = True

    def _release(self, strength: int, comparison: Token | None = None) -> None:
        """Put waiting operators that bind at least this strongly into the output."""
        while self.waiting and isinstance(self.waiting[-1], Op):
            op = self.waiting[-1]
            if PRECEDENCE[op.name] < strength:
                return
            if comparison is not None and op.name in _COMPARISONS:
                raise ExpressionError("chain", at=comparison.at)
            self.output.append(op)
            self.waiting.pop()

    def _open(self, token: Token) -> None:
        self._begin_value(token)
        depth = sum(isinstance(item, _Open) for item in self.waiting)
        if depth >= MAX_DEPTH:
            raise ExpressionError("too_deep", limit=MAX_DEPTH, at=token.at)
        function, self._function = self._function, None
        if function is None:
            self.waiting.append(_Open(token.at))
        else:
            self.waiting.append(_Open(token.at, function.text, function.at))
        self.commas.append(0)

    def _enclosing(self, token: Token, code: str) -> _Open:
        if self.wants_value:
            raise ExpressionError("value_missing", at=token.at)
        self._release(0)
        if not self.waiting:
            raise ExpressionError(code, at=token.at)
        bracket = self.waiting[-1]
        assert isinstance(bracket, _Open)
        return bracket

    def _comma(self, token: Token) -> None:
        if not self._enclosing(token, "comma").function:
            raise ExpressionError("comma", at=token.at)
        self.commas[-1] += 1
        self.wants_value = True

    def _close(self, token: Token) -> None:
        bracket = self._enclosing(token, "unopened")
        self.waiting.pop()
        given = self.commas.pop() + 1
        if bracket.function:
            wanted = FUNCTIONS[bracket.function][0]
            if given != wanted:
                raise ExpressionError(
                    "arguments",
                    name=bracket.function,
                    wanted=wanted,
                    given=given,
                    at=bracket.function_at,
                )
            self.output.append(Op(bracket.function, wanted, bracket.function_at))


def run(program: tuple[Op, ...], values: Callable[[Op, list[Any]], Any]) -> Any:
    """Go through a formula with a stack: ``values(op, arguments)`` says what each step makes."""
    stack: list[Any] = []
    for op in program:
        split = len(stack) - op.arity
        arguments = stack[split:]
        del stack[split:]
        stack.append(values(op, arguments))
    return stack[-1]
