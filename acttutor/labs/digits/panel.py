"""The controls of the digits lab."""

import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.language.speech import listed
from acttutor.core.data.scanning import scanned
from acttutor.labs.digits.figure import Figure
from acttutor.labs.digits.figures.own import OwnFigure
from acttutor.labs.digits.model.merging import merge
from acttutor.labs.digits.model.pad import STEPS
from acttutor.labs.digits.model.shown import shown_image
from acttutor.labs.digits.model.writing import MOST_OWN, example
from acttutor.labs.digits.panels.picture import SUFFIXES, read_grey
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import DISTORTIONS, MOST_LAYERS, MOST_UNITS, Settings
from acttutor.labs.digits.words import split_note
from acttutor.widgets.controls.layers import LayersControl
from acttutor.widgets.file_dialogs import ask_open, ask_open_many
from acttutor.widgets.panel import Panel


class LayerControl(LayersControl):
    """One to three layers; their widths grow in steps."""

    most, least, first = MOST_LAYERS, 1, 32
    widths = (1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, MOST_UNITS)


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    panel.answer(Figure, partial(_answer, panel))
    panel.answer(OwnFigure, partial(_answer_own, panel))
    panel.section("view")
    panel.control("view", segments=True)
    judges = _sees("judge", "map")
    panel.control("judged", shown=judges)
    panel.note(
        lambda _settings: panel.context.text("judged.closed"),
        shown=lambda settings: judges(settings) and settings.judged_part != settings.judged,
    )
    changes = _sees("change")
    panel.control("target", segments=True, shown=changes)
    panel.control("walk", shown=changes)
    panel.section("preparation")
    for name in STEPS:
        panel.control(name)
    panel.control("pen")
    panel.buttons(
        ("open_picture", partial(open_picture, panel)),
        ("clear_drawing", lambda: panel.context.change(drawing=(), picked=())),
    )
    _data(panel)
    _network(panel)
    _learning(panel)
    panel.section("display")
    panel.control("open_test")
    panel.control("log_loss")


def _data(panel: Panel[Run]) -> None:
    panel.section("data")
    panel.control("train_count")
    panel.control("label_noise")
    panel.control("train_share")
    panel.control("validation_share")
    panel.note(lambda _settings: split_note(panel.run, panel.context.texts))
    panel.control("data_seed", beside=("new_split", _anew(panel, "data_seed")))
    panel.note(lambda _settings: panel.context.text("source"))


def _network(panel: Panel[Run]) -> None:
    panel.section("own")
    panel.control("learn_own")
    panel.buttons(("merge", partial(ask_and_merge, panel)), columns=1)
    panel.buttons(
        ("remove_picked", partial(remove_picked, panel)),
        ("clear_own", lambda: panel.context.change(own=(), picked=())),
        shown=lambda settings: settings.view == "own" and bool(settings.own),
    )
    panel.section("network")
    panel.control("layers", kind=LayerControl)
    for number in range(1, MOST_LAYERS + 1):
        panel.control(f"activation{number}", shown=partial(_has_layer, number))
    panel.control("batch_norm")
    panel.control("init")
    panel.control("seed", beside=("new_seed", _anew(panel, "seed")))


def _learning(panel: Panel[Run]) -> None:
    panel.section("learning")
    panel.control("optimizer")
    panel.control("lr")
    panel.control("schedule")
    panel.control("horizon", shown=_changes_rate)
    panel.control("warmup")
    panel.control("batch")
    panel.section("augmentation")
    panel.control("augment")
    for name in DISTORTIONS:
        panel.control(name, shown=_augments)
    panel.section("regularization")
    panel.control("dropout")
    panel.control("weight_decay")
    panel.control("patience")
    panel.buttons(("back_to_best", partial(back_to_best, panel)), columns=1)


def _sees(*views: str) -> Callable[[Settings], bool]:
    return lambda settings: settings.view in views


def _has_layer(number: int, settings: Settings) -> bool:
    return len(settings.layers) >= number


