"""The table of the results."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        name: what was measured.
        value, unit: the result; None if it could not be measured, then `note` says why.
        at_least, at_most: the target for the value, if there is one.
        peer: what it is compared with; its value, and the ratio of ours to it.
        ratio_at_least, ratio_at_most: the target for the ratio, if there is one.
        weak: the result on a machine as slow as a school laptop, and its target.
        note: anything else worth knowing.
        parts, weak_parts: what the values are the worst of, or grow through.
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
    weak: float | None = None
    weak_at_least: float | None = None
    weak_at_most: float | None = None
    parts: Mapping[str, float] = field(default_factory=dict)
    weak_parts: Mapping[str, float] = field(default_factory=dict)

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
                (self.weak, self.weak_at_least, float.__ge__),
                (self.weak, self.weak_at_most, float.__le__),
            )
            if measured is not None and target is not None
        ]
        return "" if not found else "ok" if all(found) else "MISSED"


def show(rows: Iterable[Row]) -> None:
    """Print the table."""
    line = "{:<52} {:>10} {:<9} {:>8} {:>8} {:>8} {:<22} {:>10} {:>7} {:>8}  {:<7}{}"
    header = ("what", "value", "unit", "target", "weak", "target", "peer", "its value", "ratio")
    print(line.format(*header, "target", "", ""))
    for row in rows:
        print(
            line.format(
                row.name,
                number(row.value),
                row.unit,
                _target(row.at_least, row.at_most),
                "" if row.weak is None else number(row.weak),
                "" if row.weak is None else _target(row.weak_at_least, row.weak_at_most),
                row.peer,
                number(row.peer_value),
                number(row.ratio),
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


def number(value: float | None) -> str:
    """Return a number with as many digits as it deserves."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _target(at_least: float | None, at_most: float | None) -> str:
    if at_least is not None:
        return f">= {at_least:g}"
    return "" if at_most is None else f"<= {at_most:g}"
