"""What the overview knows: where things lead, when functions came, and what suits a layer."""

import numpy as np
import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.overview import export, words
from acttutor.labs.overview.living import Ball, Living
from acttutor.labs.overview.run import Run, curve
from acttutor.labs.overview.state import (
    ALL,
    DOORS,
    HISTORY,
    PURPOSES,
    STEPS,
    Settings,
    year_of,
)
from acttutor.labs.registry import LABS

LINKS = [
    *(link for links in STEPS.values() for link in links),
    *(advice.link for advice in PURPOSES.values()),
    *(Run(Settings()).door(name) for name in DOORS),
]


def test_there_are_eight_steps_and_each_leads_to_a_lab_that_exists():
    assert len(STEPS) == 8
    for links in STEPS.values():
        assert any(link.lab in LABS for link in links)


def test_every_lab_can_be_reached_from_here():
    missing = set(LABS) - {*ALL, "overview"}
    assert not missing, f"no step in labs/overview/state.py leads to {missing}"


@pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{link.lab}-{'-'.join(link.settings)}")
def test_what_a_link_sets_can_be_set_there(link):
    """A renamed setting of another lab would otherwise end in an error at a click."""
    if link.lab not in LABS:
        pytest.skip("no such lab yet")
    settings = changed(LABS[link.lab].defaults(), **link.settings)
    for name, value in link.settings.items():
        assert getattr(settings, name) == value


def test_the_history_holds_every_function_in_the_order_of_its_years():
    assert set(HISTORY) == {*ACTIVATIONS, "softmax"}
    years = [year_of(function) for function in HISTORY]
    assert years == sorted(years)
    assert (HISTORY[0], HISTORY[-1]) == ("step", "mish")


def test_curves_are_those_of_the_core():
    x = np.linspace(-3, 3, 7)
    f, df = curve("relu", x)
    assert f.tolist() == [0, 0, 0, 0, 1, 2, 3]
    assert df.tolist() == [0, 0, 0, 0, 1, 1, 1]


def test_softmax_is_the_share_beside_two_zeros_and_its_slope():
    x = np.linspace(-4, 4, 9)
    share, slope = curve("softmax", x)
    assert share == pytest.approx(np.exp(x) / (np.exp(x) + 2))
    step = 1e-6
    numeric = (curve("softmax", x + step)[0] - curve("softmax", x - step)[0]) / (2 * step)
    assert slope == pytest.approx(numeric, abs=1e-9)


def test_the_chooser_gives_what_the_textbooks_give():
    wanted = {
        "hidden": "relu",
        "regression": "identity",
        "two": "sigmoid",
        "many": "softmax",
        "generator": "tanh",
        "discriminator": "leaky_relu",
    }
    found = {purpose: PURPOSES[purpose].function for purpose in wanted}
    assert found == wanted
    # A very deep network takes anything but a function whose slope is small everywhere.
    assert PURPOSES["deep"].function not in ("sigmoid", "tanh", "step")


def test_the_number_in_the_reason_for_deep_networks_is_true():
    """Ten slopes of a quarter leave about a millionth."""
    assert pytest.approx(1e-6, rel=0.05) == 0.25**10
    assert float(ACTIVATIONS["tanh"].df(0.0) / ACTIVATIONS["sigmoid"].df(0.0)) == 4.0


@pytest.mark.parametrize("language", ["ja", "en"])
def test_there_is_a_sentence_for_everything(language):
    texts = Texts(language)
    for function in HISTORY:
        run = Run(Settings(function=function))
        assert str(run.year) in words.heading(run, texts)
        assert not words.why(run, texts).startswith("overview.")
    for purpose in PURPOSES:
        run = Run(Settings(purpose=purpose))
        for said in (words.advice(run, texts), words.reason(run, texts)):
            assert not said.startswith("overview.")


def test_it_publishes_what_is_picked_and_the_history_as_a_table():
    seen = export.metrics(Run(Settings(function="gelu", purpose="many")))
    assert seen == {
        "view": "steps",
        "function": "gelu",
        "year": 2016,
        "purpose": "many",
        "advice": "softmax",
    }
    columns = dict(export.table(Run(Settings())))
    assert {len(column) for column in columns.values()} == {len(HISTORY)}
    assert columns["year"][0] == 1958


# -- what lives --------------------------------------------------------------------------------


def test_the_network_learns_each_problem_and_goes_on_with_the_next():
    learner, seen = Living().learner, {}
    while learner.problem not in seen or len(seen) < 2:
        problem = learner.problem
        while learner.problem == problem and (learner.epoch or not seen.get(problem)):
            seen[problem] = learner.losses[-1]
            learner.step()
    assert set(seen) == {"circle", "xor"}
    assert max(seen.values()) < 0.05


def test_the_ball_goes_where_the_closed_form_says():
    ball = Ball()
    for tick in range(5 * 14):
        if tick % 5 == 0:
            assert ball.x == pytest.approx(1 + 3 * (1 - 2 * ball.lr) ** (tick // 5))
            assert ball.k == tick // 5
        ball.step()
    rates = set()
    for _ in range(5 * 18 * 3):
        ball.step()
        rates.add(ball.lr)
    assert rates == {0.1, 0.3, 0.9}
