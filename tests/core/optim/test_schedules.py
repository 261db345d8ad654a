"""Schedules of the learning rate."""

import math
from itertools import pairwise

import pytest

from acttutor.core import SCHEDULES, scheduled


def test_each_begins_with_the_full_rate_and_ends_where_it_says():
    ends = {"constant": 1.0, "step": 0.01, "exponential": 0.01, "cosine": 0.0}
    assert ends.keys() == SCHEDULES.keys()
    for id, end in ends.items():
        shares = [scheduled(id, epoch, 40) for epoch in range(41)]
        assert shares[0] == 1.0 and shares[-1] == pytest.approx(end, abs=1e-12)
        assert all(a >= b for a, b in pairwise(shares))
    assert scheduled("cosine", 1000, 40) == pytest.approx(0.0, abs=1e-12)


def test_steps_come_at_half_and_three_quarters():
    shares = [round(math.log10(scheduled("step", epoch, 40))) for epoch in range(41)]
    assert shares == [0] * 20 + [-1] * 10 + [-2] * 11


def test_warmup_rises_in_equal_steps_and_is_multiplied():
    shares = [scheduled("constant", epoch, 40, warmup=5) for epoch in range(7)]
    assert shares == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0, 1.0, 1.0])
    assert scheduled("cosine", 1, 40, warmup=4) == pytest.approx(0.5 * scheduled("cosine", 1, 40))


@pytest.mark.parametrize("wrong", [("waves", 0, 1), ("step", -1, 9), ("step", 0, 0)])
def test_what_is_no_schedule_is_refused(wrong):
    with pytest.raises(ValueError):
        scheduled(*wrong)


def test_they_are_those_of_pytorch():
    torch = pytest.importorskip("torch")
    kinds = {
        "step": lambda o: torch.optim.lr_scheduler.MultiStepLR(o, [20, 30], 0.1),
        "exponential": lambda o: torch.optim.lr_scheduler.ExponentialLR(o, 0.01 ** (1 / 40)),
        "cosine": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 40),
    }
    for id, make in kinds.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        scheduler = make(optimizer)
        for epoch in range(40):
            assert scheduled(id, epoch, 40) == pytest.approx(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
