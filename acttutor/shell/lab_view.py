"""The lab on the screen: its run, figure, panel and player, kept in step with the store."""

import logging
import tkinter
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import ttkbootstrap as ttk
from matplotlib.figure import Figure

from acttutor.base.errors import UserError
from acttutor.base.language.speech import heard
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import Settings
from acttutor.base.state.run import AnyRun
from acttutor.base.state.store import Store
from acttutor.base.task import Task
from acttutor.labs.figures import figure_class
from acttutor.labs.panels import build_panel
from acttutor.labs.registry import LABS, Lab
from acttutor.plots.lab_figure import AnyFigure
from acttutor.shell.frame.transport import Transport
from acttutor.shell.runs import Runs
from acttutor.system.motion import wants_less_motion
from acttutor.system.speech import Voice
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.context import AnyContext, LabContext
from acttutor.widgets.figure.figure_host import FigureHost
from acttutor.widgets.figure.number_over_figure import open_number_entry
from acttutor.widgets.figure.player import Player
from acttutor.widgets.panel import AnyPanel, LessonWay, Panel, TableOpener
from acttutor.widgets.section import Folds
from acttutor.widgets.worker import Worker

log = logging.getLogger(__name__)


class Page(NamedTuple):
    """Panel and figure of a lab."""

    panel: AnyPanel
    figure: AnyFigure


def never(_panel: AnyPanel) -> bool:
    """Let no panel stay."""
    return False


