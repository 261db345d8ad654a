"""The way of one point through the network: its buttons, and how fast it goes."""

import time
from collections.abc import Callable, Mapping
from functools import partial

from matplotlib.backend_bases import LocationEvent

from acttutor.labs.network.model.choices import PACES
from acttutor.labs.network.run import Run
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.buttons import HEIGHT, Buttons
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

#: How long the slow way stays at each layer.
STAY_S = 0.9
#: What the buttons do, in their order; the keys 1 to 6 do the same.
ACTIONS = ("forward", "back", "learn", "pace", "let_go", "worksheet")


class Way:
    """Buttons that send the point forward, its error back, and let the network learn from it.

    Args:
        lab: the figure.
        acts: what else the buttons do, by `ACTIONS`.
    """

    def __init__(self, lab: LabFigure[Run], acts: Mapping[str, Callable[[], object]]) -> None:
        self._lab, self._acts = lab, {**acts, "pace": self.next_pace}
        self.buttons = Buttons(lab, len(ACTIONS))
        self.buttons.size = SMALL + 1
        #: Where the slow way leads to; `None` where nothing is under way.
        self._goal: int | None = None
        self._due_s = 0.0

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.buttons.layout(rect._replace(height=HEIGHT))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.buttons.show(visible)

    def update(self) -> int:
        """Show the buttons and go on if it is time; which way the point is going, 1, −1 or 0."""
        lab = self._lab
        run, texts = lab.run, lab.texts
        if not run.is_probed:
            self._goal = None
            if self.buttons.places:
                self.buttons.update([])
            return 0
        flow = self._go_on()
        pace = texts(f"network.pace.options.{run.settings.pace}")
        names = [texts(f"network.way.{name}", pace=pace) for name in ACTIONS]
        chosen = run.sent > run.ahead
        self.buttons.chosen = 1 if chosen else 0
        label = "" if lab.printed or lab.whole().width < 700 else texts("network.way.head")
        self.buttons.update([] if lab.printed else names, label, color=lab.theme.text)
        return flow

    def _go_on(self) -> int:
        run = self._lab.run
        if self._goal is None:
            return 0
        now_s = time.perf_counter()
        if now_s >= self._due_s:
            run.sent += 1
            self._due_s = now_s + STAY_S
        flow = -1 if run.sent > run.ahead else 1
        if run.sent >= self._goal:
            self._goal = None
        else:
            # Lines that do not flow can wait for the next layer.
            left_ms = 1000 * (self._due_s - now_s) if self._lab.less_motion else 0.0
            self._lab.request_frame(left_ms)
        return flow

    # -- doing ---------------------------------------------------------------------------------

    def act(self, number: int) -> bool:
        """Do what a button does; whether there is one."""
        if not self._lab.run.is_probed or not 0 <= number < len(ACTIONS):
            return False
        action = ACTIONS[number]
        if action in self._acts:
            self._acts[action]()
            return True
        run, before = self._lab.run, self._lab.run.sent
        self._lab.change(way=action)
        end = run.way_end
        start = 0 if action == "forward" else run.ahead
        pace = run.settings.pace
        self._goal = None
        if pace == "fast":
            run.sent = end
        elif pace == "step":
            run.sent = before + 1 if start <= before < end else start + (action == "back")
        else:
            run.sent = start + (action == "back")
            self._due_s, self._goal = time.perf_counter() + STAY_S, end if run.sent < end else None
            self._lab.request_frame()
        return True

    def next_pace(self) -> None:
        """Choose the next pace."""
        present = PACES.index(self._lab.run.settings.pace)
        self._lab.change(pace=PACES[(present + 1) % len(PACES)])

    def handles(self) -> list[Handle]:
        """Return the buttons for those who use no pointer."""
        texts, run = self._lab.texts, self._lab.run
        pace = texts(f"network.pace.options.{run.settings.pace}")
        return [
            Handle(
                f"way-{action}",
                place,
                texts(f"network.way.{action}", pace=pace),
                press=partial(self.act, number),
            )
            for number, (action, place) in enumerate(
                zip(ACTIONS, self.buttons.places, strict=False)
            )
        ]

    def button_at(self, event: LocationEvent) -> int | None:
        """Return the number of the button under the pointer."""
        return self.buttons.button_at(event)
