"""What state the gradient is in, and which changes would help.

The thresholds, and why:

* **a thousand**: all layers share one learning rate. Learning rates in use span about three powers
  of ten, so a front layer whose delta is a thousand times smaller than the output's stands still
  at any rate that the output bears, and one whose delta is a thousand times larger is thrown far
  off. In between, a rate can be found that suits both.
* **four units in ten**: a rectifier is off on half of its inputs by nature, which is fine; what is
  off on all of them is lost. Some are so from the start: deep layers see all inputs in nearly the
  same direction, so that a unit is on or off for all of them (here about a tenth of the units at
  five layers, a third at thirty, whatever the width). What goes beyond that died of training.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from acttutor.base.state.fields import changed
from acttutor.labs.gradients.state import LEARNING_RATES, OF_TRIAL, Changes, Settings
from acttutor.labs.gradients.trial import Trial

SMALLEST, LARGEST = 1e-3, 1e3
DEAD = 0.4

#: The initialisation made for each activation, see `acttutor.core.nn.layers.initializers`.
MATCHING = {
    "sigmoid": "xavier",
    "tanh": "xavier",
    "relu": "he",
    "leaky_relu": "he",
    "elu": "he",
    "selu": "lecun",
    "silu": "he",
    "identity": "xavier",
}
#: Learning rates are lowered by about a factor of ten: two stops of the slider.
STOPS_DOWN = 2


@dataclass(frozen=True)
class Verdict:
    """The state of the gradient.

    Attributes:
        kind: "failed" (a step gave no number), "blocked" (nothing arrives at the first layer),
            "exploding", "vanishing", "dead" or "healthy", in this order of precedence.
        ratio: ||delta of layer 1|| over ||delta of the output||; nan if both are 0.
        dead: number of dead units.
    """

    kind: str
    ratio: float
    dead: int


def judge(trial: Trial) -> Verdict:
    """Return the verdict on the present state of a trial."""
    ratio = trial.now.flow.ratio()
    dead = int((trial.died >= 0).sum())
    if trial.failure is not None:
        kind = "failed"
    elif ratio == 0.0:
        kind = "blocked"
    elif ratio > LARGEST:
        kind = "exploding"
    elif ratio < SMALLEST:
        kind = "vanishing"
    elif dead >= DEAD * trial.died.size:
        kind = "dead"
    else:
        # At the exact minimum there is no delta anywhere, and nothing is wrong.
        kind = "healthy"
    return Verdict(kind, ratio, dead)


@dataclass(frozen=True)
class Remedy:
    """A change that would help.

    Attributes:
        id: "relu", "leaky", "init", "batch_norm", "clip" or "lr".
        changes: the settings to change.
        ratio: what layer 1 would get of the output's delta at the start; ``None`` where the
            remedy acts on the steps and not on the gradient.
    """

    id: str
    changes: Changes
    ratio: float | None = None


def _changes(settings: Settings, **wanted: object) -> Changes:
    """Return those of the wanted values that differ from the present ones."""
    return tuple(
        (n, wanted[n]) for n in OF_TRIAL if n in wanted and wanted[n] != getattr(settings, n)
    )


def _gradient_remedies(settings: Settings) -> list[Remedy]:
    """Return all changes that could mend the gradient itself."""
    matching = MATCHING[settings.activation]
    wanted = {
        "init": _changes(settings, init=matching, gain=1.0),
        "relu": _changes(settings, activation="relu", init="he", gain=1.0),
        "leaky": _changes(settings, activation="leaky_relu", init="he", gain=1.0),
        "batch_norm": _changes(settings, batch_norm=True),
        "plain": _changes(settings, batch_norm=False, init=matching, gain=1.0)
        if settings.batch_norm
        else (),
    }
    return [Remedy(id, changes) for id, changes in wanted.items() if changes]


def _step_remedies(settings: Settings) -> list[Remedy]:
    """Return the changes that make steps shorter."""
    found = []
    if not settings.clip:
        found.append(Remedy("clip", _changes(settings, clip=True, clip_norm=1)))
    index = LEARNING_RATES.index(settings.lr)
    if index:
        lower = LEARNING_RATES[max(index - STOPS_DOWN, 0)]
        found.append(Remedy("lr", (("lr", lower),)))
    return found


def tried(settings: Settings, remedy: Remedy) -> Remedy | None:
    """Return the remedy with the ratio that it gives at the start, if that is a healthy one."""
    trial = Trial(changed(settings, **dict(remedy.changes), before=()))
    verdict = judge(trial)
    if verdict.kind != "healthy" or not verdict.ratio > 0:
        return None
    return Remedy(remedy.id, remedy.changes, verdict.ratio)


@lru_cache(32)
def remedies(settings: Settings, kind: str) -> tuple[Remedy, ...]:
    """Return what helps against a verdict, the best first.

    What mends the gradient has been tried: the same network with this change, at the start, is
    healthy. The one that leaves it most evenly sized comes first. A change of the activation is
    offered once: ReLU, or leaky ReLU where units died. What shortens the steps (clipping, a smaller
    learning rate) does not change the gradient, and helps only where steps are too long.
    """
    if kind == "healthy":
        return ()
    found = [found for remedy in _gradient_remedies(settings) if (found := tried(settings, remedy))]
    drop = "relu" if kind in ("dead", "blocked") or settings.activation == "relu" else "leaky"
    found = [remedy for remedy in found if remedy.id != drop]
    found.sort(key=lambda remedy: abs(math.log10(remedy.ratio or 1.0)))
    steps = _step_remedies(settings)
    if kind == "dead":
        # Units die of long steps; the gradient was healthy.
        return (*found, *steps[-1:])[:4]
    if kind in ("failed", "exploding"):
        # In a narrow window the first three have room: clipping is to be one of them.
        return (*found[:1], *steps[:1], *found[1:2], *steps[1:])
    return tuple(found[:4])


def applied(settings: Settings, remedy: Remedy) -> dict[str, object]:
    """Return the settings to change so that the remedy is applied and the before is kept."""
    former = tuple((name, getattr(settings, name)) for name, _ in remedy.changes)
    return {**dict(remedy.changes), "before": former}


def kept(settings: Settings) -> dict[str, object]:
    """Return the settings to change so that the present network is kept as the before."""
    return {"before": tuple((name, getattr(settings, name)) for name in OF_TRIAL)}
