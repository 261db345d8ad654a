"""Reads a typed formula of one variable, such as ``x*sigmoid(x)``, without ever running it.

A formula is turned into *postfix* order, a flat tuple of `Op` that a stack machine can go
through: 2 + x becomes 2, x, +.  The conversion is Dijkstra's shunting yard (1961), which needs
no recursion, so that no number of brackets can exhaust a stack.
"""

import math
from typing import NamedTuple

from acttutor.core.formula.language import COMPARISONS, CONSTANTS, FUNCTIONS, PRECEDENCE, Op
from acttutor.core.formula.tokens import ExpressionError, Token, tokens

MAX_LENGTH = 200
MAX_DEPTH = 40
#: Longest name that is repeated in an error message.
_LONGEST_NAME = 16


_SYNONYMS = {
    "ln": "log",
    "if": "where",
    "z": "x",
    "σ": "sigmoid",
    "Φ": "Phi",
    "φ": "phi",
    "π": "pi",
}


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
        for token in tokens(text):
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
        self._release(strength + (name == "^"), token if name in COMPARISONS else None)
        self.waiting.append(Op(name, 2, token.at))
        self.wants_value = True

    def _release(self, strength: int, comparison: Token | None = None) -> None:
        """Put waiting operators that bind at least this strongly into the output."""
        while self.waiting and isinstance(self.waiting[-1], Op):
            op = self.waiting[-1]
            if PRECEDENCE[op.name] < strength:
                return
            if comparison is not None and op.name in COMPARISONS:
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
