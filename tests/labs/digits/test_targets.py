"""What the lab promises with its defaults: how soon it reads, and whose writing."""

import numpy as np
import pytest

from acttutor.base.state.fields import changed
from acttutor.core.data.handwriting import prepare
from acttutor.core.data.shaky_hand import shaky_digits
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import Settings

PEN = 0.07


def learned(settings: Settings, seconds: float) -> Run:
    """Return a run after so many seconds of play at the speed of the settings."""
    run = Run(settings)
    while run.epoch < seconds * settings.speed and run.step():
        pass
    return run


@pytest.fixture(scope="module")
def run() -> Run:
    """What the defaults have learned after a third of ten seconds, when the schedule ends."""
    return learned(Settings(), Settings().horizon / Settings().speed)


def test_nine_of_ten_validation_digits_are_read_within_two_seconds(run):
    reached = run.curves.epochs[run.curve("accuracy_validation") >= 0.9][0]
    assert reached <= 2 * run.settings.speed


def test_ninety_seven_percent_of_the_test_digits_are_read_within_ten_seconds(run):
    assert run.epoch <= 10 * run.settings.speed
    assert run.accuracy_on("test") >= 0.97


def test_shaky_writing_is_read_and_worse_without_augmentation(run):
    digits = [digit for seed in (101, 102) for digit in shaky_digits(200, seed)]
    images = [prepare(strokes, PEN).pixels.ravel() / 16 for _, strokes in digits]
    labels = np.array([label for label, _ in digits])

    def right(of: Run) -> float:
        return float(np.mean(of.network.forward(images).argmax(axis=1) == labels))

    plain = learned(changed(Settings(), augment=False), 2.0)
    assert right(run) >= 0.92
    assert right(plain) <= right(run) - 0.05
