"""The controls of the network lab."""

import random
from collections.abc import Callable
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.state.fields import changed
from acttutor.core.formula.expression import OWN
from acttutor.core.nn.layers.maxout_layer import MAXOUT
from acttutor.labs.network.figure import Figure
from acttutor.labs.network.figures.many.ensemble import CrowdFigure
from acttutor.labs.network.model.data.problem import kind_of
from acttutor.labs.network.model.data.table import Table
from acttutor.labs.network.model.data.table_file import table_of
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.model.many.ensemble import EnsembleMember
from acttutor.labs.network.model.many.sweep_grid import is_swept, values_of
from acttutor.labs.network.panels import sweep as panel_sweep
from acttutor.labs.network.panels.activation import ActivationControl, open_layer_menu
from acttutor.labs.network.panels.custom_controls import (
    FeatureControl,
    LayerControl,
    PieceControl,
    PointControl,
    edit_weight,
)
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import TABLES, Settings
from acttutor.labs.network.words import split_note, table_summary
from acttutor.labs.network.worksheet import WORKSHEET, worksheet_of
from acttutor.plots.lab_figure import LabFigure
from acttutor.tables.reading import SUFFIXES
from acttutor.tables.taking import CLASSES, NUMBERS, Taken
from acttutor.widgets.controls.segments import SegmentsControl
from acttutor.widgets.file_dialogs import ask_open
from acttutor.widgets.formula_entry import FormulaEntry
from acttutor.widgets.panel import Panel
from acttutor.widgets.section import show_in_grid


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    actions = Actions(panel)
    panel.answer(Figure, actions.answer)
    panel.answer(CrowdFigure, actions.answer_crowd)
    # Whether the network can be built in the picture depends on which picture there is.
    panel.answer(LabFigure, lambda _figure: panel.tidy())
    panel.take_table = actions.take_table
    panel.section("mode")
    panel.control("mode", segments=True)
    panel.control("view", segments=True, shown=is_alone)
    _judging(panel)
    panel.control("race_by", shown=lambda settings: settings.mode == "race")
    panel_sweep.build(panel)
    _building(panel, actions)
    _data(panel, actions)
    _network(panel)
    _learning(panel, actions)
    panel.section("display")
    panel.control("pinned", kind=PointControl, shown=is_alone)
    panel.control(
        "way", segments=True, shown=lambda settings: is_alone(settings) and bool(settings.pinned)
    )
    panel.control("pace", shown=lambda settings: is_alone(settings) and bool(settings.pinned))
    panel.control("open_test", shown=validates)
    panel.control("show_test", shown=lambda settings: settings.data not in TABLES)
    panel.control("discretize")
    panel.control("turned", shown=lambda s: is_alone(s) and kind_of(s) != "many")
    panel.control("log_loss")


def _building(panel: Panel[Run], actions: "Actions") -> None:
    """Describe what can be built in the picture as well, if it has room."""
    panel.section("build", begins_folded=actions.picture_builds)
    panel.control("data")
    panel.control("features", kind=FeatureControl)
    panel.control("layers", kind=LayerControl)
    panel.control("activation", shown=unswept("activation"), kind=ActivationControl)


def _data(panel: Panel[Run], actions: "Actions") -> None:
    change = panel.context.change

    def new_data() -> None:
        change(data_seed=random.randint(0, 9999))

    def is_own(settings: Settings) -> bool:
        return settings.data == "own"

    panel.section("data")
    panel.control(
        "noise",
        shown=lambda settings: settings.data not in TABLES and not is_swept(settings, "noise"),
    )
    # Values to predict have no classes to choose a pen for.
    pen = panel.control(
        "pen",
        segments=True,
        shown=lambda settings: is_own(settings) and bool(settings.table.classes),
    )
    assert isinstance(pen, SegmentsControl)
    panel.follow(lambda settings: _name_pens(pen, settings.table.classes))
    own = panel.buttons(
        ("open_file", actions.open_file),
        ("choose_columns", actions.choose_columns),
        ("clear_points", lambda: change(table=Table())),
        shown=is_own,
    )
    panel.note(
        lambda settings: table_summary(settings.table, panel.context.texts),
        shown=lambda settings: is_own(settings) and bool(settings.table.name),
    )

    def enable(settings: Settings) -> None:
        can_choose = bool(settings.table.name)
        own["choose_columns"].state(["!disabled" if can_choose else "disabled"])

    panel.follow(enable)
    panel.control("train_share")
    panel.control("validation_share")
    panel.note(lambda settings: split_note(panel.run.problem, panel.context.texts), shown=validates)
    panel.control("data_seed", beside=("new_data", new_data))


