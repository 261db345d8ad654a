"""Validation data choose; the test is shown on request; old files stay as they were."""

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.labs.network.export import metrics, table
from acttutor.labs.network.model.choices import PARTS
from acttutor.labs.network.model.data.problem import make_problem
from acttutor.labs.network.model.data.table import EMPTY
from acttutor.labs.network.model.factory import expanded
from acttutor.labs.network.model.many.sweep_grid import Outcome
from acttutor.labs.network.model.many.sweep_worker import train as train_job
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings
from acttutor.labs.network.words import message, readout

#: Few points, much noise and a wide network: it is soon overfitted.
OVERFITTED = {
    "data": "circle",
    "noise": 40,
    "train_share": 20,
    "validation_share": 40,
    "layers": (8, 8),
    "lr": 0.3,
}


def make(**changes: Any) -> Run:
    """Return a run with the defaults but for some settings."""
    return Run(changed(Settings(), **changes))


def go(run: Run, epochs: int) -> int:
    """Train up to so many epochs; return how many were trained."""
    return next((done for done in range(epochs) if not run.step()), epochs)


@pytest.mark.parametrize("data", ["circle", "reg_gauss", "iris"])
def test_each_part_is_measured_by_itself(data: str) -> None:
    run = make(data=data, validation_share=20, open_test=True)
    go(run, 3)
    problem = run.problem
    assert problem is not None
    for part in PARTS:
        X, T = problem.part(part)
        expected = run.network.loss(expanded(X, run.settings.features), T, problem.loss)
        assert run.losses.of(part)[-1] == pytest.approx(expected, rel=1e-12)
    counts = [len(problem.part(part)[0]) for part in PARTS]
    assert counts[1] == pytest.approx(0.2 * sum(counts), abs=1)


def test_without_validation_everything_is_as_it_was() -> None:
    """The data of the web playground, and of files that know nothing of validation."""
    run = make()
    assert run.problem is not None and not run.problem.has_validation
    assert run.shown_parts == ("train", "test")
    assert metrics(run)["loss_validation"] is None
    assert [name for name, _ in table(run)][:4] == ["epoch", "loss_train", "loss_test", "layer"]


def test_classes_are_equally_frequent_in_all_parts() -> None:
    problem = make_problem(changed(Settings(), data="iris", validation_share=20, train_share=60))
    assert problem is not None
    counts = [np.bincount(problem.class_numbers(problem.part(part)[1])) for part in PARTS]
    assert [count.tolist() for count in counts] == [[30] * 3, [10] * 3, [10] * 3]


# -- the best epoch ------------------------------------------------------------------------------


def test_the_best_epoch_is_the_lowest_of_the_curve_and_can_be_returned_to() -> None:
    run = make(**OVERFITTED)
    course = [run.network.parameters.copy()]
    for _ in range(120):
        run.step()
        course.append(run.network.parameters.copy())
    best = int(np.argmin(run.losses.validation))
    assert 0 < best < 100, "the network must overfit, or this protects nothing"
    assert run.best.epoch == best == metrics(run)["best_epoch"]
    assert run.best.loss == run.losses.validation[best]
    later = run.losses.train.copy()
    assert run.back_to_best()
    assert run.epoch == best and len(run.losses.train) == best + 1
    assert np.array_equal(run.network.parameters, course[best])
    # From there the same epochs follow, and those before can still be taken back.
    go(run, 5)
    assert np.array_equal(run.losses.train, later[: best + 6])
    for _ in range(6):
        run.step_back()
    assert np.array_equal(run.network.parameters, course[best - 1])
    assert run.best.epoch == int(np.argmin(run.losses.validation))
    assert run.best.snapshot is not None


def test_patience_stops_when_it_has_run_out_and_not_before() -> None:
    free = make(**OVERFITTED)
    go(free, 300)
    curve = free.losses.validation
    lowest = np.minimum.accumulate(curve)
    # By the definition: the first epoch whose last 20 brought nothing lower.
    expected = next(e for e in range(20, 301) if lowest[e] == lowest[e - 20])
    run = make(**OVERFITTED, patience=20)
    assert go(run, 300) == expected == run.epoch
    assert run.stopped_early and not run.step()
    assert str(run.best.epoch) in message(run, Texts("en"))
    run.configure(replace(run.settings, patience=0))
    assert run.step(), "without patience it goes on"


def test_patience_without_validation_data_does_nothing() -> None:
    run = make(**{**OVERFITTED, "validation_share": 0}, patience=10)
    assert go(run, 60) == 60
    assert not run.back_to_best()


# -- the test ------------------------------------------------------------------------------------


def test_the_test_is_closed_until_it_is_asked_for() -> None:
    run = make(**OVERFITTED)
    go(run, 3)
    found = metrics(run)
    assert found["loss_test"] is None and found["accuracy_test"] is None
    assert "test" not in readout(run, Texts("en"))
    assert [name for name, _ in table(run)][:3] == ["epoch", "loss_train", "loss_validation"]
    # The test stays closed for points and answers as well.
    assert set(dict(table(run))["part"]) - {None} == {"train", "validation"}
    run.configure(replace(run.settings, open_test=True))
    assert run.epoch == 3
    assert metrics(run)["loss_test"] == run.losses.test[-1]
    assert "test" in readout(run, Texts("en"))


def test_a_test_that_is_used_to_choose_is_said() -> None:
    run = make(**OVERFITTED)
    run.configure(replace(run.settings, open_test=True))
    assert run.times_tested == 1 and not message(run, Texts("en"))
    run.configure(replace(run.settings, layers=(4,)))
    assert run.times_tested == metrics(run)["times_tested"] == 2
    assert "2" in message(run, Texts("en"))
    run.configure(replace(run.settings, data_seed=7))
    assert run.times_tested == 1, "other points are another test"


