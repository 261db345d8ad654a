"""A run of the digits lab learns to read, can be taken back, and is kept in files."""

import json

import numpy as np
import pytest

from acttutor.base.resources import asset
from acttutor.base.state.fields import changed
from acttutor.labs.digits.model.data import digits
from acttutor.labs.digits.model.writing import example
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import Settings

QUICK = changed(Settings(), train_count=200, layers=(12,))


def trained(settings: Settings, epochs: int) -> Run:
    run = Run(settings)
    for _ in range(epochs):
        assert run.step()
    return run


def test_the_digits_are_those_of_the_source():
    images, labels = digits()
    assert images.shape == (1797, 64)
    # Counted by its authors: optdigits.names, test part.
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    said = asset("data", "README.md").read_text(encoding="utf-8")
    assert "10.24432/C50P49" in said and "CC BY 4.0" in said


def test_the_parts_share_no_digit_and_hold_all_in_their_shares():
    parts = Run(Settings()).parts
    sizes = [len(parts[name].labels) for name in ("train", "validation", "test")]
    assert sizes == [1078, 359, 360]
    rows = np.concatenate([parts[name].images for name in ("train", "validation", "test")])
    assert np.array_equal(np.unique(rows, axis=0), np.unique(digits().images, axis=0))
    for name in ("train", "validation", "test"):
        counts = np.bincount(parts[name].labels)
        assert counts.max() - counts.min() <= 0.1 * counts.max() + 2


def test_ninety_percent_of_the_validation_digits_are_soon_read():
    run = trained(Settings(), 20)
    assert run.curve("accuracy_validation")[-1] > 0.9
    assert run.accuracy_on("test") > 0.9
    probabilities = run.predict(run.parts["test"].images[0])
    assert probabilities.shape == (10,) and probabilities.sum() == pytest.approx(1.0)
    assert run.confusion("test").sum() == 360


def test_other_parts_are_measured_anew():
    """What was measured of the parts before must not be compared with the labels of these."""
    run = Run(Settings())
    run.step()
    run.accuracy_on("validation")
    run.configure(changed(run.settings, validation_share=10))
    assert run.epoch == 0 and run.step()
    assert len(run.trainer.outputs[2]) == len(run.parts["validation"].labels)


def test_fewer_digits_are_part_of_more_and_hold_every_class():
    few = Run(changed(Settings(), train_count=10)).parts["train"]
    more = Run(changed(Settings(), train_count=50)).parts["train"]
    assert sorted(few.labels) == list(range(10))
    assert {tuple(image) for image in few.images} <= {tuple(image) for image in more.images}


def test_wrong_labels_are_taught_and_not_measured_by():
    part = Run(changed(QUICK, label_noise=20)).parts["train"]
    assert (part.taught != part.labels).sum() == 40


def test_steps_are_taken_back_and_again_bit_for_bit():
    run = trained(QUICK, 6)
    weights, curves = run.network.parameters.copy(), run.curves.values.copy()
    for _ in range(3):
        assert run.step_back()
    for _ in range(3):
        run.step()
    assert np.array_equal(run.network.parameters, weights)
    assert np.array_equal(run.curves.values, curves)


def test_a_run_goes_on_from_its_snapshot_as_if_nothing_had_been():
    run = trained(QUICK, 4)
    again = Run(QUICK)
    again.restore(json.loads(json.dumps(run.snapshot())))
    run.step(), again.step()
    assert np.array_equal(run.network.parameters, again.network.parameters)
    assert again.best.epoch == run.best.epoch


def test_training_stops_when_patience_ends_and_the_best_epoch_comes_back():
    settings = changed(QUICK, patience=5, train_count=10, lr=0.1)
    run = Run(settings)
    for _ in range(300):
        if not run.step():
            break
    assert run.stopped_early and run.epoch == run.best.epoch + 5
    best = run.curve("loss_validation").min()
    assert run.back_to_best() and run.curve("loss_validation")[-1] == best