def _name_pens(pen: SegmentsControl, classes: tuple[str, ...]) -> None:
    """Write the classes of the table on the buttons that choose one."""
    letters = 8 if len(classes) <= 2 else 4
    for option, button in pen.buttons.items():
        if option == "read":
            continue
        if int(option) < len(classes):
            button.configure(text=classes[int(option)][:letters])
        show_in_grid(button, int(option) < len(classes))


def _network(panel: Panel[Run]) -> None:
    change = panel.context.change
    panel.section("network")
    formula = FormulaEntry(panel, "formula", lambda formula: change(formula=formula))
    panel.across(formula)
    panel.show_if(formula, lambda settings: OWN in _activations(settings))
    panel.control("pieces", shown=has_pieces)
    panel.control("shown_piece", shown=has_maxout, kind=PieceControl)
    panel.control("init", shown=unswept("init"))
    panel.control("seed", beside=("new_weights", lambda: change(seed=random.randint(0, 9999))))


def is_alone(settings: Settings) -> bool:
    """Tell whether one network is trained."""
    return settings.mode == "one"


def _judging(panel: Panel[Run]) -> None:
    def judges(settings: Settings) -> bool:
        return is_alone(settings) and settings.view == "judge"

    panel.control("judged", shown=judges)
    panel.control("threshold", shown=lambda s: judges(s) and has_two_classes(s))
    panel.control("class_measure", shown=lambda s: judges(s) and not predicts_numbers(s))
    panel.control("number_measure", shown=lambda s: judges(s) and predicts_numbers(s))


def predicts_numbers(settings: Settings) -> bool:
    """Tell whether the data are numbers to predict, not classes."""
    return kind_of(settings) == "regression"


def has_two_classes(settings: Settings) -> bool:
    """Tell whether there is a positive and a negative class."""
    return kind_of(settings) == "two"


def validates(settings: Settings) -> bool:
    """Tell whether there are validation data to choose by."""
    return settings.validation_share > 0


def unswept(name: str) -> Callable[[Settings], bool]:
    """Return what tells whether a setting has a say: a sweep may set it for every cell."""
    return lambda settings: not is_swept(settings, name)


def has_maxout(settings: Settings) -> bool:
    """Tell whether the network that is shown has maxout units."""
    return MAXOUT in settings.activations and is_alone(settings)


def has_pieces(settings: Settings) -> bool:
    """Tell whether any network that is trained has maxout units."""
    is_race = settings.mode == "race" and settings.race_by == "activation"
    return is_race or MAXOUT in _activations(settings)


def _activations(settings: Settings) -> tuple[str, ...]:
    """Return the activations that are trained, one or those of a sweep."""
    if is_swept(settings, "activation"):
        return tuple(map(str, values_of(settings, "activation")))
    return settings.activations or (settings.activation,)


def _learning(panel: Panel[Run], actions: "Actions") -> None:
    panel.section("learning")
    panel.control("class_loss", shown=lambda settings: not predicts_numbers(settings))
    panel.control("number_loss", shown=predicts_numbers)
    panel.control("optimizer", shown=unswept("optimizer"))
    panel.control("lr", shown=unswept("lr"))
    panel.control("batch", shown=unswept("batch"))
    panel.control("shuffle")
    panel.control("penalty", segments=True)
    panel.control(
        "penalty_rate",
        shown=lambda settings: (
            settings.penalty != "none" and not is_swept(settings, "penalty_rate")
        ),
    )

    def can_stop(settings: Settings) -> bool:
        return validates(settings) and is_alone(settings)

    panel.control("patience", shown=can_stop)
    panel.buttons(("back_to_best", actions.back_to_best), columns=1, shown=can_stop)