@pytest.mark.parametrize("epochs", [0, 2])
def test_how_often_the_test_was_opened_is_kept_with_the_run(epochs: int) -> None:
    run = make(**OVERFITTED)
    for opened in (True, False, True):
        run.configure(replace(run.settings, open_test=opened))
    go(run, epochs)
    kept = json.loads(json.dumps(run.snapshot()))
    again = Run(run.settings)
    again.restore(kept)
    assert again.times_tested == run.times_tested == 2 and again.epoch == epochs
    with pytest.raises(ValueError, match="times_tested"):
        Run(run.settings).restore({**kept, "times_tested": -1})


# -- choosing among many -------------------------------------------------------------------------


def test_a_race_is_won_by_validation() -> None:
    run = make(**OVERFITTED, mode="race", race_by="lr")
    go(run, 60)
    assert run.ensemble is not None and run.problem is not None
    X, T = run.problem.part("validation")
    losses = {
        member.name: member.network.loss(X, T)
        for member in run.ensemble.members
        if not member.failed
    }
    name, loss = run.ensemble.best()
    assert name == min(losses, key=lambda key: losses[key])
    assert loss == pytest.approx(losses[name])
    trained = {
        m.name: v
        for m, v in zip(run.ensemble.members, run.ensemble.losses.values[:, -1], strict=True)
    }
    assert name != min(trained, key=lambda key: trained[key]), "it must differ from training"


def test_a_sweep_chooses_by_validation() -> None:
    run = make(**OVERFITTED, mode="sweep", sweep_epochs=10, sweep_seeds=1)
    assert run.sweep is not None
    sweep = run.sweep
    for index in range(len(sweep.jobs)):
        # By the test the last would be the best one, by validation the first.
        sweep.put(index, Outcome(1.0, 1.0 / (index + 1), loss_validation=1.0 + index))
    assert sweep.measure == "validation"
    assert sweep.best() is sweep.grid.cells[0]
    assert "loss_test" not in dict(sweep.table())
    outcome = train_job(sweep.jobs[0], EMPTY)
    assert outcome is not None and outcome.loss_validation is not None
    alone = Run(sweep.jobs[0].settings)
    go(alone, 10)
    assert outcome.loss_validation == pytest.approx(alone.losses.validation[-1], rel=1e-12)
    run.close()


# -- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["one", "race"])
def test_progress_with_validation_goes_through_a_file(mode: str) -> None:
    run = make(**OVERFITTED, mode=mode)
    go(run, 90)
    again = Run(run.settings)
    again.restore(json.loads(json.dumps(run.snapshot())))
    assert (again.best.epoch, again.best.loss) == (run.best.epoch, run.best.loss)
    if mode == "race":
        assert again.ensemble is not None and run.ensemble is not None
        assert again.ensemble.best() == run.ensemble.best()
        return
    assert again.back_to_best() and run.back_to_best()
    assert np.array_equal(again.network.parameters, run.network.parameters)


@pytest.mark.parametrize("bad", [3, {}, {"epoch": 999, "loss": 1.0}, {"epoch": 1, "loss": None}])
def test_a_best_epoch_that_cannot_be_is_refused(bad: Any) -> None:
    run = make(**OVERFITTED)
    go(run, 3)
    plain = {**run.snapshot(), "best": bad}
    with pytest.raises(ValueError, match="best"):
        Run(run.settings).restore(plain)


# -- losses to choose ----------------------------------------------------------------------------


@pytest.mark.parametrize("data", ["circle", "iris"])
@pytest.mark.parametrize(
    ("loss", "low"),
    [("squared_error", -1.0), ("binary_cross_entropy", 0.0), ("softmax_cross_entropy", 0.0)],
)
def test_each_loss_for_classes_learns_with_its_targets(data: str, loss: str, low: float) -> None:
    run = make(data=data, class_loss=loss, lr=0.1)
    problem = run.problem
    assert problem is not None and problem.loss == loss
    assert set(np.unique(problem.T_train)) == {low, 1.0}
    assert go(run, 150) == 150
    assert run.accuracy()[1] > 0.9
    scores = problem.scores(run.outputs("train"))
    assert scores.min() >= 0 and scores.max() <= 1


def test_the_positive_class_stays_the_first_with_every_loss() -> None:
    classes = [
        make_problem(changed(Settings(), class_loss=loss))
        for loss in ("usual", "binary_cross_entropy", "softmax_cross_entropy")
    ]
    numbers = [p.class_numbers(p.T_train) for p in classes if p is not None]
    assert len(numbers) == 3
    assert np.array_equal(numbers[0], numbers[1]) and np.array_equal(numbers[0], numbers[2])
    assert [p.n_outputs for p in classes if p is not None] == [1, 1, 2]


def test_usual_is_what_older_files_mean() -> None:
    assert (make().problem.loss, make(data="iris").problem.loss) == (  # type: ignore[union-attr]
        "squared_error",
        "softmax_cross_entropy",
    )


@pytest.mark.parametrize("loss", ["squared_error", "absolute_error", "huber"])
def test_each_loss_for_numbers_learns(loss: str) -> None:
    run = make(data="reg_plane", number_loss=loss, lr=0.03)
    assert run.problem is not None and run.problem.loss == loss
    before = run.losses.test[0]
    go(run, 60)
    assert run.losses.test[-1] < before / 3
    assert math.isnan(run.accuracy()[1])
