"""Which measurements are made in the window, and what is to be reached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..machines import Machine
from ..rows import Row
from .measuring import Found, measure
from .opened import Setup

#: The most that the digits lab is asked for: three wide layers, every digit distorted anew.
HEAVY = {"layers": (128, 128, 128), "batch": 5, "augment": True, "speed": 300}


@dataclass(frozen=True)
class Line:
    """One row to be: where its value is found, its name and its targets."""

    key: str
    name: str
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    weak_at_least: float | None = None
    weak_at_most: float | None = None

    def worst(self, found: Found | str) -> tuple[float | None, str, Mapping[str, float]]:
        """Return the value, a word about it, and what it is the worst of."""
        if isinstance(found, str):
            return None, found, {}
        value = found[self.key]
        if isinstance(value, float | int):
            return value, "", {}
        name = max(value, key=lambda name: value[name])
        return value[name], name, value

    def row(self, full: Found | str, weak: Found | str | None) -> Row:
        """Return the row of a measurement on both machines, or on the first alone."""
        value, word, parts = self.worst(full)
        row = partial(Row, self.name, value, self.unit, self.at_least, self.at_most, parts=parts)
        if weak is None:
            return row(note=word)
        weak_value, weak_word, weak_parts = self.worst(weak)
        return row(
            note=word if word == weak_word else f"{word}; weak: {weak_word}",
            weak=weak_value,
            weak_at_least=self.weak_at_least,
            weak_at_most=self.weak_at_most,
            weak_parts=weak_parts,
        )


def rows(machines: Sequence[Machine], short: bool) -> list[Row]:
    """Everything that is measured in the window as it is, on the first machine and the second."""
    found: list[Row] = []
    for name, setup, lines in _plan(short):
        results = [measure(machine, name, setup) for machine in machines]
        weak = results[1] if len(results) > 1 else None
        found += [line.row(results[0], weak) for line in lines]
    # What a program keeps does not depend on how fast it is.
    found += _memory(machines[0], 5.0 if short else 600.0)
    return found


def _plan(short: bool) -> Iterator[tuple[str, Setup, list[Line]]]:
    """Yield the name of each measurement, what is measured, and its rows."""
    from acttutor.labs.registry import LABS

    play_s, move_s, idle_s = (3.0, 0.6, 1.0) if short else (12.0, 3.0, 4.0)
    yield "playing", Setup("network", play_s), _network_lines()
    for lab in LABS.values():
        if lab.has_time and lab.id != "network":
            yield "playing", Setup(lab.id, play_s / 2), _playing_lines(f"{lab.id} lab playing")
    yield "playing", Setup("digits", play_s / 2, HEAVY), _playing_lines("digits lab, heaviest")
    yield "pointer", Setup("activations", 2 * move_s), _pointer_lines()
    for lab in LABS.values():
        if lab.id not in ("overview", "quiz"):
            yield "sliders", Setup(lab.id, move_s), _slider_lines(lab.id)
    yield "changing", Setup("activations", 0.0), _changing_lines()
    laptop = Setup("overview", 0.0 if short else 60.0, size=(1366, 768), every=6 if short else 1)
    yield "turning", laptop, _turning_lines()
    idle = Line("share", "idle, the busiest page", "%", at_most=0.2, weak_at_most=0.2)
    living = Line("living", "the living first page, in front", "%", at_most=20, weak_at_most=20)
    yield "idling", Setup("activations", idle_s), [idle, living]


def _network_lines() -> list[Line]:
    return [
        Line("frames", "network lab playing", "frames/s", at_least=60, weak_at_least=60),
        Line(
            "slow",
            "network lab playing, 1st percentile",
            "frames/s",
            at_least=55,
            weak_at_least=45,
        ),
        Line("steps", "network lab playing", "epochs/s", at_least=3000, weak_at_least=600),
        Line("draw_ms", "network lab, drawing a frame", "ms"),
        Line("work_ms", "network lab, epochs of a frame", "ms"),
    ]


def _playing_lines(name: str) -> list[Line]:
    return [
        Line("frames", name, "frames/s", at_least=60, weak_at_least=58),
        Line("slow", f"{name}, 1st percentile", "frames/s", at_least=50, weak_at_least=40),
        Line("steps", f"{name}, steps", "steps/s"),
        Line("draw_ms", f"{name}, drawing a frame", "ms"),
    ]


def _pointer_lines() -> list[Line]:
    name = "activation lab, pointer to painted"
    return [
        Line("median", f"{name}, median", "ms", at_most=2, weak_at_most=7),
        Line("p95", f"{name}, p95", "ms"),
    ]


def _slider_lines(lab: str) -> list[Line]:
    name = f"{lab} lab, slowest slider to painted"
    return [
        Line("median", f"{name}, median", "ms", at_most=8, weak_at_most=20),
        Line("first", f"{name}, first", "ms", at_most=16),
    ]


def _changing_lines() -> list[Line]:
    names = {"first": "opening a lab, the slowest", "again": "coming back to a lab, the slowest"}
    names |= {look: f"changing the {look}, slowest lab" for look in ("language", "theme", "zoom")}
    return [Line(key, name, "ms", at_most=150, weak_at_most=500) for key, name in names.items()]


def _turning_lines() -> list[Line]:
    return [
        Line("within_median", "turning a step within a lab, median", "ms", at_most=100),
        Line("within", "turning a step within a lab, the slowest", "ms", at_most=100),
        Line("between_median", "turning a step between labs, median", "ms", at_most=200),
        Line("between", "turning a step between labs, the slowest", "ms", at_most=200),
    ]


def _memory(machine: Machine, seconds: float) -> list[Row]:
    lines = [
        Line("after_play", f"resident memory after {seconds:.0f} s of play", "MB", at_most=170),
        Line("growth", "its growth over 200 switches of the lab", "MB", at_most=5),
    ]
    found = measure(machine, "memory", Setup("network", seconds))
    return [line.row(found, None) for line in lines]
