"""Looking at an experiment while a goal is open: it happens after every repaint, so it is cheap."""

import time

import pytest
from showcase import showcase

from acttutor.base.state.fields import changed
from acttutor.labs.registry import LABS
from acttutor.lessons.attempt import Attempt
from acttutor.lessons.lesson import Condition, Step

#: Of the 16 ms of a frame, in milliseconds of the processor.
MOST_MS = 1.0


def cost_ms(lab: str, run) -> float:
    """Return what a look costs; the least of many, for a busy machine only adds to it."""
    never = Condition("observe", "nothing of this name", "is", 1)
    attempt = Attempt(Step({"en": "W"}, lab, task={"en": "T"}, goal=never), run.settings)
    costs = []
    for steps in range(40):
        begun_s = time.thread_time()
        assert not attempt.look(run, steps)
        costs.append(time.thread_time() - begun_s)
    return 1000 * min(costs)


@pytest.mark.parametrize("lab", LABS)
def test_a_look_costs_little_of_a_frame(lab):
    assert cost_ms(lab, showcase(lab, 3)) < MOST_MS


def test_a_look_at_the_largest_deep_network_costs_no_more():
    settings = changed(LABS["gradients"].defaults(), depth=30, width=64, batch_norm=True)
    run = LABS["gradients"].run_class(settings)
    run.step()
    assert cost_ms("gradients", run) < MOST_MS


def test_the_length_of_the_gradient_is_taken_once():
    run = LABS["gradients"].run_class(LABS["gradients"].defaults())
    length = LABS["gradients"].export.metrics(run)["gradient_norm"]
    run.trial.now.gradient[:] = 0.0
    assert LABS["gradients"].export.metrics(run)["gradient_norm"] == length > 0


def test_changed_settings_are_looked_at_anew():
    run = LABS["descent"].run_class(LABS["descent"].defaults())
    goal = Condition("setting", "lr", "is", 0.5)
    attempt = Attempt(Step({"en": "W"}, "descent", task={"en": "T"}, goal=goal), run.settings)
    assert not attempt.look(run, 0)
    run.configure(changed(run.settings, lr=0.5))
    assert attempt.look(run, 0)
