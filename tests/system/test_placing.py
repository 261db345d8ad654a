"""The first window is all on the screen, on every screen; and comes back where it was."""

from itertools import product

import pytest
from driver import open_window

from acttutor.system import placing, screen
from acttutor.system.placing import Place, suited
from acttutor.system.screen import Area

#: Screens from the projector to 4K, with the scales at which they are used.
SCREENS = [
    (1024, 768), (1280, 720), (1280, 800), (1280, 1024), (1366, 768), (1440, 900), (1600, 900),
    (1920, 1080), (1920, 1200), (2256, 1504), (2560, 1440), (2880, 1800), (3840, 2160),
]  # fmt: skip
SCALES = [1.0, 1.25, 1.5, 1.75, 2.0]


def areas(width: int, height: int, scale: float) -> tuple[list[Area], tuple[int, int]]:
    """Return the work area of a screen with a task bar at its foot, and a usual frame."""
    return [Area(0, 0, width, height - round(40 * scale))], (round(16 * scale), round(39 * scale))


def inside(place: Place, area: Area, around: tuple[int, int]) -> bool:
    """Tell whether a window and its frame are in an area."""
    assert place.corner is not None
    left, top = place.corner
    across = area.left <= left and left + place.width + around[0] <= area.left + area.width
    down = area.top <= top and top + place.height + around[1] <= area.top + area.height
    return across and down


@pytest.mark.parametrize(("size", "scale"), list(product(SCREENS, SCALES)))
def test_the_first_window_fits_the_work_area(size: tuple[int, int], scale: float) -> None:
    free, around = areas(*size, scale)
    place = suited(free, around, scale)
    assert inside(place, free[0], around)
    # What leaves no room beside it is maximised; what does, has the usual size.
    roomy = free[0].width > 1.25 * 1280 * scale and free[0].height > 1.25 * 800 * scale
    cramped = free[0].width < 1280 * scale or free[0].height < 800 * scale
    assert place.maximized or not cramped
    assert not (place.maximized and roomy)
    if not place.maximized:
        assert (place.width, place.height) == (round(1280 * scale), round(800 * scale))


def test_it_opens_where_it_was() -> None:
    free, around = areas(1920, 1080, 1.0)
    kept = Place(1100, 700, (640, 90))
    assert suited(free, around, 1.0, kept) == kept
    assert suited(free, around, 1.0, Place(1100, 700, (640, 90), True)).maximized


def test_it_comes_back_to_the_second_screen_only_if_there_still_is_one() -> None:
    main, second = Area(0, 0, 1366, 728), Area(1366, -200, 1920, 1040)
    kept = Place(1300, 800, (1500, -150))
    assert suited([main, second], (16, 39), 1.0, kept) == kept
    back = suited([main], (16, 39), 1.0, kept)
    assert inside(back, main, (16, 39))


@pytest.mark.parametrize("corner", [(-900, 20), (1800, 300), (300, 1040), (-5000, -5000), (0, -60)])
def test_a_window_that_would_hang_over_the_edge_is_pulled_in(corner: tuple[int, int]) -> None:
    free, around = areas(1920, 1080, 1.0)
    assert inside(suited(free, around, 1.0, Place(1280, 800, corner)), free[0], around)


def test_a_place_survives_being_kept() -> None:
    for place in (Place(1300, 820), Place(1300, 820, (-8, 40)), Place(1300, 820, (5, 6), True)):
        assert Place.from_numbers(place.numbers()) == place
    assert Place.from_numbers(()) is None


@pytest.mark.window
def test_the_real_window_is_put_and_found_again() -> None:
    """This screen has no window manager: nothing is around the window, and all of it is free."""
    with open_window() as driver:
        root = driver.root
        whole = Area(0, 0, root.winfo_screenwidth(), root.winfo_screenheight())
        assert screen.work_areas(root) == [whole]
        assert screen.frame(root) == (0, 0)
        placing.put(root, Place(1200, 760, (60, 40)))
        driver.pump(0.1)
        assert placing.place_of(root) == Place(1200, 760, (60, 40))
        assert (root.winfo_rootx(), root.winfo_rooty()) == (60, 40)
        assert root.minsize() == (1024, 680)
