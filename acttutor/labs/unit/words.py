"""The formulas of the unit lab, with numbers in them."""

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.arithmetic import Expression, call, line, num, product, total
from acttutor.base.numbers.numerals import Style
from acttutor.labs.unit.run import Run

_Y = Style(3)
_READ_U, _READ_Y = Style(2, mathtext=False), Style(3, mathtext=False)
#: Activations that make short decimal numbers of short decimal numbers.
_EXACT = {"step": lambda u: int(u >= 0), "relu": lambda u: max(u, 0), "identity": lambda u: u}


def sum_formula(run: Run) -> str:
    """Return the first step: the weighted sum."""
    s = run.settings
    products = (product(num(w), num(x), sign=" · ") for w, x in ((s.w1, s.x1), (s.w2, s.x2)))
    return f"$u = {line(total(*products, num(s.b)), run.u)}$"


def output_formula(run: Run) -> str:
    """Return the second step: the activation."""
    return f"$y = f(u) = {line(_output(run), run.y, _Y)}$"


def _output(run: Run) -> Expression:
    exact, u = _EXACT.get(run.settings.activation), num(run.u)
    if exact:
        return call("f({})", exact, u, rational=True)
    return call("f({})", run.f, u, exactly={0.0: float(run.f(0.0))})


def readout(run: Run, texts: Texts) -> str:
    """Return the numbers beside the transport."""
    return texts("unit.readout", u=_READ_U.write(run.u).text, y=_READ_Y.write(run.y).text)
