"""What an activation function is, apart from its formula: parameters, kinks, range, origin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from acttutor.core.activations.extent import Extent, Interval
from acttutor.core.activations.formula_templates import fill_in, with_symbols
from acttutor.core.arrays import Array, as_float
from acttutor.core.checks import check_number

ParamValue: TypeAlias = float | Array


@dataclass(frozen=True)
class Param:
    """A parameter of an activation function, with the bounds of its slider.

    Attributes:
        id: keyword of the function, e.g. ``alpha``.
        default: the value used when none is given.
        low, high: smallest and largest value allowed, both included.
        symbol: how it is written in formulas, as mathtext, e.g. ``\\alpha``.
        learnable: found by training (PReLU's slope), so training may carry it out of bounds.

    Example:
        >>> Param("alpha", default=0.01, low=0.0, high=1.0, symbol=r"\\alpha").default
        0.01
    """

    id: str
    default: float
    low: float
    high: float
    symbol: str
    learnable: bool = False


class Kink(NamedTuple):
    """A point where f or f' jumps, with the limits from either side.

    A plot ends each branch with an open dot, and puts the closed dot at f(z) or df(z).

    Example:
        >>> Kink(0.0, f_left=0.0, f_right=0.0, df_left=0.0, df_right=1.0).df_right
        1.0
    """

    z: float
    f_left: float
    f_right: float
    df_left: float
    df_right: float


def _smooth(**_params: float) -> tuple[Kink, ...]:
    return ()


@dataclass(frozen=True)
class Code:
    """The body of a function of z and its parameters, as exported programs write it.

    Attributes:
        plain: the formula in plain text, for the docstring.
        numpy, torch: an expression for arrays or tensors ``z``. Names of parameters stand for
            themselves; functions of the registry, ``normal_cdf`` and ``normal_pdf`` may be called.
    """

    plain: str = ""
    numpy: str = ""
    torch: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Activation:
    """An elementwise activation function with its derivative.

    Attributes:
        id: lowercase name, never translated.
        function, derivative: the bare formulas, ``(z, **params) -> array``.  They trust their
            arguments and may raise floating-point flags; use `f` and `df` unless you write
            an inner loop.
        params: its parameters, in the order of the formula.
        template, template_df: the formulas with gaps for parameters, see `formulas`.
        interval: ``(**params) -> Interval``, the range of f.
        year, source: when it came into use, and the publication.
        corners: ``(**params) -> tuple of Kink``, the candidates for a kink.
        from_output: f' written in terms of the output a = f(z), where that is possible; the
            training engine then need not keep z.
        extents: the values of f and of f', where they have to be found out.
        code: what exported programs write for it; every function of the registry has it.
        in_curriculum: whether lessons and questions are asked to teach it; without, it is there
            to be used and looked at.

    Example:
        >>> from acttutor.core import ACTIVATIONS
        >>> sigmoid = ACTIVATIONS["sigmoid"]
        >>> float(sigmoid.f(0.0)), float(sigmoid.df(0.0))
        (0.5, 0.25)
    """

    id: str
    function: Callable[..., Array]
    derivative: Callable[..., Array]
    params: tuple[Param, ...]
    template: str
    template_df: str
    interval: Callable[..., Interval]
    year: int
    source: str
    corners: Callable[..., tuple[Kink, ...]] = _smooth
    from_output: Callable[..., Array] | None = None
    extents: Callable[[], tuple[Extent, Extent]] | None = None
    code: Code = Code()
    in_curriculum: bool = True

    def __repr__(self) -> str:
        return f"Activation({self.id!r})"

    def f(self, z: npt.ArrayLike, **params: ParamValue) -> Array:
        """The value f(z), elementwise.

        Args:
            z: any shape, any real value; never changed.
            params: values for `params`; those left out take their defaults.

        Returns:
            float64 of the same shape (float32 for float32).  Finite z give finite values
            unless the true value exceeds the largest float; ±inf give the limits, nan nan.

        Raises:
            ValueError: unknown parameter, or a value outside its bounds.
        """
        return self._apply(self.function, z, params)

    def df(self, z: npt.ArrayLike, **params: ParamValue) -> Array:
        """The slope f'(z), elementwise; at kinks the convention that the function documents.

        Arguments, result and errors are those of `f`.
        """
        return self._apply(self.derivative, z, params)

    def _apply(
        self, formula: Callable[..., Array], z: npt.ArrayLike, params: Mapping[str, ParamValue]
    ) -> Array:
        array = as_float(z)
        values = self.resolve(params)
        # Far tails overflow and underflow by design, to the right limits: no warning is due.
        with np.errstate(all="ignore"):
            result = formula(array, **values)
        return np.asarray(result, dtype=array.dtype)[()]

    def resolve(self, params: Mapping[str, ParamValue]) -> dict[str, ParamValue]:
        """Return all parameter values: those given, checked, and defaults for the rest.

        A learnable parameter may be any finite number or array, because training may carry it
        anywhere; the others must be numbers within their bounds.

        Raises:
            ValueError: unknown parameter, or a value that is not allowed.
        """
        known = {param.id: param for param in self.params}
        for name in params:
            if name not in known:
                names = ", ".join(known) or "none"
                raise ValueError(f"{self.id} has no parameter {name!r}; its parameters: {names}")
        return {
            name: _checked(f"{self.id}: {name}", param, params.get(name, param.default))
            for name, param in known.items()
        }

    def jumps(self, **params: float) -> list[Kink]:
        """The kinks at these parameter values, from left to right, with one-sided limits."""
        values = self.resolve(params)
        return [
            kink
            for kink in self.corners(**values)
            if kink.f_left != kink.f_right or kink.df_left != kink.df_right
        ]

    def kinks_at(self, **params: float) -> tuple[float, ...]:
        """Where f or f' jumps at these parameter values."""
        return tuple(kink.z for kink in self.jumps(**params))

    @property
    def kinks(self) -> tuple[float, ...]:
        """Where f or f' jumps at the default parameter values."""
        return self.kinks_at()

    def range(self, **params: float) -> Interval:
        """The range of f at these parameter values."""
        return self.interval(**self.resolve(params))

    @property
    def latex(self) -> str:
        """The formula of f with symbols, as Matplotlib mathtext without dollar signs."""
        return with_symbols(self.template, self._symbols())

    @property
    def latex_df(self) -> str:
        """The formula of f' with symbols."""
        return with_symbols(self.template_df, self._symbols())

    def formula(self, **params: float) -> str:
        """The formula of f with numbers in place of symbols, e.g. ``\\frac{1}{1+e^{-2z}}``."""
        return fill_in(self.template, self.resolve(params))

    def formula_df(self, **params: float) -> str:
        """The formula of f' with numbers in place of symbols."""
        return fill_in(self.template_df, self.resolve(params))

    def _symbols(self) -> dict[str, str]:
        return {param.id: param.symbol for param in self.params}


def _checked(name: str, param: Param, value: ParamValue) -> ParamValue:
    if not param.learnable:
        return check_number(name, value, param.low, param.high)
    array = as_float(value, name)
    if not np.all(np.isfinite(array)):
        raise ValueError(f"{name} must be finite, got {value!r}")
    return array if array.ndim else float(array)
