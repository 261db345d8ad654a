"""The training of the GAN lab: what it must come to, what each experiment shows, and its course."""

import json
import warnings

import numpy as np
import pytest

from acttutor.base.state.fields import changed
from acttutor.labs.gan.run import EVERY, HISTORY, Run
from acttutor.labs.gan.state import EXPERIMENTS, Settings

#: Updates that the default speed makes in a minute.
MINUTE = round(60 * Settings().speed)


def run_of(steps=0, **changes):
    run = Run(changed(Settings(), **changes))
    for _ in range(steps):
        if not run.step():
            break
    return run


def weights(run):
    return run.gan.generator.parameters.copy(), run.gan.discriminator.parameters.copy()


# -- what it must come to ----------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_within_a_minute_at_the_default_speed_the_points_look_like_the_ring(seed):
    """Measured on the points themselves, with nothing of the lab's own measures but their noise.

    On the ring means within three standard deviations (0.12) of its radius; twelve sectors.
    In half of the minute, so that a slower course on another processor has room as well.
    """
    run = run_of(MINUTE // 2, seed=seed)
    first = next(t for t, *_, alike in run.records if alike)
    late = [alike for t, *_, alike in run.records if t > MINUTE // 2 - 300]
    assert first < MINUTE // 3
    assert np.mean(late) > 0.6
    x, y = run.sight.points.T
    on_ring = np.abs(np.hypot(x, y) - 0.65) < 0.12
    sectors = np.floor(np.arctan2(y, x)[on_ring] / (2 * np.pi) * 12) % 12
    assert on_ring.mean() > 0.8
    assert len(np.unique(sectors)) == 12


def test_with_relu_a_small_d_falls_silent_and_with_leaky_relu_it_does_not():
    """The experiment: the same seed, the same weights, another activation."""
    silent = run_of(900, **EXPERIMENTS["dying"])
    assert silent.measures.no_push == 1.0
    before = silent.gan.generator.parameters.copy()
    told = run_of(1000, **{**EXPERIMENTS["dying"], "d_hidden": "leaky_relu"})
    assert told.measures.no_push == 0.0
    assert told.measures.distance < silent.measures.distance / 10
    for _ in range(20):
        silent.step()
    # What is left of Adam's memory fades: G stands still.
    assert np.abs(silent.gan.generator.parameters - before).max() < 1e-6


def test_where_d_is_far_ahead_the_saturating_push_vanishes_and_switching_brings_it_back():
    run = run_of(1000, **EXPERIMENTS["vanishing"])
    assert run.ahead == 0
    assert run.measures.d_fake < 0.05
    assert run.measures.push_size < 0.05
    otherwise = run.measures.push_otherwise
    run.configure(changed(run.settings, loss="nonsaturating"))
    assert run.t == 1000  # the loss is live
    assert run.measures.push_size == pytest.approx(otherwise)
    assert otherwise > 100 * 0.05


def test_a_hasty_g_collapses_and_a_fair_game_covers_all_nine():
    collapsed = run_of(700, **EXPERIMENTS["collapse"])
    assert collapsed.measures.covered <= 3
    fair = run_of(2000, data="grid")
    assert fair.measures.covered == 9


# -- the course --------------------------------------------------------------------------------


def test_the_same_settings_give_the_same_course():
    first, second = run_of(30), run_of(30)
    assert np.array_equal(np.concatenate(weights(first)), np.concatenate(weights(second)))
    assert first.records == second.records


def test_steps_back_and_on_again_lead_to_the_same_weights():
    run = run_of(25)
    there, records = weights(run), list(run.records)
    for _ in range(12):
        assert run.step_back()
    assert (run.t, len(run.records)) == (13, 2)
    for _ in range(12):
        run.step()
    assert all(np.array_equal(a, b) for a, b in zip(there, weights(run), strict=True))
    assert run.records == records


def test_there_is_no_step_back_before_the_beginning_nor_beyond_what_is_kept():
    run = run_of(3)
    assert [run.step_back() for _ in range(4)] == [True, True, True, False]
    run = run_of(HISTORY + 5)
    assert sum(run.step_back() for _ in range(HISTORY + 5)) == HISTORY


def test_reset_returns_to_the_first_weights():
    run = Run(Settings())
    first = weights(run)
    for _ in range(5):
        run.step()
    run.reset()
    assert run.t == 0
    assert all(np.array_equal(a, b) for a, b in zip(first, weights(run), strict=True))


def test_while_d_learns_alone_g_stands_still():
    run = Run(changed(Settings(), head_start=100))
    g, d = weights(run)
    for _ in range(100):
        run.step()
    assert np.array_equal(run.gan.generator.parameters, g)
    assert not np.array_equal(run.gan.discriminator.parameters, d)
    run.step()
    assert not np.array_equal(run.gan.generator.parameters, g)


def test_k_is_the_number_of_updates_of_d():
    """Adam counts its own steps."""
    run = run_of(4, k=3)
    memories = run.gan.state()[2:]
    assert [memory[1] for memory in memories] == [4, 12]


def test_live_settings_keep_the_training_and_others_begin_anew():
    run = run_of(20)
    for changes in ({"k": 2}, {"lr_g": 0.01}, {"arrows": False}, {"loss": "saturating"}):
        run.configure(changed(run.settings, **changes))
        assert run.t == 20
    for changes in ({"d_units": 8}, {"data": "moons"}, {"seed": 2}, {"leak": 0.1}):
        run.configure(changed(run.settings, **changes))
        assert run.t == 0
        run.step()


def test_charts_have_a_point_every_so_many_updates():
    run = run_of(35)
    assert [row[0] for row in run.records] == [0, EVERY, 2 * EVERY, 3 * EVERY]


# -- drawing -----------------------------------------------------------------------------------


def test_without_a_drawing_nothing_is_learned_and_with_one_it_goes_on_as_it_changes():
    run = Run(changed(Settings(), data="drawn"))
    assert run.measures is None
    assert run.sight is None
    assert not run.step()
    run.configure(changed(run.settings, drawn=((0.2, 0.3), (0.25, 0.3))))
    assert run.step()
    assert run.records[0][0] == 0
    run.configure(changed(run.settings, drawn=((0.2, 0.3), (0.25, 0.3), (0.3, 0.3))))
    assert run.t == 1
    assert run.step()


@pytest.mark.parametrize(
    "drawn", [((1.0,),), (("a", 1.0),), ((float("nan"), 0.0),), ("ab",), 3, ((1, 2, 3),)]
)
def test_a_drawing_that_is_none_is_refused(drawn):
    with pytest.raises(ValueError, match="drawn"):
        changed(Settings(), drawn=drawn)


def test_a_drawing_is_kept_within_the_plane_and_within_limits():
    settings = changed(Settings(), drawn=[(9, -9)] * 700)
    assert settings.drawn[0] == (1.2, -1.2)
    assert len(settings.drawn) == 600


# -- when numbers fail -------------------------------------------------------------------------


def test_weights_that_overflow_stop_the_run_at_the_last_finite_ones():
    run = Run(
        changed(
            Settings(),
            optimizer="sgd",
            lr_d=0.5,
            lr_g=0.5,
            d_hidden="leaky_relu",
            leak=0.5,
            g_hidden="leaky_relu",
            g_output="identity",
            g_units=32,
            d_units=32,
            k=10,
        )
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        while run.step():
            assert run.t < 400
        assert run.failed_at == run.t + 1
        assert run.gan.finite
        # The last finite points may lie far beyond what can be measured.
        assert run.measures is not None
        assert run.snapshot()["t"] == run.t
        json.dumps(run.snapshot(), allow_nan=False)
    run.configure(changed(run.settings, lr_d=0.0005, lr_g=0.0005))
    assert run.failed_at is None


# -- keeping it --------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
def test_a_snapshot_goes_through_json_and_continues_exactly(optimizer):
    run = run_of(23, optimizer=optimizer)
    kept = json.loads(json.dumps(run.snapshot()))
    other = Run(run.settings)
    other.restore(kept)
    assert (other.t, other.records) == (run.t, run.records)
    for one in (run, other):
        for _ in range(9):
            one.step()
    assert all(np.array_equal(a, b) for a, b in zip(weights(run), weights(other), strict=True))
    assert other.records == run.records


def test_a_fresh_run_has_nothing_to_keep():
    run = Run(Settings())
    assert run.snapshot() == {}
    run.step()
    run.restore({})
    assert run.t == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("t", -1),
        ("t", True),
        ("t", "3"),
        ("generator", [1.0]),
        ("generator", "x"),
        ("discriminator", None),
        ("g_memory", None),
        ("d_memory", {"sums": [], "t": 1}),
        ("records", None),
        ("records", [[0, 1, 1, 1]]),
        ("records", [[0, "a", 1, 1, True]]),
        ("records", [[5, 1, 1, 1, True], [4, 1, 1, 1, True]]),
    ],
)
def test_a_snapshot_that_cannot_be_changes_nothing(field, value):
    run = run_of(12)
    before = weights(run)
    with pytest.raises(ValueError, match=field):
        run.restore({**run.snapshot(), field: value})
    assert run.t == 12
    assert all(np.array_equal(a, b) for a, b in zip(before, weights(run), strict=True))
