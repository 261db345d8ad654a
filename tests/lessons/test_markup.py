"""The texts of lessons: what stands out, what is mathematics, and what numbers become."""

import math
import string

import pytest

from acttutor.lessons.markup import FORMAT, Piece, filled, joined, names_in, pieces


def test_a_text_is_cut_into_words_emphasis_formulas_and_paragraphs() -> None:
    text = "Take *small steps* of\n$x_1 - a$.\n\nThen look."
    assert list(pieces(text)) == [
        Piece("plain", "Take "),
        Piece("strong", "small steps"),
        Piece("plain", " of "),
        Piece("formula", "$x_1 - a$"),
        Piece("plain", "."),
        Piece("break", ""),
        Piece("plain", "Then look."),
    ]


def test_an_asterisk_inside_a_formula_is_mathematics() -> None:
    assert [piece.kind for piece in pieces("$a*b*c$")] == ["formula"]


def test_a_lonely_sign_stays_as_it_is() -> None:
    assert list(pieces("3 * 4 costs 5 $")) == [Piece("plain", "3 * 4 costs 5 $")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\ntwo", "one two"),
        ("重みを\n足します", "重みを足します"),
        ("関数\nReLU です", "関数ReLU です"),
        ("は ReLU\nです", "は ReLUです"),
        ("。\n  次", "。次"),
    ],
)
def test_lines_are_joined_with_a_blank_only_where_the_language_has_blanks(
    text: str, line: str
) -> None:
    assert joined(text) == line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{x}", "0.1235"),
        ("{x:.2f}", "0.12"),
        ("{x:.0%}", "12\u00a0%"),
        ("{minus:.1f}", "−2.5"),
        ("{k}", "1200"),
        ("{k:,d}", "1,200"),
        ("{k:.3}", "1200"),
        ("{x:.0e} {k:.1e} {zero:.1e}", "0.1 1200 0"),
        ("{tiny:.1e} of it", r"$4.6 \times 10^{−7}$ of it"),
        ("{tiny}", r"$4.567 \times 10^{−7}$"),
        ("$r = {{tiny:.0e}}$", r"$r = 5 \times 10^{−7}$"),
        ("+{huge:+.0e}", r"+$+2 \times 10^{112}$"),
        ("{k:.2d}", "1200"),
        ("{minus:d}", "−3"),
        ("{dust:.2f} {dust:.0%} {dust:+.1f}", "0.00 0\u00a0% 0.0"),
        ("{none:.2f}", "–"),
        ("{nan}", "–"),
        ("{inf:d} {inf:.2f}", "∞ ∞"),
        ("{below}", "−∞"),
        ("{name} {flag:.2f}", "ReLU True"),
        ("{missing}", "–"),
        ("$w = {{x:.2f}}$", "$w = 0.12$"),
        (r"$\frac{1}{2} x_{12}$ is {k}", r"$\frac{1}{2} x_{12}$ is 1200"),
        (r"$\frac{{{x:.1f}}}{2}$", r"$\frac{0.1}{2}$"),
    ],
)
def test_values_are_filled_in(text: str, words: str) -> None:
    values = {
        "x": 0.123456, "minus": -2.5, "k": 1200, "none": None, "nan": math.nan,
        "tiny": 4.567e-7, "huge": 2e112, "zero": 0.0, "dust": -0.001, "inf": math.inf,
        "below": -math.inf, "name": "ReLU", "flag": True,
    }  # fmt: skip
    assert filled(text, values) == words


def test_every_allowed_format_suits_every_number() -> None:
    """A lesson that is read cannot fail when its sentence is said."""
    kinds = ["", *"fegd%"]
    formats = [
        sign + comma + digits + kind
        for sign in ("", "+")
        for comma in ("", ",")
        for digits in ("", ".0", ".3")
        for kind in kinds
    ]
    values = (0, 7, -1200, 0.5, -1e300, 1e-300, math.inf, -math.inf, math.nan, None, True, "a", [1])
    for format in formats:
        assert FORMAT.fullmatch(format)
        for value in values:
            assert filled("{v:" + format + "}" if format else "{v}", {"v": value})


def test_names_are_found_outside_of_mathematics_and_inside() -> None:
    assert names_in(r"{a} and {b:.2f}, $\frac{1}{2}$, $c = {{c:.1f}}$") == {"a", "b", "c"}


@pytest.mark.parametrize(
    "text", ["{a.b}", "{a[0]}", "{a!r}", "{a:{b}}", "{}", "{0}", "{a:>20}", "{a:.99f}", "{a:x}"]
)
def test_nothing_but_a_name_and_a_plain_format_is_allowed(text: str) -> None:
    with pytest.raises(ValueError):
        names_in(text)


@pytest.mark.parametrize("text", ["{", "}", "{a", "a}"])
def test_a_brace_without_its_partner_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        names_in(text)
    with pytest.raises(ValueError):
        list(string.Formatter().parse(text))
