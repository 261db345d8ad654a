"""What may be set, and how a typed list of learning rates is read."""

import pytest

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed, field_names, spec_of
from acttutor.labs.descent.state import PRESETS, Settings, check_rates, parse_rates


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("0.1 0.5 0.78", (0.1, 0.5, 0.78)),
        ("0.1,0.5, 0.78", (0.1, 0.5, 0.78)),
        ("  1 ", (1.0,)),
        ("０．１　０．５", (0.1, 0.5)),
        ("0.1、0.5，1", (0.1, 0.5, 1.0)),
        ("0.1;0.2；0.3", (0.1, 0.2, 0.3)),
        ("0.3 0.3 0.30", (0.3,)),
        ("1e-2 .5 0", (0.01, 0.5, 0.0)),
    ],
)
def test_lists_are_read_in_every_spelling(text, rates):
    assert parse_rates(text) == rates


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "empty"),
        (" , ", "empty"),
        ("0.1 fast", "no_number"),
        ("0.1 nan", "no_number"),
        ("0.1 0..5", "no_number"),
        ("0.1 1.3", "out_of_range"),
        ("−0.1", "out_of_range"),
        ("inf", "out_of_range"),
        ("0.1 0.2 0.3 0.4 0.5", "too_many"),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_mistakes_get_one_sentence(text, key, language):
    with pytest.raises(UserError) as caught:
        parse_rates(text)
    assert caught.value.key == f"descent.rates.{key}"
    sentence = Texts(language).error(caught.value)
    assert "{" not in sentence and sentence != caught.value.key


@pytest.mark.parametrize("value", [(), (0.1,) * 0, (1, 2), (0.1, 0.2, 0.3, 0.4, 0.5), None, ("x",)])
def test_the_store_refuses_other_lists(value):
    with pytest.raises(ValueError):
        changed(Settings(), rates=value)


def test_presets_are_allowed_lists():
    for rates in PRESETS.values():
        assert check_rates(rates) == rates


def test_the_interesting_rates_are_stops_of_the_slider():
    for lr in (0.0, 0.5, 1.0, 1.25):
        assert changed(Settings(), lr=lr + 0.004).lr == lr or lr == 1.25
        assert spec_of(Settings, "lr").clean(lr) == lr


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_control_has_a_label_and_a_tooltip(language):
    texts = Texts(language)
    for name in (*field_names(Settings), "random_start", "copy_table"):
        prefix = "common" if name == "speed" else "descent"
        assert texts.has(f"{prefix}.{name}.label"), name
        assert texts.has(f"{prefix}.{name}.tip"), name


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", ["compare", "prediction"])
def test_every_option_has_a_name(name, language):
    for option in spec_of(Settings, name).options:
        assert Texts(language).has(f"descent.{name}.options.{option}"), option
