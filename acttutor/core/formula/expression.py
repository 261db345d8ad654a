"""Activation functions that somebody types: parsed, never run as Python, exactly differentiated."""

from functools import cached_property, lru_cache

import numpy as np

from acttutor.core.activations.activation import Activation, Kink
from acttutor.core.activations.extent import Extent
from acttutor.core.arrays import Array
from acttutor.core.formula.dual import Dual, Value
from acttutor.core.formula.extent import extent_of
from acttutor.core.formula.language import CONSTANTS, FUNCTIONS, RULES, Op, run
from acttutor.core.formula.latex import latex_of
from acttutor.core.formula.parser import Parser
from acttutor.core.formula.switches import GRID, find_gaps, find_kinks, places_of
from acttutor.core.formula.tokens import ExpressionError, plain

__all__ = ["CONSTANTS", "FUNCTIONS", "Expression", "ExpressionError", "activation_from", "parse"]

OWN = "own"
"""Id of an activation function that was typed."""


class Expression:
    """A formula of one variable with its exact derivative; made by `parse`.

    Attributes:
        text: the formula in the characters of a keyboard.
        program: the formula in postfix order.
    """

    def __init__(self, text: str, program: tuple[Op, ...]) -> None:
        self.text = text
        self.program = program

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"

    def dual(self, z: Array) -> Dual:
        """f(z) and f'(z) together, elementwise; a constant has the slope None."""
        start = Dual(z, np.ones_like(z))

        def value_of(op: Op, arguments: list[Dual]) -> Dual:
            if op.arity == 0:
                return start if op.name == "x" else Dual(op.value)
            return RULES[op.name](*arguments)

        result: Dual = run(self.program, value_of)
        return result

    def f(self, z: Array) -> Array:
        """The value f(z), elementwise; nan or inf where the formula has no finite value."""
        return _like(z, self.dual(z).value)

    def df(self, z: Array) -> Array:
        """The slope f'(z), elementwise, by forward mode; at kinks see `dual_functions`."""
        slope = self.dual(z).slope
        return _like(z, 0.0 if slope is None else slope)

    @cached_property
    def latex(self) -> str:
        """The formula as mathtext in x, without dollar signs."""
        return latex_of(self.program)

    @cached_property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """Stretches of [-20, 20] on which f is not finite, and poles as stretches of no length.

        They are looked for on a grid of step 0.005; narrower ones can be missed.
        """
        return find_gaps(self)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The `gaps` as mathematics in x, nearest to 0 first, such as ``"x < 0"``."""
        return places_of(self)

    @cached_property
    def kinks(self) -> tuple[Kink, ...]:
        """Where f or f' jumps within [-20, 20], as far as its parts tell; poles have limits inf."""
        return find_kinks(self)

    @cached_property
    def extent(self) -> Extent:
        """The values that f takes, as far as they can be found out."""
        return extent_of(self)

    @cached_property
    def slopes(self) -> Extent:
        """The values that f' takes."""
        return extent_of(self, slope=True)


def _like(z: Array, value: Value) -> Array:
    """Give a value the shape and type of z; always a new array, even for the formula "x"."""
    return np.array(np.broadcast_to(np.asarray(value, dtype=z.dtype), z.shape))


@lru_cache(maxsize=128)
def parse(text: str) -> Expression:
    """Read a formula in x (or z), such as ``x*sigmoid(x)`` or ``where(x > 0, x, 0.1*x)``.

    It may hold numbers, + - * / ^ ** and brackets, comparisons, the functions of `FUNCTIONS`,
    pi and e.  Full-width characters are read as well.

    Raises:
        ExpressionError: it is not a formula, too long or too deep, has no x in it, holds a
            constant part without a finite value, or has no finite value anywhere.

    Example:
        >>> parse("x*sigmoid(x)").f(np.array([0.0, 1.0])).round(4)
        array([0.    , 0.7311])
    """
    expression = Expression(plain(text)[0].strip(), Parser().parse(text))
    _check_constants(expression)
    if not any(op.name == "x" for op in expression.program):
        raise ExpressionError("no_variable")
    with np.errstate(all="ignore"):
        if not np.isfinite(expression.f(GRID)).any():
            raise ExpressionError("nowhere")
    return expression


def _check_constants(expression: Expression) -> None:
    """Refuse parts without x that have no finite value, such as 1/0 or log(-1)."""
    unit = np.zeros(())

    def check(op: Op, arguments: list[Dual]) -> Dual:
        if op.arity == 0:
            return Dual(unit, unit) if op.name == "x" else Dual(op.value)
        result = RULES[op.name](*arguments)
        if op.name == "/" and arguments[1].slope is None and arguments[1].value == 0:
            raise ExpressionError("division_by_zero", at=op.at)
        if result.slope is None and not np.isfinite(result.value):
            raise ExpressionError("not_finite", at=op.at)
        return result

    with np.errstate(all="ignore"):
        run(expression.program, check)


@lru_cache(maxsize=128)
def activation_from(text: str) -> Activation:
    """An activation function from a formula, usable wherever those of `ACTIVATIONS` are.

    Unlike theirs, its values need not be finite: that is for training to find out.

    Args:
        text: see `parse`.

    Raises:
        ExpressionError: see `parse`.

    Example:
        >>> own = activation_from("max(0, x)^2")
        >>> float(own.f(3.0)), float(own.df(3.0))
        (9.0, 6.0)
    """
    expression = parse(text)
    return Activation(
        id=OWN,
        function=expression.f,
        derivative=expression.df,
        params=(),
        template=expression.latex,
        # What a dual number is: the formula at x + h holds the slope beside h.
        template_df=r"f(x+h)=f(x)+f′(x)\,h,\quad h^{2}=0",
        interval=lambda: expression.extent.hull,
        year=0,
        source="",
        corners=lambda: expression.kinks,
        extents=lambda: (expression.extent, expression.slopes),
    )


def check_formula(value: object) -> str:
    """Return a formula in the characters of a keyboard, if it can be used.

    Raises:
        ValueError: it is no text, or an `ExpressionError`.
    """
    if not isinstance(value, str):
        raise ValueError(f"a formula is a text, got {value!r:.40}")
    return parse(value).text
