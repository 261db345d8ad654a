"""Numbers as people write them: 45,000 and 45.000,50 and 1,5; −2; (45); 12 %; ￥3,000; １２．５.

A cell alone does not say whether its comma groups thousands or begins the decimals; its column
does, nearly always, and otherwise the other columns of the file.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

#: The two readings: what begins the decimals; the other mark groups thousands.
POINT, COMMA = "point", "comma"

_MINUS = str.maketrans("\u2212\u2010\u2011\u2012\u2013\u25b2\u25b3", "-------")
_CELL = re.compile(
    r"(?P<sign>[-+]?)\s?(?P<money>[¥$€£]?)\s?(?P<second>[-+]?)"
    r"(?P<body>\d[\d.,'’ ]*|[.,]\d+)"
    r"(?P<exponent>[eE][-+]?\d{1,4})?"
    r"\s?(?P<unit>[^\d\s.,'’+-][^\d\s]{0,5})?"
)
#: The minus of accountants: (1,200), 1,200-.
_ACCOUNTED = re.compile(
    r"(?P<money>[¥$€£]?)\s?(\(\s?(?P<inside>[¥$€£]?\s?\d[^()]*)\)|(?P<before>\d[\d.,'’ ]*)-)"
)
_INFINITE = re.compile(r"([-+]?)inf(inity)?", re.IGNORECASE)
#: Thousands never begin with a zero; the last alternative is Indian (1,23,456).
_BODY = {
    POINT: re.compile(
        r"(?:\d+|[1-9]\d{0,2}(?P<mark>[, '’])\d{3}(?:(?P=mark)\d{3})*|[1-9]\d?(?:,\d\d)+,\d{3})"
        r"(?:\.\d*)?|\.\d+"
    ),
    COMMA: re.compile(
        r"(?:\d+|[1-9]\d{0,2}(?P<mark>[. '’])\d{3}(?:(?P=mark)\d{3})*)(?:,\d*)?|,\d+"
    ),
}
_EITHER = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")


class Numeral(NamedTuple):
    """A cell that is a number in one reading or the other.

    Args:
        body: its digits and marks.
        factor: 1 or −1.
        exponent: with its letter, or empty.
        unit: the sign of a currency, and the letters behind the digits.
    """

    body: str
    factor: float
    exponent: str = ""
    unit: str = ""

    def value(self, decimal: str) -> float:
        """Return the number in a reading; nan if it is none."""
        if math.isinf(self.factor):
            return self.factor
        if not _BODY[decimal].fullmatch(self.body):
            return math.nan
        grouping, mark = (",", ".") if decimal == POINT else (".", ",")
        digits = re.sub(rf"[{grouping} '’]", "", self.body).replace(mark, ".")
        return self.factor * float(digits + self.exponent)


def numeral(text: str) -> Numeral | None:
    """Return the number in a cell; ``None`` if it has another form."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
    minus = _ACCOUNTED.fullmatch(text)
    if minus:
        text = f"-{minus['money']}{(minus['inside'] or minus['before']).strip()}"
    match = _CELL.fullmatch(text)
    if match is None:
        infinite = _INFINITE.fullmatch(text)
        return infinite and Numeral("", -math.inf if infinite[1] == "-" else math.inf)
    if match["sign"] and match["second"]:
        return None
    factor = -1.0 if "-" in (match["sign"], match["second"]) else 1.0
    # ￥980, 980円 and ￥980円 are of one unit.
    unit = (match["money"] + (match["unit"] or "")).replace("¥円", "¥").replace("円", "¥")
    return Numeral(match["body"].rstrip(), factor, (match["exponent"] or ""), unit)


def is_accounted(text: str) -> bool:
    """Tell whether a number has the minus of accountants; lists and ranges may look like it."""
    return bool(_ACCOUNTED.fullmatch(unicodedata.normalize("NFKC", text)))


def is_number(text: str) -> bool:
    """Tell whether a cell is a number in at least one of the readings."""
    found = numeral(text)
    return found is not None and any(not math.isnan(found.value(d)) for d in (POINT, COMMA))


def of_one_unit(numerals: Iterable[Numeral]) -> set[str]:
    """Return the units that the numbers of a column may have: one, and none.

    Per cent and numbers without it do not mix: 5 % and 0.05 may be the same. A few numbers with
    letters among others without are no quantities, but names: house 136A.
    """
    counts = Counter(found.unit for found in numerals)
    units = [(count, unit) for unit, count in counts.items() if unit]
    if not units:
        return {""}
    count, unit = max(units)
    is_most = count >= counts[""]
    if any(sign in unit for sign in "%‰"):
        return {unit} if is_most else {""}
    return {unit, ""} if is_most or unit in "¥$€£" else {""}


class Evidence(NamedTuple):
    """What a column says about its marks.

    Args:
        decimal: the reading; ``None`` if it has no marks, or both are possible.
        is_open: whether both readings are possible and differ.
        example: a cell that could be either.
    """

    decimal: str | None
    is_open: bool = False
    example: str = ""


def evidence(numerals: list[Numeral], has_points: bool) -> Evidence:
    """Return which reading the numbers of a column speak for.

    Args:
        numerals: the numbers, once for each cell or once for each different one.
        has_points: whether points in this file are decimal points, as those in a file with commas
            between its cells are.
    """
    marked = [found for found in numerals if re.search(r"[.,]", found.body)]
    if not marked:
        return Evidence(None)
    open_ones = []
    votes = Counter[str]()
    for found in marked:
        if _EITHER.fullmatch(found.body) and not found.exponent:
            open_ones.append(found)
            continue
        readings = [decimal for decimal in (POINT, COMMA) if not math.isnan(found.value(decimal))]
        votes.update(readings if len(readings) == 1 else [])
    if votes:
        return Evidence(max((POINT, COMMA), key=lambda decimal: votes[decimal]))
    if not open_ones:
        return Evidence(None)
    marks = {found.body.translate(str.maketrans("", "", "0123456789")) for found in open_ones}
    if len(marks) > 1:
        return Evidence(None, is_open=True, example=open_ones[0].body)
    return _of_open_ones(numerals, open_ones, marks.pop(), has_points)


def _of_open_ones(
    numerals: list[Numeral], open_ones: list[Numeral], mark: str, has_points: bool
) -> Evidence:
    """Return what speaks for a reading where every mark stands before three last digits."""
    grouping, fraction = (POINT, COMMA) if mark == "," else (COMMA, POINT)
    if mark == "." and has_points:
        return Evidence(POINT)
    whole = [found.body for found in numerals if found.body.isdigit()]
    if any(len(digits) > 3 for digits in whole):
        return Evidence(fraction)
    # Decimals are written to the same place, so 900 beside 45,000 has not lost its three.
    if mark == "," and whole:
        return Evidence(grouping)
    if any("¥" in found.unit for found in open_ones):
        return Evidence(grouping)
    if len(open_ones) >= 3 and all(found.body.endswith("00") for found in open_ones):
        return Evidence(grouping)
    return Evidence(None, is_open=True, example=open_ones[0].body)
