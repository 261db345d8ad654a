"""Words and formulas broken into lines."""

from acttutor.plots.style import install_fonts
from acttutor.plots.text.column import broken

TEXT = "Multiplied as if it were not there, $0.38$ becomes $-1.95$ at the mark $(x,\\,y)$."


def test_no_line_begins_with_the_full_stop_after_a_formula():
    install_fonts()
    for width in range(150, 700, 7):
        lines = broken(TEXT, 12.0, False, float(width), 96.0)
        assert all(line[0] not in ".,;:" for line in lines), width
        assert " ".join(lines) == TEXT