class LabView:
    """Shows one lab at a time; the runs of the others wait with all they have learned.

    Args:
        root: the window.
        store: the state.
        texts: the catalogue.
        appearance: theme and sizes.
        host: the place of the figure.
        worker: does what takes long.
        complain: shows a mistake of the user as a sentence.
    """

    def __init__(
        self,
        root: ttk.App,
        store: Store,
        texts: Texts,
        appearance: Appearance,
        host: FigureHost,
        worker: Worker,
        complain: Callable[[UserError], None],
    ) -> None:
        self._root = root
        self._store = store
        self._texts = texts
        self._appearance = appearance
        self._complain = complain
        self.host = host
        self.worker = worker
        self.player = Player(root, self._on_frame, self._on_state)
        self.voice = Voice()
        self._was_playing = False
        self.runs = Runs(worker)
        self.runs.on_restored = self._show_restored
        self.lab: Lab = LABS[store.state.lab]
        self.panel: AnyPanel | None = None
        #: Pages of other labs, as they were left: to build one takes three times as long.
        self._pages: dict[str, Page] = {}
        #: Other figures of labs, for runs that are to come.
        self._spares: dict[str, AnyFigure] = {}
        #: Which sections of panels are folded.
        self.folds = Folds()
        self.transport: Transport | None = None
        #: Opens tables: see `acttutor.shell.tables.Tables`.
        self.tables: TableOpener
        #: The way into the lessons: see `acttutor.shell.lessons.guide.Guide`.
        self.lessons: LessonWay
        #: Called when a panel or a figure was taken away for good.
        self.on_dropped: Callable[[], None] = lambda: None
        #: Called whenever the present state of the run has been shown.
        self.on_shown: Callable[[], None] = lambda: None
        #: Shows a sentence by the key of its text.
        self.say: Callable[..., None] = lambda key, **values: None
        root.bind("<FocusOut>", lambda event: self._watch(event, False), add="+")
        root.bind("<FocusIn>", lambda event: self._watch(event, True), add="+")

    @property
    def run(self) -> AnyRun:
        """The run of the lab on the screen."""
        return self.runs[self.lab.id]

    @property
    def rests(self) -> bool:
        """Whether nothing moves, and nobody drags anything."""
        return not self.player.playing and not self.holds

    @property
    def holds(self) -> bool:
        """Whether something is being dragged."""
        return self.host.held or (self.panel is not None and self.panel.held)

    def show(
        self, lab: str, transport: Transport, suits: Callable[[AnyPanel], bool] = never
    ) -> None:
        """Put a lab on the screen, or put it there anew in another language or theme.

        A run that is playing goes on if it is shown anew, and is paused if the lab changes.

        Args:
            lab: its id.
            transport: the bar that drives it.
            suits: tells whether a panel of this lab that is there already can stay, and with it
                the figure.
        """
        page = self._page if lab == self.lab.id else self._pages.pop(lab, None)
        if lab != self.lab.id:
            self.player.pause()
            self.runs.rest(self.lab.id)
            self._put_aside()
        self.lab = LABS[lab]
        self.transport = transport
        self.runs.shown(lab, self._store.settings(lab))
        if not self.player.playing:
            self.player.attach(self.run)
        if page is not None and page.panel is not self.panel:
            self.panel = page.panel
            self._place_panel(self.panel)
        if page is not None and suits(page.panel):
            self._take_up_run(*page)
        else:
            self._build_panel()
            self._build_figure()
        self._on_state()

    def _take_up_run(self, panel: AnyPanel, figure: AnyFigure) -> None:
        """Let a panel and a figure that were there before show the present run."""
        self.host.bring_back(figure)
        panel.run = self.run
        panel.take_up()
        if figure.take_up(self.run):
            figure.watched = True
            self.follow_motion()
            self._introduce()
            self.host.show_anew()
            self._write_readout()
        else:
            self._rebuild_figure()

    @property
    def _page(self) -> Page | None:
        """Panel and figure on the screen."""
        panel, figure = self.panel, self.host.lab_figure
        return None if panel is None or figure is None else Page(panel, figure)

    def _put_aside(self) -> None:
        """Keep panel and figure of the lab that is left, for when it is shown again."""
        page = self._page
        # What is being dragged would still be so when it comes back.
        if page is None or self.holds:
            self._take_panel_away()
            return
        self._take_focus_from(page.panel)
        page.panel.grid_forget()
        page.panel.place_forget()
        self.panel = None
        self._pages[self.lab.id] = page

    def _show_restored(self, stood_in: AnyRun) -> None:
        """Show the run for which another stood in, if that one is on the screen."""
        if self.panel is not None and self.panel.run is stood_in and self.transport is not None:
            self.player.pause()
            self.show(self.lab.id, self.transport)

    def adopt(self, lab: str, run: AnyRun) -> None:
        """Let a run take the place of the one that a lab had; `show` puts it on the screen."""
        if lab == self.lab.id:
            self.player.pause()
        self.runs.adopt(lab, run)

    def reload(self) -> None:
        """Show the lab on the screen with what is waiting for it."""
        if self.lab.id in self.runs.waiting and self.transport is not None:
            self.runs.forget(self.lab.id)
            self.show(self.lab.id, self.transport)

    def take_down(self) -> None:
        """Take away the panel and what is kept of other labs; `show` builds others."""
        self._take_panel_away()
        self._spares.clear()
        for page in self._pages.values():
            page.panel.destroy()
            self.on_dropped()
        self._pages.clear()

    def _take_panel_away(self) -> None:
        if self.panel is not None:
            self._take_focus_from(self.panel)
            self.panel.destroy()
            self.panel = None
            self.on_dropped()

    def _take_focus_from(self, panel: AnyPanel) -> None:
        if str(self._root.tk.call("focus", "-lastfor", self._root)).startswith(str(panel)):
            # Tk 8.6 keeps a pointer to a widget that had the focus when it was destroyed.
            self.host.widget.focus_set()

    def preparing(self, lab: str, run: AnyRun) -> Task[None]:
        """Build what a lab lacks to be the next on the screen with a run: page or figure."""
        make = partial(self._new_figure, lab, run)
        page = self._page if lab == self.lab.id else self._pages.get(lab)
        if page is not None:
            if not page.figure.suits(run):
                self._spares[lab] = yield from self.host.preparing(make)
            return
        panel = self._new_panel(lab, run)
        try:
            yield None
            figure = yield from self.host.preparing(make)
        except BaseException:
            panel.destroy()
            raise
        self._pages[lab] = Page(panel, figure)

    def _new_panel(self, lab: str, run: AnyRun) -> AnyPanel:
        context: AnyContext = LabContext(
            lab, self._store, self._texts, self._appearance, self._complain
        )
        panel: AnyPanel = Panel(self._root, context, run, self)
        build_panel(lab, panel)
        return panel

    def _new_figure(self, lab: str, run: AnyRun, figure: Figure) -> AnyFigure:
        return figure_class(lab, run)(
            figure,
            run,
            self._texts,
            self._appearance.theme,
            change=self._change,
            request_frame=self.player.settle,
        )

    def _build_panel(self) -> None:
        self._take_panel_away()
        self.panel = self._new_panel(self.lab.id, self.run)
        self._place_panel(self.panel)

    def _place_panel(self, panel: AnyPanel) -> None:
        self.host.keyboard.type_number = partial(open_number_entry, panel)
        panel.grid(row=2, rowspan=2, column=3, sticky="nsew")
        # Tab goes through the window as the eye does: header, rail, panel, transport.
        if self.transport is not None:
            panel.lower(self.transport)
            self.transport.show(panel.context, self.lab.has_time)

    def _rebuild_figure(self) -> None:
        """Build another figure of the lab beside the panel that is there."""
        self.on_dropped()
        self._build_figure()

    def _build_figure(self) -> None:
        spare = self._spares.pop(self.lab.id, None)
        if spare is not None and spare.take_up(self.run):
            self.host.bring_back(spare)
            self.host.show_anew()
        else:
            self.host.show(partial(self._new_figure, self.lab.id, self.run))
        self.follow_motion()
        self._introduce()
        self._write_readout()

    @property
    def less_motion(self) -> bool:
        """Whether nothing is to move for its own sake: chosen so, or asked for by the system."""
        motion = self._store.state.motion
        return motion == "less" or (motion == "system" and wants_less_motion())

    def follow_motion(self) -> None:
        """Tell the figure how much it may move."""
        figure = self.host.lab_figure
        if figure is not None and figure.less_motion != self.less_motion:
            figure.less_motion = self.less_motion
            self.player.settle()

    def _watch(self, event: "tkinter.Event[tkinter.Misc]", watched: bool) -> None:
        """Tell the figure whether anybody looks; what moves for its own sake goes on then."""
        figure = self.host.lab_figure
        # Within the window, the focus goes from widget to widget.
        if event.widget is self._root and figure is not None and figure.watched != watched:
            figure.watched = watched
            if watched:
                self.player.settle()

    def _introduce(self) -> None:
        """Let the panel answer what the figure asks for."""
        if self.panel is not None and self.host.lab_figure is not None:
            self.panel.meet(self.host.lab_figure)

    def _change(self, **changes: object) -> None:
        """Change settings from the figure, as a control would."""
        if self.panel is not None:
            self.panel.context.change(**changes)

    def rebuild_panel(self) -> None:
        """Build the panel of the lab on the screen anew, and leave figure and run alone."""
        self._build_panel()
        self._introduce()
        self._write_readout()
        self._on_state()

    def follow(self, settings: Settings) -> None:
        """Follow changed settings of the lab on the screen."""
        self.run.configure(settings)
        if self.panel is not None:
            self.panel.refresh(settings)
        figure = self.host.lab_figure
        if figure is not None and not figure.suits(self.run):
            self._rebuild_figure()
        self.repaint()

    def repaint(self) -> None:
        """Show the present state of the run in figure and readout."""
        self.host.refresh()
        self._write_readout()
        self.on_shown()

    def complain(self, error: UserError) -> None:
        """Show a mistake of the user as a sentence."""
        self._complain(error)

    def _write_readout(self) -> None:
        if self.transport is not None:
            words = self.lab.words.readout(self.run, self._texts)
            self.transport.refresh(self.run.settings, words)

    def spoken(self) -> list[str]:
        """Return what the figure shows, in sentences."""
        return self.lab.spoken(self.run, self._texts)

    def _on_frame(self) -> None:
        self.repaint()
        if self.panel is not None:
            self.panel.on_frame()

    def speak(self) -> None:
        """Say aloud what the figure shows, if that is wanted."""
        if self._store.state.speech:
            self.voice.say(heard("\n".join(self.spoken()), self._texts), self._texts.language)

    def _on_state(self) -> None:
        if self.player.playing:
            self.voice.stop()
        elif self._was_playing:
            self.speak()
        self._was_playing = self.player.playing
        if self.transport is not None:
            self.transport.show_playing()

    def close(self) -> None:
        """Leave nothing scheduled and no process running."""
        self.voice.stop()
        self.player.close()
        self.runs.rest(*self.runs)
