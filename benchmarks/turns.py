"""Measuring by turns: whatever slows the machine slows all contenders alike."""

import statistics
import time
from collections.abc import Callable, Mapping
from itertools import repeat
from typing import TypeAlias

ROUNDS = 7

#: Does its work once.
Once: TypeAlias = Callable[[], object]
#: Does its work so many times in a row: for a contender in another process.
Often: TypeAlias = Callable[[int], object]


def by_turns(
    contenders: Mapping[str, Once],
    slice_s: float = 0.04,
    rounds: int = ROUNDS,
    elsewhere: Mapping[str, Often] | None = None,
) -> dict[str, list[float]]:
    """Let the contenders work in turns; returns the calls per second of each in every round.

    Args:
        contenders: by their names.
        slice_s: how long a turn takes.
        rounds: how many turns each has.
        elsewhere: contenders that are told how often to do their work.
    """
    all_of_them: dict[str, Often] = {name: _often(work) for name, work in contenders.items()}
    all_of_them |= elsewhere or {}
    counts = {name: _calls_within(work, slice_s) for name, work in all_of_them.items()}
    rates: dict[str, list[float]] = {name: [] for name in all_of_them}
    for _ in range(rounds):
        for name, work in all_of_them.items():
            start = time.perf_counter()
            work(counts[name])
            rates[name].append(counts[name] / (time.perf_counter() - start))
    return rates


def _often(work: Once) -> Often:
    def do(count: int) -> None:
        for _ in repeat(None, count):
            work()

    return do


def _calls_within(work: Often, slice_s: float) -> int:
    """How many calls take about `slice_s`; also warms up."""
    count, done, start = 1, 0, time.perf_counter()
    while time.perf_counter() - start < slice_s:
        work(count)
        done += count
        count = done  # twice as many in all
    return max(1, round(done * slice_s / (time.perf_counter() - start)))


def median_ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios round by round."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
