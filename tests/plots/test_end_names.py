"""Labels are moved apart, stay inside, and stay close to where they belong."""

import numpy as np
import pytest

from acttutor.plots.parts.charts.end_names import spread


def test_labels_with_room_stay_where_they_belong() -> None:
    assert spread([20, 60, 90], 15, 0, 100) == [20, 60, 90]


def test_equal_places_are_spread_in_their_order() -> None:
    assert spread([10, 10, 10], 15, 0, 100) == [10, 25, 40]


def test_labels_pushed_out_push_the_others_back() -> None:
    assert spread([95, 98, 99], 15, 0, 100) == [70, 85, 100]


def test_labels_far_outside_come_to_the_edge() -> None:
    assert spread([-500, 1e9], 15, 0, 100) == [0, 100]


@pytest.mark.parametrize("seed", range(20))
def test_any_places_end_apart_inside_and_in_order(seed: int) -> None:
    rng = np.random.default_rng(seed)
    wanted = list(rng.normal(50, 60, size=4))
    places = np.array(spread(wanted, 15, 0, 100))
    ranked = places[np.argsort(wanted, kind="stable")]
    assert np.all(np.diff(ranked) >= 15 - 1e-9)
    assert places.min() >= 0
    assert places.max() <= 100
