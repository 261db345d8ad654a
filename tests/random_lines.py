"""Labs in random states, and everything that is written in their pictures then."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from typing import Any

import numpy as np
from matplotlib.text import Text
from scene import Scene

from acttutor.base.state.fields import Choice, Flag, Free, Number, changed, spec_of
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.descent2d.formulas import rule_lines
from acttutor.labs.registry import LABS

Rng = np.random.Generator
#: Settings that make many pictures slow and no line of arithmetic different.
_LEFT_ALONE = {
    "network": ("data", "table", "mode", "sweep_seeds", "sweep_epochs", "formula"),
    "quiz": ("mode", "sheets", "count", "minutes"),
}


def some(spec: Number | Choice | Flag, rng: Rng) -> Any:
    """Return a random value: anything, and often an end or 0."""
    if isinstance(spec, Flag):
        return bool(rng.integers(2))
    if isinstance(spec, Choice):
        return str(rng.choice(spec.options))
    if spec.values:
        return spec.values[int(rng.integers(len(spec.values)))]
    ends = (spec.low, spec.high, min(max(0.0, spec.low), spec.high))
    if rng.random() < 0.15:
        return ends[int(rng.integers(3))]
    if spec.log:
        return float(np.exp(rng.uniform(np.log(spec.low), np.log(spec.high))))
    return float(rng.uniform(spec.low, spec.high))


def _tables(rng: Rng, rows: Any, most: float) -> Any:
    """Return numbers in the shape of ``rows``: with few decimals, with many, or mostly 0."""
    kind = rng.integers(4)

    def one() -> float:
        value = float(rng.uniform(-most, most)) * float(rng.choice([0.05, 0.3, 1.0]))
        return 0.0 if kind == 3 and rng.random() < 0.6 else round(value, (1, 2, 6, 2)[kind])

    return tuple(tuple(one() for _ in row) for row in rows)


def free_values(lab: str, settings: Any, rng: Rng) -> dict[str, Any]:
    """Return values of the settings that have a structure of their own."""
    if lab == "backprop":
        name = f"numbers_{settings.net.replace('-', '_')}"
        # A point that was sent has the numbers of its network.
        tables = getattr(settings, name, None)
        return {} if tables is None else {name: _tables(rng, tables, 3.0)}
    if lab == "softmax":
        return {"logits": _tables(rng, [settings.logits], 6.0)[0]}
    if lab == "collapse":
        linear = {f"f{k}": "identity" for k in range(1, 6) if rng.random() < 0.7}
        places = [tuple(int(rng.integers(most)) for most in (6, 3, 4)) for _ in range(9)]
        values = _tables(rng, [places], 2.0)[0]
        return {**linear, "edits": tuple((*p, v) for p, v in zip(places, values, strict=True))}
    if lab == "maxout":
        return {name: _tables(rng, getattr(settings, name), 3.0) for name in ("lines", "second")}
    if lab == "perceptron":
        points = tuple(
            (*(round(float(rng.uniform(-3, 3)), 2) for _ in range(2)), k % 2)
            for k in range(int(rng.integers(2, 9)))
        )
        return {"points": points, "w0": _tables(rng, [settings.w0], 2.0)[0]}
    if lab == "descent2d":
        return {
            "starts": (
                (settings.function, *(round(float(rng.uniform(-2.5, 2.5)), 3) for _ in "xy")),
            )
        }
    return {}


def settings_of(lab: str, rng: Rng) -> Any:
    """Return random settings of a lab."""
    settings = LABS[lab].defaults()
    for item in fields(settings):
        spec = spec_of(settings, item.name)
        if isinstance(spec, Free) or item.name in _LEFT_ALONE.get(lab, ()) or rng.random() < 0.3:
            continue
        with contextlib.suppress(ValueError):
            settings = changed(settings, **{item.name: some(spec, rng)})
    for name, value in free_values(lab, settings, rng).items():
        with contextlib.suppress(ValueError):
            settings = changed(settings, **{name: value})
    return settings


def steps_of(lab: str, rng: Rng) -> int:
    """Return how far a run is to go: mostly a little, sometimes until it has settled."""
    if not LABS[lab].has_time:
        return 0
    most = {"network": 3, "gan": 3, "gradients": 4, "backprop": 60, "collapse": 3}.get(lab, 400)
    return int(rng.choice([0, 1, 2, 3, 5, 10, 30, most]) % (most + 1))


# -- what is written ---------------------------------------------------------------------------


def written(scene: Scene) -> Iterator[str]:
    """Yield every text of the picture, and the line beside the transport."""
    artists = scene.figure.figure.findobj(Text)
    yield from (artist.get_text() for artist in artists if artist.get_visible())
    yield LABS[lab_of(scene.run)].words.readout(scene.run, scene.texts)


def lab_of(run: Any) -> str:
    """Return the id of the lab of a run."""
    return str(type(run).__module__.split(".")[2])


def symbols(run: Any) -> dict[str, Any]:
    """Return what symbols in the lines of a lab stand for, as far as its settings say it."""
    settings = run.settings
    known: dict[str, Any] = {}
    lab = lab_of(run)
    if lab == "unit":
        known["f"] = lambda u: float(ACTIVATIONS[settings.activation].f(u))
    if lab == "descent":
        known["\\varepsilon"] = Fraction(str(settings.lr))
    return known


def joined(scene: Scene) -> Iterator[str]:
    """Yield lines that a picture writes in several pieces, put together."""
    lab = lab_of(scene.run)
    if lab == "gradients":
        from acttutor.labs.gradients.words import delta_line, gradient_line

        for pieces in (delta_line(scene.run, scene.texts), gradient_line(scene.run, scene.texts)):
            value = pieces[0][0].split("=")[1].strip("$ ")
            parts = [text.split("$") for text, _ in pieces[1:]]
            yield f"${value} " + " ".join(f"{part[1]} {part[-2]}" for part in parts) + "$"
    if lab == "collapse":
        yield from _folding(scene)
    if lab == "backprop":
        from acttutor.labs.backprop.formulas import lines

        run = scene.run
        for step in run.steps:
            made = lines(run.task, step, run.known)
            yield f"${made.numbers.removeprefix('=')} {made.equals} {made.value}$"
            yield f"${made.slope_numbers.removeprefix('=')}$"
    if lab == "descent2d":
        yield from _rule_with_numbers(scene.run)


def _folding(scene: Scene) -> Iterator[str]:
    """Yield what is written while all is folded and the pointer goes over every number."""
    run, product = scene.run, scene.figure.product
    run.reset()
    run.phase = 0.0
    while run.pair is not None:
        scene.figure.update()
        for entry in product.cells.entries:
            product.hovered = entry
            product.update()
            yield from (line.get_text() for line in product.entry_text.lines)
        run.step()
    scene.figure.update()
    yield from written(scene)


#: What is remembered, by the names that later lines of a rule use.
_NAMES = re.compile(r"√s'|√s|m'|\\Delta [pw]|(?<![a-z])[gvms](?![a-z(])")


def _rule_with_numbers(run: Any) -> Iterator[str]:
    """Yield the lines of a rule with the numbers of former lines for their names."""
    known: dict[str, str] = {}
    for _, line in rule_lines(run.chosen):
        head, *middle, sign, pair = re.split(" ([=≈]) ", line.strip("$"))
        if head in ("m'", "√s'") or re.match(r"\\Delta|[pw]_", head):
            yield f"${_NAMES.sub(lambda name: known[name[0]], middle[-1])} {sign} {pair}$"
        known[head] = pair
