"""Measuring by turns, and the table of the results."""

import json
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

ROUNDS = 7


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        name: what was measured.
        value, unit: the result; None if it could not be measured, then `note` says why.
        at_least, at_most: the target for the value, if there is one.
        peer: what it is compared with; its value, and the ratio of ours to it.
        ratio_at_least, ratio_at_most: the target for the ratio, if there is one.
        note: anything else worth knowing.
    """

    name: str
    value: float | None
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    peer: str = ""
    peer_value: float | None = None
    ratio: float | None = None
    ratio_at_least: float | None = None
    ratio_at_most: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """ "ok", "MISSED", or nothing where there is no target or no value."""
        found = [
            holds(measured, target)
            for measured, target, holds in (
                (self.value, self.at_least, float.__ge__),
                (self.value, self.at_most, float.__le__),
                (self.ratio, self.ratio_at_least, float.__ge__),
                (self.ratio, self.ratio_at_most, float.__le__),
            )
            if measured is not None and target is not None
        ]
        return "" if not found else "ok" if all(found) else "MISSED"


def by_turns(
    contenders: Mapping[str, Callable[[], object]], slice_s: float = 0.04, rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Let the contenders work in turns; returns the calls per second of each in every round."""
    repeats = {name: _calls_within(work, slice_s) for name, work in contenders.items()}
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, work in contenders.items():
            start = time.perf_counter()
            for _ in range(repeats[name]):
                work()
            rates[name].append(repeats[name] / (time.perf_counter() - start))
    return rates


def _calls_within(work: Callable[[], object], slice_s: float) -> int:
    """How many calls take about `slice_s`; also warms up."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < slice_s:
        work()
        count += 1
    return count


def median_ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios round by round."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def show(rows: Iterable[Row]) -> None:
    """Print the table."""
    line = "{:<52} {:>10} {:<9} {:>9} {:<22} {:>10} {:>7} {:>8}  {:<7}{}"
    header = ("what", "value", "unit", "target", "peer", "its value", "ratio", "target")
    print(line.format(*header, "", ""))
    for row in rows:
        print(
            line.format(
                row.name,
                _text(row.value),
                row.unit,
                _target(row.at_least, row.at_most),
                row.peer,
                _text(row.peer_value),
                _text(row.ratio),
                _target(row.ratio_at_least, row.ratio_at_most),
                row.verdict,
                row.note,
            ).rstrip()
        )


def save(rows: Iterable[Row], path: Path) -> None:
    """Write the table as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [{**asdict(row), "verdict": row.verdict} for row in rows]
    path.write_text(json.dumps(lines, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _text(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _target(at_least: float | None, at_most: float | None) -> str:
    if at_least is not None:
        return f">= {at_least:g}"
    return "" if at_most is None else f"<= {at_most:g}"
