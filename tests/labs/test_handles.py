"""What keys can take hold of, in every lab: all of it is reached, named, and does something."""

import math

import pytest
from scene import Scene

from acttutor.labs.registry import LABS
from acttutor.plots.handles import Amount, Handle, after, next_to
from acttutor.plots.parts.layout import Rect

#: Other pictures that a lab has, beside the one that it begins with.
VIEWS = [
    ("network", {"mode": "race"}),
    ("network", {"mode": "fan"}),
    ("network", {"mode": "sweep"}),
    ("network", {"view": "judge"}),
    ("network", {"data": "own"}),
    ("backprop", {"mode": "fill"}),
    ("descent", {"function": "wells"}),
    ("descent2d", {"view": "map"}),
    ("gan", {"data": "drawn"}),
    ("maxout", {"target": "drawn"}),
    ("overview", {"view": "history"}),
    ("overview", {"view": "chooser"}),
    ("overview", {"view": "labs"}),
    ("softmax", {"classes": 2}),
]


@pytest.fixture(scope="module", params=[*((lab, {}) for lab in LABS), *VIEWS], ids=str)
def scene(request):
    lab, changes = request.param
    return Scene(lab, **changes)


def test_handles_have_ids_of_their_own_and_names_and_lie_in_the_figure(scene):
    handles = scene.figure.handles()
    ids = [handle.id for handle in handles]
    assert len(set(ids)) == len(ids)
    whole = scene.figure.whole()
    for handle in handles:
        assert handle.name, handle.id
        assert whole.holds(*handle.rect.middle), handle


def test_arrows_reach_every_handle_from_the_first(scene):
    handles = scene.figure.handles()
    seen, ahead = set(), list(handles[:1])
    while ahead:
        handle = ahead.pop()
        if handle.id not in seen:
            seen.add(handle.id)
            ahead += [next_to(handles, handle, *way) for way in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    assert seen == {handle.id for handle in handles}


def test_what_is_held_changes_with_an_arrow(scene):
    for id in [handle.id for handle in scene.figure.handles() if handle.amounts]:
        before, asked = scene.figure.handles(), len(scene.asked)
        handle = next(handle for handle in before if handle.id == id)
        # Away from a bound.
        sign = -1 if handle.amounts[0].value >= handle.amounts[0].high else 1
        handle.change(sign, 0)
        scene.paint()
        # The window may be asked to do it, as where a run is touched and not a setting.
        changed = values(scene.figure.handles()) != values(before)
        assert changed or len(scene.asked) > asked, handle


def values(handles):
    """Return all amounts by their handles."""
    return {handle.id: [amount.value for amount in handle.amounts] for handle in handles}


def test_a_logarithmic_amount_takes_equal_factors_and_stays_within_its_bounds():
    amount = Amount(1.0, 0.1, 10.0, 0.05, log=True)
    assert math.isclose(amount.moved(1) / 1.0, 1.0 / amount.moved(-1))
    assert amount.moved(1000) == 10.0
    assert amount.moved(-1000) == 0.1


def test_an_arrow_leads_to_the_nearest_that_way_and_at_the_end_to_the_next():
    places = {"a": (0, 0), "b": (10, 0), "c": (30, 0), "d": (2, 10)}
    handles = [Handle(name, Rect.around(*place, 2, 2), name) for name, place in places.items()]
    a, b, c, d = handles
    assert next_to(handles, a, 1, 0) is b
    assert next_to(handles, c, -1, 0) is b
    assert next_to(handles, a, 0, 1) is d
    assert next_to(handles, c, 1, 0) is d
    assert after(handles, a, -1) is d
