"""The formulas say what was computed, with the numbers that are seen."""

import numpy as np
import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.core.nn.collapse import Linear
from acttutor.labs.collapse import words
from acttutor.labs.collapse.run import Block, Run
from acttutor.labs.collapse.state import Settings
from acttutor.labs.collapse.words import Entry

FIRST = Block(0, 1, Linear(np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([0.5, 1.0])), "identity")
SECOND = Block(2, 2, Linear(np.array([[3.0, -2.0]]), np.array([-0.25])), "identity")


def run_with(steps=0, **changes):
    run = Run(changed(Settings(), **changes))
    for _ in range(steps):
        run.step()
    return run


def test_names_tell_which_layers_were_multiplied():
    assert words.names(FIRST) == ("W_{21}", "b_{21}")
    assert words.product_formula(FIRST, SECOND) == (
        r"$W_{321} = W_{3} W_{21},\quad b_{321} = W_{3} b_{21} + b_{3}$"
    )


def test_a_number_of_the_product_is_worked_out():
    assert words.entry_name(FIRST, SECOND, Entry(0, 1)) == "$(W_{3} W_{21})_{12} =$"
    assert words.entry_formula(FIRST, SECOND, Entry(0, 1)) == (
        r"$3.00 \times 2.00 + (−2.00) \times (−1.00) = 8.00$"
    )
    assert words.entry_formula(FIRST, SECOND, Entry(0, 2)) == (
        r"$3.00 \times 0.50 + (−2.00) \times 1.00 + (−0.25) = −0.75$"
    )


def test_the_one_layer_is_written_with_its_numbers():
    run = run_with(depth=2, width=1, edits=(
        (0, 0, 0, 0.5), (0, 0, 1, -1.5), (0, 0, 3, 1.0), (1, 0, 0, 2.0), (1, 0, 3, -0.5),
    ))  # fmt: skip
    assert words.single_formula(run) == r"$y = 1.00\,x_1 − 3.00\,x_2 + 1.50$"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_verdict_says_what_stands_in_the_way(language):
    texts = Texts(language)
    said, kind = words.verdict(run_with(depth=3), texts)
    assert kind == "good" and "15" in said
    said, _ = words.verdict(run_with(2, depth=3), texts)
    assert "15" in said
    said, kind = words.verdict(run_with(depth=3, f2="relu"), texts)
    assert kind == "bad" and "ReLU" in said and "2" in said
