"""Which digit is looked at: the drawing, or one of the data; and which of them are worth it."""

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.data.digits import DARKEST
from acttutor.core.nn.input_gradient import walk_towards
from acttutor.labs.digits.model.pad import prepared
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import STEP


def picked_digit(run: Run) -> tuple[Array, int] | None:
    """Return pixels and label of the digit of the data that was picked, if it is still there."""
    picked = run.settings.picked
    if len(picked) != 2:
        return None
    part, place = picked
    found = run.part(part)
    if place >= len(found.labels):
        return None
    return found.images[place], int(found.labels[place])


def shown_image(run: Run) -> Array | None:
    """Return what the network looks at, 64 pixels from 0 to 1; nothing while nothing is drawn."""
    settings, picked = run.settings, picked_digit(run)
    if picked is not None:
        return picked[0]
    if not settings.drawing:
        return None
    seen = prepared(settings.drawing, settings.pen, settings.preparation)
    return seen.pixels.ravel() / DARKEST


def changed_image(run: Run, image: Array) -> Array:
    """Return a picture as far on its way to the wanted digit as the settings say."""
    steps = round(run.settings.walk / STEP)
    walk = walk_towards(run.reader, image, int(run.settings.target), steps, STEP)
    last: Array = walk.images[-1]
    return last


def mistakes(run: Run, part: str) -> list[int]:
    """Return the places of all digits of a part that are read wrongly, the surest first."""
    outputs, labels = run.outputs(part), run.part(part).labels
    wrong = np.flatnonzero(outputs.argmax(axis=1) != labels)
    order = np.argsort(-outputs[wrong].max(axis=1), kind="stable")
    return [int(place) for place in wrong[order]]


def of_cell(run: Run, part: str, true: int, read: int) -> list[int]:
    """Return the places of the digits that are one and are read as another, the surest first."""
    outputs, labels = run.outputs(part), run.part(part).labels
    found = np.flatnonzero((labels == true) & (outputs.argmax(axis=1) == read))
    order = np.argsort(-outputs[found, read], kind="stable")
    return [int(place) for place in found[order]]
