"""Where the parts of the picture of a network are."""

import pytest

from acttutor.base.state.fields import changed
from acttutor.labs.backprop.figures.places import Places
from acttutor.labs.backprop.state import Settings
from acttutor.plots.parts.layout import Rect


@pytest.mark.parametrize("net", ["1-1", "2-2-1"])
@pytest.mark.parametrize(("width", "height"), [(512, 240), (768, 254), (768, 308), (768, 365)])
def test_what_stands_beside_units_never_meets_in_a_low_picture(net, width, height):
    """A lesson takes room from the figure; δ must not run into the bias of the unit below."""
    places = Places(changed(Settings(), net=net).task, Rect(20, 8, width, height))
    beside = [box for name, box in places.labels.items() if name.kind != "w"]
    for number, label in enumerate(beside):
        assert all(label.overlap(other) < 1 for other in beside[:number])
        assert label.top >= 8 - 1e-9
        assert label.bottom <= 8 + height + 1e-9
