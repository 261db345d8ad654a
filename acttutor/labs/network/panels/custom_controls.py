"""Controls that only the network lab has: features, layers, and a weight under the pointer."""

import tkinter

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.numbers.numerals import figured
from acttutor.base.numbers.typed import typed_number
from acttutor.core.data.features import FEATURES
from acttutor.labs.network.model.data.problem import columns_of
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.model.hidden import MAX_LAYERS, MAX_UNITS
from acttutor.labs.network.model.linear_pieces import most_pieces
from acttutor.labs.network.names import plain_name
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings, check_pinned
from acttutor.widgets.context import LabContext
from acttutor.widgets.controls import Control
from acttutor.widgets.controls.choice import ChoiceControl
from acttutor.widgets.controls.layers import LayersControl
from acttutor.widgets.figure.number_over_figure import open_number_entry
from acttutor.widgets.group import make_group
from acttutor.widgets.panel import Panel

FEATURE_NAMES = {
    "x1": "x₁",
    "x2": "x₂",
    "x1_squared": "x₁²",
    "x2_squared": "x₂²",
    "x1x2": "x₁x₂",
    "sin_x1": "sin x₁",
    "sin_x2": "sin x₂",
}


class FeatureControl(Control):
    """One switch for each feature; the last one stays on."""

    context: LabContext[Settings]

    def build(self) -> None:
        """Create a label with the switches below it."""
        px = self.context.px
        frame = ttk.Frame(self.master)
        frame.grid(row=self.row, column=0, columnspan=3, sticky="ew", pady=px(3))
        self.label = ttk.Label(frame, text=self.context.label("features"))
        self.label.grid(row=0, column=0, columnspan=4, sticky="w", pady=px(2))
        self._on: dict[str, tkinter.BooleanVar] = {}
        self.buttons: dict[str, ttk.Checkbutton] = {}
        for index, feature in enumerate(FEATURES):
            variable = tkinter.BooleanVar(frame)
            button = ttk.Checkbutton(
                frame,
                text=FEATURE_NAMES[feature],
                variable=variable,
                command=self._changed,
                bootstyle="primary outline toolbutton",
            )
            row, column = divmod(index, 4)
            button.grid(row=row + 1, column=column, sticky="ew", padx=(0, px(4)), pady=px(2))
            self.context.tip(button, "features")
            self._on[feature] = variable
            self.buttons[feature] = button
        for column in range(4):
            frame.columnconfigure(column, weight=1, uniform="features")
        make_group(list(self.buttons.values()), lambda: None, choosing=False)
        self.add(frame)

    def _changed(self) -> None:
        chosen = tuple(feature for feature, variable in self._on.items() if variable.get())
        if chosen:
            self.change(chosen)
        else:
            self.context.complain(UserError("network.features.none"))
        self.refresh(self.context.settings)

    def refresh(self, settings: Settings) -> None:
        """Press the switches of the features in ``settings``."""
        for feature, variable in self._on.items():
            variable.set(feature in settings.features)
        if self.locked:
            self._show_lock()

    def lock(self) -> None:
        """Disable all switches but those that are on, which then still look so."""
        super().lock()
        self._show_lock()

    def _show_lock(self) -> None:
        for feature, button in self.buttons.items():
            button.state(["!disabled" if self._on[feature].get() else "disabled"])


class LayerControl(LayersControl):
    """Up to six layers of up to eight units."""

    most, first = MAX_LAYERS, 2
    widths = range(1, MAX_UNITS + 1)


class PieceControl(ChoiceControl):
    """Offers the pieces that a maxout unit has, and the largest of them."""

    def refresh(self, settings: Settings) -> None:
        offered = self.spec.options[: most_pieces(settings) + 1]
        if len(self.box.cget("values")) != len(offered):
            names = [self.context.option(self.name, option) for option in offered]
            self.box.configure(values=names)
        chosen = settings.shown_piece
        index = offered.index(chosen) if chosen in offered else 0
        if self.box.current() != index:
            self.box.current(index)


class PointControl(Control):
    """Two entries for a point to predict, in the units of the data; both empty for none."""

    context: LabContext[Settings]

    def build(self) -> None:
        """Create a label with the entries below it, each under the name of its column."""
        px = self.context.px
        frame = ttk.Frame(self.master)
        frame.grid(row=self.row, column=0, columnspan=3, sticky="ew", pady=px(3))
        self.label = ttk.Label(frame, text=self.context.label(self.name))
        self.label.grid(row=0, column=0, columnspan=4, sticky="w", pady=px(2))
        #: What stands in the entries, if nothing is being typed.
        self._shown = ["", ""]
        self.names: list[ttk.Label] = []
        self.entries: list[ttk.Entry] = []
        for k in range(2):
            name = ttk.Label(frame)
            name.grid(row=1, column=2 * k, sticky="e", padx=(px(8) if k else 0, px(4)))
            entry = ttk.Entry(frame, width=8)
            entry.grid(row=1, column=2 * k + 1, sticky="ew")
            for key in ("<Return>", "<KP_Enter>"):
                entry.bind(key, lambda _event: self._take(complain=True))
            entry.bind("<FocusOut>", lambda _event: self._take(complain=False))
            entry.bind("<Escape>", lambda _event: self._restore())
            frame.columnconfigure(2 * k + 1, weight=1, uniform="numbers")
            self.names.append(name)
            self.entries.append(entry)
            self.context.tip(entry, self.name)
        self.add(frame)

    def _restore(self) -> None:
        self.refresh(self.context.settings)

    def _take(self, complain: bool) -> None:
        """Take what was typed, as soon as both numbers can be read."""
        texts = [entry.get().strip() for entry in self.entries]
        try:
            point = check_pinned(tuple(map(typed_number, texts))) if any(texts) else ()
        except ValueError:
            if complain:
                self.context.complain(UserError("network.pinned.two_numbers"))
            return
        if texts != self._shown:
            self.change(point)

    def refresh(self, settings: Settings) -> None:
        """Show the point in ``settings``."""
        columns = columns_of(settings)
        for k, label in enumerate(self.names):
            name = plain_name(columns[k], 9) if all(columns[:2]) else FEATURE_NAMES[f"x{k + 1}"]
            label.configure(text=name)
        self._shown = [f"{figured(number, 6):.6g}" for number in settings.pinned] or ["", ""]
        for entry, text in zip(self.entries, self._shown, strict=True):
            if entry.get() != text:
                entry.delete(0, "end")
                entry.insert(0, text)


def edit_weight(panel: Panel[Run], spot: Spot, place: tuple[float, float]) -> tkinter.Widget:
    """Open an entry over the figure for a weight or a bias; Return takes it, Escape leaves it."""
    run, view = panel.run, panel.view
    layer = run.network.layers[spot.layer - 1]
    source = None if spot.kind == "bias" else spot.source
    piece = run.shown_piece(spot.layer - 1, spot.unit, source)
    row = (spot.unit,) if piece is None else (spot.unit, piece)
    present = layer.b[row] if source is None else layer.W[(*row, source)]
    shape = run.network.sizes, layer.W.shape

    def take(value: float) -> None:
        # The network may have been replaced by another one while the entry was open.
        network = run.network
        if network.sizes == shape[0] and network.layers[spot.layer - 1].W.shape == shape[1]:
            run.set_weight(spot.layer - 1, spot.unit, source, value, piece)
            view.repaint()

    return open_number_entry(panel, place, f"{figured(present, 4):.4g}", take)