def test_what_is_not_finite_stops_the_run_and_leaves_the_last_finite_epoch():
    run = Run(changed(QUICK, optimizer="sgd", lr=1.0, init="normal", activation1="identity"))
    while run.step() and run.epoch < 60:
        pass
    assert np.isfinite(run.network.parameters).all()
    assert run.failure is not None or run.epoch == 60


def test_own_digits_are_a_test_of_their_own_and_every_second_one_can_be_learned():
    images, labels = digits()
    own = tuple(example(int(labels[k]), images[k]) for k in range(40))
    run = Run(changed(QUICK, own=own))
    assert np.array_equal(run.parts["own"].images, images[:40])
    learning = Run(changed(QUICK, own=own, learn_own=True))
    learned = len(learning.parts["train"].labels) - 200
    assert len(learning.parts["own"].labels) + learned == 40
    assert 20 <= learned <= 25


@pytest.mark.parametrize(
    "own", ["x", [["10", "0" * 64]], [["1", "0" * 63]], [["1", "h" * 64]], [["1"]], [[1, "0" * 64]]]
)
def test_what_is_no_written_digit_is_refused(own):
    with pytest.raises(ValueError, match="own"):
        changed(Settings(), own=own)


def test_the_test_data_are_counted_when_they_are_opened():
    run = Run(QUICK)
    run.configure(changed(QUICK, open_test=True))
    assert run.times_tested == 1
    run.configure(changed(QUICK, open_test=True, layers=(8,)))
    assert run.times_tested == 2
    again = Run(run.settings)
    again.restore(run.snapshot())
    assert again.times_tested == 2 and again.epoch == 0
    run.step()
    again.restore(run.snapshot())
    assert again.times_tested == 2 and again.epoch == 1


@pytest.mark.parametrize("changes", [{"dropout": 0.1}, {"batch_norm": True}])
def test_what_is_against_overfitting_learns_and_is_kept(changes):
    settings = changed(QUICK, layers=(32, 16), batch=10, **changes)
    run = trained(settings, 30)
    assert run.accuracy_on("validation") > 0.85
    again = Run(settings)
    again.restore(json.loads(json.dumps(run.snapshot())))
    run.step(), again.step()
    assert np.array_equal(run.network.parameters, again.network.parameters)


def in_parts(run: Run) -> int:
    """Learn an epoch as a player does that has no time at all; how many parts it took."""
    count = 1
    while run.work(0.0) is None:
        count += 1
    return count


@pytest.mark.parametrize("changes", [{}, {"dropout": 0.3, "batch_norm": True, "batch": 5}])
def test_an_epoch_learned_over_many_frames_is_that_of_a_step(changes):
    whole, parts = (Run(changed(QUICK, **changes)) for _ in range(2))
    for _ in range(3):
        whole.step()
        assert in_parts(parts) > 5
    assert np.array_equal(whole.network.parameters, parts.network.parameters)
    assert whole.snapshot() == parts.snapshot()


def test_in_the_middle_of_an_epoch_the_last_one_is_kept_and_gone_back_to():
    run = trained(QUICK, 3)
    kept, read = run.snapshot(), run.outputs("validation").copy()
    assert run.work(0.0) is None
    # What the network says is that of now; what is kept can be gone on from.
    assert not np.array_equal(run.outputs("validation"), read)
    assert run.snapshot() == kept and run.epoch == 3
    assert run.step_back() and run.snapshot() == kept
    assert np.array_equal(run.outputs("validation"), read)
    expected = trained(QUICK, 4)
    run.step()
    assert np.array_equal(run.network.parameters, expected.network.parameters)
    assert run.work(0.0) is None
    run.restore(kept)
    run.step()
    assert run.snapshot() == expected.snapshot()
    assert run.work(0.0) is None
    run.reset()
    assert run.epoch == 0 and in_parts(run) > 5 and run.epoch == 1
