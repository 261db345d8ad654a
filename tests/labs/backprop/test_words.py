"""What is written is true: each formula comes to the value that stands behind it."""

import math
import re

import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.core.worksheet.calculation import Quantity
from acttutor.labs.backprop import words
from acttutor.labs.backprop.formulas import lines
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.state import ACTIVATIONS, NETS, Settings
from acttutor.labs.backprop.styles import number, plain


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (0.35, "0.35"), (-0.410123, "−0.4101"), (12.3456, "12.35"),
     (0.0012345, "0.001235"), (100.0, "100"), (99999.6, "100000"), (1e-7, r"1 \times 10^{−7}"),
     (-3.01249e-4, r"−3.012 \times 10^{−4}"), (1.5e6, r"1.5 \times 10^{6}"),
     (math.inf, r"\infty"), (math.nan, "NaN")],
)  # fmt: skip
def test_numbers_have_four_digits(value, text):
    assert number(value) == text


def test_plain_numbers_can_be_typed_again():
    for value in (0.35, -0.4101, -3.012e-7, 1.5e6, 0.0):
        assert float(plain(value).replace("−", "-")) == value


def evaluated(formula):
    """Return what a line of numbers comes to."""
    source = formula.removeprefix("=").replace("−", "-")
    source = re.sub(r"(\d) \\times 10\^\{(-?\d+)\}", r"\1e\2", source)
    source = source.replace(r"\times", "*").replace(r"\,", " ").replace("e^{", "e**{")
    source = re.sub(r"(?<![\w*)])e\*\*\{([^}]*)\}", r"exp(\1)", source)
    source = re.sub(r"\^\{([^}]*)\}", r"**(\1)", source).replace("^", "**")
    for name in ("tanh", "max", "ln"):
        source = source.replace("\\" + name, name)
    names = {"exp": math.exp, "tanh": math.tanh, "max": max, "ln": math.log}
    return eval(source, {"__builtins__": {}}, names)


def cases():
    for net in NETS:
        for f in ACTIVATIONS:
            yield net, f, "squared_error"
        yield net, "tanh", "binary_cross_entropy"


@pytest.mark.parametrize(("net", "f", "loss"), list(cases()))
def test_what_is_written_comes_to_its_value(net, f, loss):
    run = Run(changed(Settings(), net=net, hidden=f, output=f, loss=loss, lr=0.7))
    seen = set()
    for step in run.steps:
        written = lines(run.task, step, run.known)
        value = run.known[step]
        assert written.value == number(value)
        if written.numbers:
            found = evaluated(written.numbers)
            # Four digits of what is used; of a small difference, less is left.
            assert found == pytest.approx(value, rel=4e-3, abs=2e-4)
            if written.equals == "=":
                shown = float(plain(value).replace("−", "-"))
                assert found == pytest.approx(shown, rel=1e-12, abs=1e-15)
            seen.add(step.kind)
    assert {"u", "loss", "delta", "dw", "db", "new_w", "new_b", "new_loss"} <= seen


@pytest.mark.parametrize("f", ["sigmoid", "tanh", "softplus"])
def test_the_slope_is_written_with_its_numbers(f):
    run = Run(changed(Settings(), hidden=f))
    written = lines(run.task, Quantity("delta", 1), run.known)
    numbers, value = written.slope_numbers.split("≈")
    slope = run.task.df(1, run.known[Quantity("u", 1)])
    assert evaluated(numbers) == pytest.approx(slope, rel=1e-3)
    assert float(value) == pytest.approx(slope, rel=1e-3)


def test_the_chain_rule_of_each_kind_of_step():
    run = Run(Settings())
    rules = {step: lines(run.task, step, run.known).rule for step in run.steps}
    assert rules[Quantity("delta", 3)].endswith(r"(o_3 − t)\,f'(u_3)")
    assert rules[Quantity("delta", 1)].endswith(r"\delta_3\,w_{31}\;f'(u_1)")
    assert rules[Quantity("dw", 3, 2)].endswith(r"\delta_3\,o_2")
    assert rules[Quantity("dw", 2, 1)].endswith(r"\delta_2\,x_1")
    assert rules[Quantity("u", 2)] == r"u_2 = w_{21}\,x_1 + w_{22}\,x_2 + b_2"
    large = Run(changed(Settings(), net="2-3-2"))
    rule = lines(large.task, Quantity("delta", 2), large.known).rule
    assert rule.endswith(r"(\delta_4\,w_{42} + \delta_5\,w_{52})\;f'(u_2)")
    entropy = Run(changed(Settings(), loss="binary_cross_entropy"))
    assert lines(entropy.task, Quantity("delta", 3), entropy.known).rule.endswith("= o_3 − t")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("net", NETS)
@pytest.mark.parametrize("loss", ["squared_error", "binary_cross_entropy"])
def test_every_step_and_every_wrong_answer_has_its_words(language, net, loss):
    texts = Texts(language)
    run = Run(changed(Settings(), net=net, loss=loss, mode="fill"))
    while not run.finished:
        said = [words.title(run, texts), words.say(run, texts), words.readout(run, texts)]
        for answer in (123.4, -run.known[run.steps[run.position]], 0.0):
            if run.fill(answer):
                break
            said.append(words.verdict(run, texts))
        assert not any(re.search(r"backprop\.|\{[a-z]", text) for text in said), said
        if run.answer is not None:
            run.step()
    assert words.score(run, texts) in words.readout(run, texts)


def test_a_step_that_was_too_long_is_called_so():
    texts = Texts("en")
    rows = ((1.0,), (0.0,), (1.0, 0.0))
    for lr, word in ((0.1, "fell"), (1.5, "rose")):
        run = Run(changed(Settings(), net="1-1", output="identity", lr=lr, numbers_1_1=rows))
        run.go_to(9)
        assert word in words.say(run, texts)
