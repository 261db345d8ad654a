"""Every function has its texts in both languages, and the numbers in them are true."""

import re
from typing import Any

import pytest

from acttutor.base.language.texts import Texts, load_catalogue
from acttutor.base.state.fields import changed
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.activations import words
from acttutor.labs.activations.comparisons import COMPARISONS
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.state import Settings, param_setting

LANGUAGES = ("ja", "en")


@pytest.fixture(params=LANGUAGES)
def texts(request: Any) -> Texts:
    return Texts(request.param)


def run(**changes: Any) -> Run:
    return Run(changed(Settings(), **changes))


def is_finished(text: str) -> bool:
    """Tell whether a text came from the catalogue and has nothing left to fill in."""
    return bool(text) and "activations." not in text and not re.search(r"\{[a-z]+\}", text)


@pytest.mark.parametrize("function", [*ACTIVATIONS, "gelu_tanh"])
def test_every_function_has_all_its_texts(function: str, texts: Texts) -> None:
    assert words.name(function, texts) != f"functions.{function}"
    for item in words.notes(function, texts):
        assert texts.has(f"functions.{function}.{item.kind}")
        assert is_finished(item.text)
        assert is_finished(item.label)
    for item in words.stats(run(function=function), function, texts):
        assert is_finished(item.text), item
        assert is_finished(item.label), item


@pytest.mark.parametrize("function", ACTIVATIONS)
def test_the_source_gives_the_year_of_the_registry(function: str, texts: Texts) -> None:
    assert str(ACTIVATIONS[function].year) in texts(f"functions.{function}.source")


@pytest.mark.parametrize("comparison", COMPARISONS.values(), ids=lambda item: item.id)
def test_every_comparison_says_what_to_look_at(comparison: Any, texts: Texts) -> None:
    assert texts.has(f"activations.{comparison.id}.label")
    assert texts.has(f"activations.{comparison.id}.tip")
    lab = run(**comparison.changes)
    assert is_finished(words.title(lab, texts))
    items = words.look(lab, texts)
    assert len(items) == len(comparison.aspects) >= 3
    assert all(is_finished(item.text) and is_finished(item.label) for item in items)


def test_every_setting_has_label_and_tooltip(texts: Texts) -> None:
    names = ["function", "view", "half_width", "threshold", "probe"]
    names += [param_setting(f, p.id) for f, a in ACTIVATIONS.items() for p in a.params]
    for name in names:
        assert texts.has(f"activations.{name}.label"), name
        assert texts.has(f"activations.{name}.tip"), name


def test_both_catalogues_have_the_same_keys() -> None:
    keys = [
        {key for key in load_catalogue(language) if key.startswith("activations.")}
        for language in LANGUAGES
    ]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "0.2500"),
        (1, "1.000"),
        (-12.3456, "−12.35"),
        (0.0, "0"),
        (-0.0, "0"),
        (1234.0, "1234"),
        (9.3576e-14, "9.358e−14"),
        (float("nan"), "–"),
    ],
)
def test_numbers_have_four_significant_digits(value: float, text: str) -> None:
    assert words.four(value) == text


def test_the_readout_names_all_functions(texts: Texts) -> None:
    line = words.readout(run(probe=1), texts)
    for number in ("1.000", "0.7311", "0.1966"):
        assert number in line
    line = words.readout(run(function="relu", others=("tanh", "gelu"), probe=-1), texts)
    for part in ("ReLU", "tanh", "GELU", "−0.7616", "−0.1587"):
        assert part in line


class TestKinks:
    def test_a_corner_is_told_with_both_slopes_and_the_convention(self, texts: Texts) -> None:
        note = words.probe_note(run(function="prelu", prelu_alpha=0.4, probe=0), texts)
        assert is_finished(note)
        assert note.count("0.4") >= 2
        assert "1" in note

    def test_a_jump_is_told(self, texts: Texts) -> None:
        at_jump = words.probe_note(run(function="step", step_theta=2, probe=2), texts)
        beside = words.probe_note(run(function="step", step_theta=2, probe=1), texts)
        assert is_finished(at_jump)
        assert is_finished(beside)
        assert at_jump != beside
        assert texts("activations.none") in words.readout(
            run(function="step", step_theta=2, probe=2), texts
        )

    def test_a_smooth_place_needs_no_words(self, texts: Texts) -> None:
        assert words.probe_note(run(function="relu", probe=1), texts) == ""
        assert words.probe_note(run(function="elu", elu_alpha=1, probe=0), texts) == ""


class TestStats:
    def stats(self, function: str, **changes: Any) -> dict[str, str]:
        lab = run(function=function, **changes)
        return {item.kind: item.text for item in words.stats(lab, function, Texts("en"))}

    def test_of_the_sigmoid(self) -> None:
        known = self.stats("sigmoid", sigmoid_a=2)
        assert known["range"] == "(0, 1)"
        assert known["at_zero"] == "0.5"
        assert known["largest_slope"] == "0.5 (x = 0)"
        assert known["zero_centred"] == "no"
        assert known["saturates"] == "both"

    def test_of_relu(self) -> None:
        known = self.stats("relu")
        assert known["range"] == "[0, ∞)"
        assert known["slope_at_zero"] == "0 → 1"
        assert known["largest_slope"] == "1"
        assert known["kinks"] == "x = 0"

    def test_of_the_step_function(self) -> None:
        known = self.stats("step")
        assert known["range"] == "{0, 1}"
        assert known["slope_at_zero"] == "none"
        assert self.stats("step", step_theta=1)["slope_at_zero"] == "0"

    def test_of_gelu(self) -> None:
        known = self.stats("gelu")
        assert known["largest_slope"] == "1.129 (x = 1.414)"
        assert known["range"] == "[−0.17, ∞)"


def test_formulas_are_written_in_x_and_keep_their_commands() -> None:
    for function in ACTIVATIONS:
        for side in words.formulas(run(function=function))[0][1:]:
            assert not re.search(r"z", re.sub(r"\\[A-Za-z]+", "", side))
    assert words.large(r"\frac{1}{1+e^{-x}}") == r"\dfrac{1}{1+e^{-x}}"
    assert "2.5" in words.formulas(run(sigmoid_a=2.5))[0][1]
