"""The controls of the backpropagation lab."""

import random

from acttutor.core.worksheet.calculation import Quantity, renewed
from acttutor.labs.backprop.figure import Figure
from acttutor.labs.backprop.leaves import MOST_LEAF
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.sheet import MOST
from acttutor.labs.backprop.state import (
    SENT,
    Settings,
    bounds,
    with_leaf,
    with_number,
    with_rows,
)
from acttutor.labs.backprop.styles import plain
from acttutor.widgets.figure.number_over_figure import Spot, open_number_entry
from acttutor.widgets.panel import Panel

#: No answer is larger; what is typed by mistake is.
LARGEST_ANSWER = 1e15


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    actions = Actions(panel)
    panel.answer(Figure, actions.answer_figure)
    panel.control("view", segments=True)
    panel.section("graph")
    panel.control("graph", shown=_in_graph)
    panel.control("batch", shown=_in_batch)
    panel.control("graph_seed", shown=_in_batch, beside=("new_graph", actions.new_graph))
    panel.note(lambda settings: panel.context.text(f"graph_note.{settings.graph}"), shown=_in_graph)
    panel.section("worksheet")
    panel.control("mode", segments=True, shown=_in_network)
    panel.control("help", shown=_fills)
    panel.buttons(("answer", actions.answer), columns=1, shown=_fills)
    panel.section("check")
    named = panel.buttons(("toggle_check", actions.toggle_check), columns=1, shown=is_own)
    check = named["toggle_check"]
    label, back = panel.context.label("toggle_check"), panel.context.text("toggle_check.back")
    panel.follow(lambda settings: check.configure(text=back if settings.check else label))
    panel.section("network")
    panel.control("net", segments=True, shown=_in_network)
    panel.control("hidden", shown=lambda settings: is_own(settings) and settings.net != "1-1")
    panel.control(
        "output", shown=lambda settings: is_own(settings) and settings.loss == "squared_error"
    )
    panel.control("loss", shown=is_own)
    panel.buttons(("back", actions.back), columns=1, shown=_is_sent)
    panel.section("numbers")
    panel.note(lambda _settings: panel.context.text("numbers.note"), shown=_in_network)
    panel.buttons(("random_numbers", actions.random_numbers), columns=1, shown=_in_network)
    panel.section("update")
    panel.control("lr", shown=is_own)
    panel.buttons(("next_round", actions.next_round), columns=1, shown=_in_network)


def _in_network(settings: Settings) -> bool:
    return settings.view == "network"


def _in_graph(settings: Settings) -> bool:
    return settings.view == "graph"


def _in_batch(settings: Settings) -> bool:
    return _in_graph(settings) and settings.graph == "batch"


def _fills(settings: Settings) -> bool:
    return _in_network(settings) and settings.mode == "fill"


def _is_sent(settings: Settings) -> bool:
    return _in_network(settings) and settings.net == SENT


def is_own(settings: Settings) -> bool:
    """Tell whether a network of this lab is on the screen."""
    return _in_network(settings) and settings.net != SENT


class Actions:
    """What buttons and clicks do beyond changing one setting.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        self._panel = panel
        self._context = panel.context
        self._figure: Figure | None = None

    def answer_figure(self, figure: Figure) -> None:
        """Answer what the figure asks for."""
        self._figure = figure
        figure.edit_number = self.edit_number
        figure.edit_leaf = self.edit_leaf
        figure.go_to = self.go_to
        figure.answer = self.answer

    def edit_number(self, number: Quantity, place: tuple[float, float]) -> None:
        """Open an entry over the figure for a number that was clicked."""
        settings = self._context.settings
        low, high = bounds(settings, number)
        shown = plain(settings.task.given()[number])
        net = settings.net

        def take(value: float) -> None:
            # Another network may have been chosen while the entry was open.
            if self._context.settings.net == net:
                self._context.change(**with_number(self._context.settings, number, value))

        open_number_entry(self._panel, place, shown, take, low, high)

    def edit_leaf(self, leaf: str, place: tuple[float, float]) -> None:
        """Open an entry over the figure for a number that goes into the graph."""
        graph = self._context.settings.graph
        shown = plain(float(self._panel.run.graph.computation.given[leaf]))

        def take(value: float) -> None:
            # Another graph may have been chosen while the entry was open.
            if self._context.settings.graph == graph:
                self._context.change(**with_leaf(self._context.settings, leaf, value))

        open_number_entry(self._panel, place, shown, take, -MOST_LEAF, MOST_LEAF)

    def new_graph(self) -> None:
        """Draw other numbers for the batch."""
        self._context.change(graph_seed=random.randint(0, 9999))

    def go_to(self, position: int) -> None:
        """Show the step that was clicked."""
        self._panel.view.player.pause()
        self._panel.run.go_to(position)
        self._panel.view.repaint()

    def answer(self) -> None:
        """Open an entry over the blank; after a right answer, over the next one."""
        self._panel.view.player.pause()
        figure = self._figure

        def spot() -> Spot | None:
            if figure is None or figure.step_part.blank is None:
                return None
            box, scale = figure.step_part.blank, figure.scale
            x, y = box.middle
            return (x * scale, y * scale), (box.width * scale, box.height * scale)

        blank, run = spot(), self._panel.run
        if blank is None:
            return
        open_number_entry(
            self._panel,
            blank[0],
            "" if run.answer is None else plain(run.answer),
            self._take_answer,
            -LARGEST_ANSWER,
            LARGEST_ANSWER,
            blank[1],
            spot,
        )

    def _take_answer(self, value: float) -> None:
        self._panel.run.fill(value)
        self._panel.view.repaint()
        self.answer()

    def random_numbers(self) -> None:
        """Draw inputs, targets, weights and biases at random, in tenths."""
        settings = self._context.settings
        inputs, targets, *units = settings.rows
        rows = [
            tuple(_tenth(-1.0, 1.0) for _ in inputs),
            tuple(float(random.randint(0, 1)) for _ in targets),
            *(tuple(_tenth(-1.0, 1.0) for _ in unit) for unit in units),
        ]
        self._context.change(**with_rows(settings, tuple(rows)))

    def next_round(self) -> None:
        """Take over the new weights and biases, and begin the calculation anew with them."""
        run, settings = self._panel.run, self._context.settings
        task = run.task.with_parameters(
            {p: min(max(run.known[renewed(p)], -MOST), MOST) for p in run.task.parameters}
        )
        run.reset()
        self._context.change(**with_rows(settings, (*settings.rows[:2], *task.rows)))
        self._panel.view.repaint()

    def back(self) -> None:
        """Return to the lab that the numbers came from."""
        store = self._context.store
        if "network" in store.state.settings:
            store.choose("network")

    def toggle_check(self) -> None:
        """Show the check, or the calculation again."""
        self._context.change(check=not self._context.settings.check)


def _tenth(low: float, high: float) -> float:
    """Return a random number with one decimal, and not 0: a 0 would hide what comes through it."""
    return random.choice([k / 10 for k in range(round(10 * low), round(10 * high) + 1) if k])
