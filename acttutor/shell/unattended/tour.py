"""A picture of every lab, for the documentation and for machines without a screen."""

import tkinter
from itertools import product
from pathlib import Path

from PIL import Image, ImageGrab

from acttutor.base.language.languages import LANGUAGES
from acttutor.base.language.texts import Texts
from acttutor.base.state.store import THEMES
from acttutor.files.animation import frames, write_animation
from acttutor.files.page import Page
from acttutor.labs.registry import LABS, Lab
from acttutor.shell.unattended.self_test import pump, say
from acttutor.shell.window import Window
from acttutor.system.screen import display_to_grab

#: Long enough for the window manager to have placed and painted the window.
SETTLE_S = 0.2
#: How long a slow machine may take to have everything on the screen.
PATIENCE_S = 10.0
#: Size of the animation in pixels, and its ticks and pictures: it is to stay below two megabytes.
ANIMATED, TICKS, PICTURES = (760, 548), 100, 51
#: A palette holds this many colours; the pictures have little more.
COLOURS = 256


def run_tour(window: Window, folder: str, every_look: bool) -> int:
    """Leave a PNG of every lab in ``folder``, then close the window.

    Args:
        window: the real window.
        folder: where to; it is made if it is not there.
        every_look: one picture for each language and theme instead of the present ones alone.

    Returns:
        0, or 1 if a picture could not be made.
    """
    try:
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        _avoid_hover(window.root)
        for lab in LABS.values():
            _prepare(window, lab)
            paths = _take(window, lab, target, every_look)
            if every_look and lab.id == "overview":
                paths += _animate(target)
            for path in paths:
                say(str(path))
    except OSError as error:
        say(f"The pictures could not be saved in {folder}: {error.strerror or error}")
        return 1
    finally:
        window.close()
    return 1 if window.errors else 0


def _prepare(window: Window, lab: Lab) -> None:
    """Bring a lab into the state that its pictures show."""
    window.store.choose(lab.id)
    settings, steps = lab.showcase
    if settings:
        window.store.set(lab.id, **settings)
    run = window.view.run
    for _ in range(steps):
        if not run.step():
            break
    window.view.repaint()


def _take(window: Window, lab: Lab, folder: Path, every_look: bool) -> list[Path]:
    """Save the pictures of one lab; returns where."""
    if not every_look:
        path = folder / f"{lab.id}.png"
        _save(window.root, path)
        return [path]
    paths = []
    for language, theme in product(LANGUAGES, THEMES):
        window.store.set_app(language=language, theme=theme)
        path = folder / f"{lab.id}-{language}-{theme}.png"
        _save(window.root, path)
        paths.append(path)
    return paths


def _animate(folder: Path) -> list[Path]:
    """Save what lives on the first page as an animation in each language; returns where."""
    paths = []
    for language in LANGUAGES:
        run = LABS["overview"].run_class(LABS["overview"].defaults())
        run.step()
        page = Page("overview", run, Texts(language), "light", ANIMATED)
        path = folder / f"overview-{language}.gif"
        write_animation(path, frames(page, run, TICKS, PICTURES), PICTURES)
        paths.append(path)
    return paths


def _avoid_hover(root: tkinter.Tk) -> None:
    """Put the pointer where it changes the look of nothing."""
    root.update()
    root.event_generate("<Motion>", warp=True, x=root.winfo_width() - 1, y=0)


def _save(root: tkinter.Tk, path: Path) -> None:
    root.lift()
    pump(root, SETTLE_S, PATIENCE_S)
    left, top = root.winfo_rootx(), root.winfo_rooty()
    box = (left, top, left + root.winfo_width(), top + root.winfo_height())
    picture = ImageGrab.grab(bbox=box, xdisplay=display_to_grab())
    _smaller(picture.convert("RGB")).save(path, optimize=True)


def _smaller(picture: Image.Image) -> Image.Image:
    """Return ``picture`` with a palette: a third of the size, and no difference to be seen."""
    return picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