class Actions:
    """What buttons and clicks do beyond changing one setting.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        self._panel = panel
        self._context = panel.context

    def answer(self, figure: Figure) -> None:
        """Answer what the figure of one network asks for."""
        figure.edit_weight = self.edit_weight
        figure.set_weight = self.set_weight
        figure.add_point = self.add_point
        figure.remove_point = self.remove_point
        figure.learn_point = self.learn_point
        figure.go_to = self.go_to
        figure.pin_run = self.pin_run
        figure.open_worksheet = self.open_worksheet
        figure.hold_weight = self.hold_weight
        figure.let_weight_go = self.let_weight_go
        figure.choose_layer = self.choose_layer
        figure.room_changed = self._panel.tidy
        figure.open_file = self.open_file

    def picture_builds(self) -> bool:
        """Tell whether data, inputs and layers can be chosen in the picture."""
        figure = self._panel.view.host.lab_figure
        return isinstance(figure, Figure) and figure.has_room

    def answer_crowd(self, figure: CrowdFigure) -> None:
        """Answer what the figure of a race or a fan asks for."""
        figure.choose_member = self.choose_member

    def open_file(self) -> None:
        """Let the user choose a file with a table and train on it."""
        text = self._context.text
        name = ask_open(
            parent=self._panel,
            title=text("open_file.title"),
            filetypes=[
                (text("open_file.tables"), [f"*{end}" for end in SUFFIXES]),
                (text("open_file.all"), "*"),
            ],
        )
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Train on the table in a file; on any mistake in it the running experiment stays."""
        self._panel.view.tables.open(path)

    def choose_columns(self) -> None:
        """Ask again which columns of the table are meant; for the file, if it is gone."""
        table = self._context.settings.table
        label_as = CLASSES if table.classes else NUMBERS
        if not self._panel.view.tables.choose_columns(table.name, table.columns, label_as):
            self.open_file()

    def take_table(self, taken: Taken) -> None:
        """Train on three columns of a table."""
        self._context.change(data="own", table=table_of(taken))

    def back_to_best(self) -> None:
        """Return to the epoch with the lowest validation loss, and stay there."""
        view = self._panel.view
        view.player.pause()
        if self._panel.run.back_to_best():
            view.repaint()

    def learn_point(self) -> None:
        """Take one step of gradient descent for the point that is sent through."""
        if self._panel.run.learn_point():
            self._panel.view.repaint()

    def choose_member(self, member: EnsembleMember) -> None:
        """Go on with the settings of one network of a race or a fan, alone."""
        names = ("activation", "own_activations", "lr", "init", "optimizer", "seed")
        self._context.change(mode="one", **{name: getattr(member.settings, name) for name in names})

    def edit_weight(self, spot: Spot, place: tuple[float, float]) -> None:
        """Open an entry for the weight or bias that was clicked."""
        edit_weight(self._panel, spot, place)

    def set_weight(self, spot: Spot, value: float) -> None:
        """Set a weight or a bias."""
        source = None if spot.kind == "bias" else spot.source
        self._panel.run.set_weight(spot.layer - 1, spot.unit, source, value)
        self._panel.view.repaint()

    def open_worksheet(self) -> None:
        """Open the numbers of the point as a worksheet in the lab for that, if it has room."""
        run, store = self._panel.run, self._context.store
        if WORKSHEET not in store.state.settings:
            return
        try:
            settings = changed(store.settings(WORKSHEET), **worksheet_of(run))
        except ValueError:
            self._context.complain(UserError("network.way.no_worksheet"))
            return
        store.replace(WORKSHEET, settings)
        store.choose(WORKSHEET)

    def go_to(self, epoch: int) -> None:
        """Visit an epoch of the training."""
        self._panel.view.player.pause()
        if self._panel.run.go_to(epoch):
            self._panel.view.repaint()

    def pin_run(self) -> None:
        """Keep this run to compare others with, or let go what is kept."""
        self._panel.run.pin()
        self._panel.view.repaint()

    def hold_weight(self, spot: Spot, value: float) -> None:
        """Hold a weight or a bias at a value until it is let go."""
        self._panel.run.hold_weight(spot, value)
        self._panel.view.repaint()

    def let_weight_go(self) -> None:
        """Let the network learn again what was held."""
        self._panel.run.let_weight_go()

    def choose_layer(self, layer: int, place: tuple[float, float]) -> None:
        """Open a menu for one hidden layer, at a place in the figure."""
        open_layer_menu(self._panel, layer, place)

    def add_point(self, x: float, y: float) -> None:
        """Add a point of the chosen class, given in the square."""
        table = self._context.settings.table
        pen = int(self._context.settings.pen)
        if pen >= len(table.classes):
            pen = 0
        point = table.frame.out_of([x, y])
        self._context.change(table=table.with_point(float(point[0]), float(point[1]), pen))

    def remove_point(self, x: float, y: float) -> None:
        """Take away the point nearest to a place in the square, if one is near."""
        table = self._context.settings.table
        if not table.rows:
            return
        distance = ((table.frame.into(table.inputs()) - (x, y)) ** 2).sum(axis=1)
        if distance.min() < 0.5**2:
            self._context.change(table=table.without_point(int(distance.argmin())))
