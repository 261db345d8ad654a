"""The first page: what lives, and below it steps, history, chooser or all labs."""

from collections.abc import Callable, Sequence

from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.labs.overview import words
from acttutor.labs.overview.figures.chooser import Chooser
from acttutor.labs.overview.figures.detail import Detail
from acttutor.labs.overview.figures.labs import Labs
from acttutor.labs.overview.figures.living import LivingStrip
from acttutor.labs.overview.figures.spots import Section, Spot, Target
from acttutor.labs.overview.figures.steps import Steps
from acttutor.labs.overview.figures.timeline import Timeline
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import DAILY, VIEWS, WAYS, Link, link_to
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.buttons import Buttons
from acttutor.plots.parts.layout import Stack, columns, fixed, rows, share
from acttutor.plots.sheet import Sheet

PAD, GAP = 20.0, 10.0
#: Height of a row of buttons, and least height of what lives.
BUTTONS, LIVING = 26.0, 150.0
#: Largest share of the height for what lives, and height of the history.
SHARE, HISTORY = 0.42, 122.0
#: So often what lives moves.
TICK_MS = 75.0


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    #: Put a lab on the screen.
    open: Callable[[Link], None] = unanswered
    #: Begin with the lessons, or go on where the learner was.
    begin: Callable[[], None] = unanswered

    def build(self) -> None:
        self.view = self.run.settings.view
        self.sheet = Sheet(self)
        self.living = LivingStrip(self, self.sheet)
        self.ways = Buttons(self, len(WAYS))
        #: What the first of the ways says.
        self.offer = self.texts("overview.begin.label")
        self.tabs = Buttons(self, len(VIEWS))
        #: Says more about what is picked in the section, where there is anything to pick.
        self.detail = Detail(self) if self.view in ("history", "chooser") else None
        self.section = self._make_section()
        self.below: list[Section | Detail] = [self.section]
        if self.detail is not None:
            self.below.append(self.detail)
        self._pressed: object = None

    def suits(self, run: Run) -> bool:
        return self.view == run.settings.view

    def _make_section(self) -> Section:
        """Create what the settings ask for."""
        if self.view == "steps":
            self.steps = Steps(self, self.sheet)
            return self.steps
        if self.view == "labs":
            self.labs = Labs(self, self.sheet)
            return self.labs
        if self.view == "history":
            self.timeline = Timeline(self, self.sheet)
            return self.timeline
        self.chooser = Chooser(self, self.sheet)
        return self.chooser

    def _arranged(self, width: float, height: float) -> Stack:
        """Return where what is below goes within a place of this size."""
        if self.view == "history":
            tall = min(max(0.4 * height, HISTORY), 200.0)
            return rows(fixed(self.timeline, tall), share(self.detail), gap=8)
        if self.view == "chooser":
            return columns(share(self.chooser), share(self.detail, 0.8, most=480), gap=28)
        return rows(share(self.section, most=560.0))

    def layout(self, width: float, height: float) -> None:
        self.sheet.clear(width, height)
        place = self.whole().inside(PAD, GAP, PAD, GAP)
        # In print there is nothing to click.
        buttons = 0.0 if self.printed else BUTTONS
        room = place.height - 2 * buttons - 3 * GAP
        # Above the words of a lesson there may be room for what is below alone.
        living = min(room - self.section.least, SHARE * place.height)
        self.lives = living >= LIVING
        self.living.show(self.lives)
        top = (
            (fixed(self.ways, buttons), fixed(self.living, living), fixed(self.tabs, buttons))
            if self.lives
            else (fixed(self.tabs, buttons),)
        )
        self.ways.show(self.lives)
        arranged = self._arranged(place.width, room - (living if self.lives else 0.0))
        rows(*top, share(arranged), gap=GAP).layout(place)

    def update(self) -> bool:
        if self.lives:
            self.living.update()
        if not self.printed:
            self._offer()
        for part in self.below:
            part.update()
        if self.lives and self.watched and not (self.less_motion and self.run.living.ticks):
            self.request_frame(TICK_MS)
        return False

    def _offer(self) -> None:
        """Show the ways into the program, and what can stand below."""
        if self.lives:
            others = (self.texts(f"overview.{way}.label") for way in WAYS[1:])
            self.ways.update((self.offer, *others))
        self.tabs.chosen = VIEWS.index(self.view)
        self.tabs.update([self.texts(f"overview.view.options.{view}") for view in VIEWS])

    # -- the pointer ---------------------------------------------------------------------------

    def _target(self, event: MouseEvent) -> object:
        """Return what lies under the pointer: a way to a lab, or something to pick."""
        tab = self.tabs.button_at(event)
        if tab is not None:
            return "view", VIEWS[tab]
        x, y = self.pointer(event)
        if self.lives:
            way = self.ways.button_at(event)
            if way is not None:
                return {"begin": "begin", "daily": DAILY, "know": ("view", "labs")}[WAYS[way]]
            door = self.living.target(x, y)
            if door is not None:
                return door
        found = (part.target(x, y) for part in self.below)
        return next((target for target in found if target is not None), None)

    def on_press(self, event: MouseEvent) -> bool:
        self._pressed = self._target(event) if event.button == 1 else None
        return False

    def on_release(self, event: MouseEvent) -> bool:
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._target(event) != pressed:
            return False
        if pressed == "begin":
            self.begin()
        elif pressed == "activations":
            self.open(link_to(self.living.touching.function))
        elif isinstance(pressed, str):
            self.open(self.run.door(pressed))
        elif isinstance(pressed, Link):
            self.open(pressed)
        elif isinstance(pressed, tuple):
            kind, name = pressed
            self.change(**{kind: name})
        return False

    def on_move(self, event: MouseEvent) -> bool:
        return self._light(event)

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self._light(None)

    def _light(self, event: MouseEvent | None) -> bool:
        changed = self.tabs.point_at(event)
        if self.lives:
            changed |= self.ways.point_at(event) | self.living.point_at(event)
        changed |= bool(self.section.spots.light(None if event is None else self.pointer(event)))
        if self.detail is not None and self.view == "history":
            self.detail.hovered = self.timeline.hovered
        return changed

    def handles(self) -> list[Handle]:
        found = []
        if self.lives:
            found += [*self.ways.handles("way"), *self._spots("door", self.living.spots.all)]
        found += self.tabs.handles("view")
        for number, part in enumerate(self.below):
            found += self._spots(f"place {number}", part.places())
        return found

    def _spots(self, id: str, spots: Sequence[Spot]) -> list[Handle]:
        return [
            Handle(f"{id} {number}", (spot.reach or spot.frame).grown(-3), self._named(spot.target))
            for number, spot in enumerate(spots)
        ]

    def _named(self, target: Target) -> str:
        """Return what the way to something is called."""
        if isinstance(target, Link):
            return words.link_name(target, self.texts)
        if isinstance(target, str):
            return self.texts(f"{target}.name")
        kind, name = target
        if kind == "function":
            return words.short_name(name, self.texts)
        return self.texts(f"overview.{kind}.options.{name}")

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if self._target(event) is not None else ""
