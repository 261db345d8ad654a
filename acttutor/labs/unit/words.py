"""The formulas of the unit lab, with numbers in them."""

from acttutor.base.numerals import bracketed, equals, plain
from acttutor.base.texts import Texts
from acttutor.labs.unit.run import Run


def sum_formula(run: Run) -> str:
    """Return the first step: the weighted sum."""
    s = run.settings
    # The numbers of the settings are exact at two digits; only the products are not.
    sign = equals(run.u, round(run.u, 2))
    terms = [f"{plain(w)} · {bracketed(x)}" for w, x in ((s.w1, s.x1), (s.w2, s.x2))]
    return rf"$u = {terms[0]} + {_after_plus(terms[1])} + {bracketed(s.b)} {sign} {plain(run.u)}$"


def _after_plus(term: str) -> str:
    first, rest = term.split(" ", 1)
    return f"({first}) {rest}" if first.startswith("−") else term


def output_formula(run: Run) -> str:
    """Return the second step: the activation."""
    return rf"$y = f(u) = f({plain(run.u)}) ≈ {plain(run.y, 3)}$"


def readout(run: Run, texts: Texts) -> str:
    """Return the numbers beside the transport."""
    return texts("unit.readout", u=plain(run.u), y=plain(run.y, 3))