def _changes_rate(settings: Settings) -> bool:
    return settings.schedule != "constant"


def _augments(settings: Settings) -> bool:
    return settings.augment


def _anew(panel: Panel[Run], name: str) -> Callable[[], None]:
    """Return what sets a seed by chance."""
    return lambda: panel.context.change(**{name: random.randint(0, 9999)})


# -- what the figure asks for ------------------------------------------------------------------


def _answer(panel: Panel[Run], figure: Figure) -> None:
    figure.teach = panel.view.player.play
    figure.open_picture = partial(open_picture, panel)
    figure.keep = partial(keep, panel)


def _answer_own(panel: Panel[Run], figure: OwnFigure) -> None:
    figure.keep = partial(keep, panel)
    figure.open_picture = partial(open_picture, panel)


def open_picture(panel: Panel[Run]) -> None:
    """Let a picture be chosen, and put the digit in it on the pad."""
    text = panel.context.text
    name = ask_open(
        parent=panel,
        title=text("open_picture.title"),
        filetypes=[(text("open_picture.pictures"), [f"*{end}" for end in SUFFIXES])],
    )
    if name:
        load_picture(panel, Path(name))


def load_picture(panel: Panel[Run], path: Path) -> None:
    """Put the digit in a picture on the pad; without one, say so and leave the pad as it is."""
    try:
        strokes, pen = scanned(read_grey(path))
        if not strokes:
            raise UserError("digits.open_picture.empty", file=path.name)
    except UserError as error:
        panel.view.complain(error)
        return
    drawing = tuple(tuple((round(x, 3), round(y, 3)) for x, y in stroke) for stroke in strokes)
    panel.context.change(drawing=drawing, pen=pen, picked=())


def keep(panel: Panel[Run], digit: int) -> None:
    """Keep the drawing as an example of a digit, and leave the pad empty for the next one."""
    image = shown_image(panel.run)
    if image is not None:
        own = (*panel.context.settings.own, example(digit, image))
        panel.context.change(own=own, drawing=(), picked=())


def ask_and_merge(panel: Panel[Run]) -> None:
    """Let experiment files be chosen, and add the examples that are kept in them."""
    text = panel.context.text
    paths = ask_open_many(
        parent=panel,
        title=text("merge.title"),
        filetypes=[(text("merge.experiments"), ["*.acttutor"])],
    )
    if paths:
        merge_files(panel, paths)


def merge_files(panel: Panel[Run], paths: Sequence[Path]) -> None:
    """Add the examples in experiment files to those that are there; none is kept twice."""
    found = merge(paths)
    own = tuple(dict.fromkeys((*panel.context.settings.own, *found.own)))
    if not found.own:
        panel.view.complain(UserError("digits.merge.nothing", folder=str(paths[0].parent)))
    elif len(own) > MOST_OWN:
        panel.view.complain(UserError("digits.merge.full", count=len(own) - MOST_OWN))
    else:
        done = {"digits": len(found.own), "writers": found.writers}
        if found.passed_over:
            files = listed(found.passed_over, panel.context.texts)
            panel.view.say("digits.merge.some", files=files, **done)
        else:
            panel.view.say("digits.merge.done", **done)
    panel.context.change(own=own[:MOST_OWN], view="own")


def back_to_best(panel: Panel[Run]) -> None:
    """Return to the epoch with the lowest validation loss, and stay there."""
    panel.view.player.pause()
    if panel.run.back_to_best():
        panel.view.repaint()


def remove_picked(panel: Panel[Run]) -> None:
    """Take the example away that is looked at, or the last one."""
    settings = panel.context.settings
    picked = settings.picked
    place = picked[1] if len(picked) == 2 and picked[0] == "own" else len(settings.own) - 1
    if settings.learn_own or not 0 <= place < len(settings.own):
        place = len(settings.own) - 1
    panel.context.change(own=(*settings.own[:place], *settings.own[place + 1 :]), picked=())
