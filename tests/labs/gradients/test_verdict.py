"""Verdicts, and remedies that do what they promise."""

import pytest

from acttutor.base.state.fields import changed
from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.state import Settings
from acttutor.labs.gradients.verdict import LARGEST, SMALLEST, applied, kept


def make(steps=0, **changes):
    """Return a run some steps on."""
    run = Run(changed(Settings(), **changes))
    for _ in range(steps):
        run.step()
    return run


@pytest.mark.parametrize(
    ("kind", "steps", "changes"),
    [
        ("vanishing", 0, {}),
        ("vanishing", 0, {"activation": "identity", "gain": 0.3}),
        ("healthy", 0, {"depth": 2}),
        ("healthy", 0, {"activation": "tanh"}),
        ("healthy", 0, {"activation": "relu", "init": "he", "depth": 30, "width": 64}),
        ("exploding", 0, {"activation": "relu", "init": "normal", "depth": 20}),
        ("exploding", 0, {"activation": "identity", "gain": 3.0}),
        ("blocked", 0, {"init": "zeros"}),
        ("dead", 100, {"activation": "relu", "init": "he", "lr": 3.0, "depth": 3, "seed": 1}),
        ("failed", 3, {"activation": "relu", "init": "normal", "depth": 20, "lr": 10.0}),
    ],
)
def test_known_cases_get_their_verdict(kind, steps, changes):
    assert make(steps, **changes).verdict.kind == kind


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"depth": 30, "width": 32},
        {"activation": "relu", "init": "normal", "depth": 20},
        {"activation": "tanh", "gain": 3.0, "depth": 20},
        {"activation": "identity", "gain": 0.3},
        {"init": "zeros"},
        {"activation": "identity", "batch_norm": True, "depth": 30},
    ],
)
def test_every_remedy_of_the_gradient_keeps_its_promise(changes):
    run = make(**changes)
    found = run.remedies
    assert found, "there is always something to try"
    former = run.verdict.ratio
    for remedy in found:
        again = make(**changes)
        again.configure(changed(again.settings, **applied(again.settings, remedy)))
        assert again.before.now.flow.ratio() == former, "the before is what was there"
        if remedy.ratio is not None:
            assert SMALLEST <= again.verdict.ratio <= LARGEST
            assert again.verdict.ratio == remedy.ratio
            assert again.verdict.kind == "healthy"


def test_what_does_not_help_is_not_offered():
    """The sigmoid with its matching initialisation still vanishes."""
    run = make(init="normal", gain=0.5)
    assert run.verdict.kind == "vanishing"
    assert "init" not in [remedy.id for remedy in run.remedies]


def test_clipping_and_a_smaller_rate_are_for_steps_that_are_too_long():
    assert not {"clip", "lr"} & {remedy.id for remedy in make().remedies}
    run = make(activation="relu", init="normal", depth=20)
    assert {"clip", "lr"} <= {remedy.id for remedy in run.remedies}


def test_clipping_prevents_the_explosion():
    settings = {"activation": "relu", "init": "normal", "depth": 20, "lr": 0.1}
    run = make(20, **settings)
    assert run.trial.failure is not None
    clip = next(remedy for remedy in run.remedies if remedy.id == "clip")
    run.configure(changed(run.settings, **applied(run.settings, clip)))
    for _ in range(20):
        assert run.step()
    assert run.before.failure is not None, "and the one before still explodes"


def test_dead_units_are_offered_leaky_ones_and_a_smaller_rate():
    run = make(100, activation="relu", init="he", lr=3.0, depth=3)
    ids = [remedy.id for remedy in run.remedies]
    assert {"leaky", "lr"} <= set(ids) and "clip" not in ids


def test_a_healthy_network_needs_nothing():
    assert make(activation="tanh").remedies == ()


def test_the_present_network_can_be_kept_whole():
    run = make(activation="tanh")
    run.configure(changed(run.settings, **kept(run.settings)))
    run.configure(changed(run.settings, depth=20, activation="sigmoid"))
    assert run.before.settings.depth == 10 and run.before.settings.activation == "tanh"


def test_remedies_do_not_depend_on_what_is_looked_at():
    run = make()
    first = run.remedies
    run.configure(changed(run.settings, layer=7, speed=120))
    assert run.remedies is first
