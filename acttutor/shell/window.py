"""The window: puts its parts together and follows the store."""

import logging
import sys
import tkinter
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.language import glossary
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import Settings
from acttutor.base.state.history import History
from acttutor.base.state.limits import NONE, Limits
from acttutor.base.state.run import AnyRun, Snapshot
from acttutor.base.state.store import AppState, Store
from acttutor.base.storage.records import Records
from acttutor.files.experiment import restoring_run
from acttutor.files.session import Session, Slot
from acttutor.lessons.progress import Progress
from acttutor.shell.collector import Collector
from acttutor.shell.commands import Commands
from acttutor.shell.control_locks import Limiter
from acttutor.shell.frame.header import Header
from acttutor.shell.frame.layout import Layout
from acttutor.shell.frame.meter_label import MeterLabel
from acttutor.shell.frame.notice import Notice
from acttutor.shell.frame.sidebar import Rail
from acttutor.shell.frame.transport import Transport
from acttutor.shell.frame.work_bars import WorkBars
from acttutor.shell.lab_view import LabView, never
from acttutor.shell.lessons.guide import Guide
from acttutor.shell.main_window import OpenDialog
from acttutor.shell.presentation import Presenter
from acttutor.shell.session_keeper import SessionKeeper
from acttutor.shell.shortcuts import bind_keys, page_keys
from acttutor.shell.staying import scrolled_as_before, staying
from acttutor.shell.tables import Tables
from acttutor.system.ending import told_to_end
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.figure.figure_host import FigureHost
from acttutor.widgets.own_events import hear_own_events
from acttutor.widgets.tips import Tip
from acttutor.widgets.worker import Worker

log = logging.getLogger(__name__)


class Window:
    """The main window.

    Args:
        root: the ttkbootstrap root; everything in it is replaced.
        store: the state, which the window follows.
    """

    header: Header
    rail: Rail
    meter: MeterLabel
    transport: Transport
    notice: Notice
    work_bars: WorkBars

    def __init__(self, root: ttk.App, store: Store) -> None:
        self.root = root
        self.store = store
        self.collector = Collector(root)
        self.errors: list[BaseException] = []
        self.history = History(store)
        self.keeper: SessionKeeper | None = None
        self.is_closed = self._asked = False
        #: What learners did; common to all windows if it is kept at all.
        self.records = Records()
        self._setting_up = False
        #: The dialog that was opened last, while it is there.
        self.dialog: OpenDialog | None = None
        #: All dialogs that are open.
        self.dialogs: list[OpenDialog] = []
        root.report_callback_exception = self._on_error
        for child in root.winfo_children():
            child.destroy()
        state = store.state
        self.texts = Texts(state.language)
        self.appearance = Appearance(root)
        self.appearance.apply(state.theme, state.zoom)
        root.title("ActTutor")
        root.protocol("WM_DELETE_WINDOW", self.ask_to_close)
        root.columnconfigure(2, weight=1)
        root.rowconfigure(2, weight=1)
        # Row 3 is for the strip of a lesson, below the figure alone.
        self.host = FigureHost(root)
        self.host.grid(row=2, column=2, sticky="nsew")
        self.worker = Worker(root, self.complain)
        self.worker.seal = self.history.seal
        self.worker.rests = lambda: self.view.rests
        self.view = LabView(
            root, store, self.texts, self.appearance, self.host, self.worker, self.complain
        )
        self.view.say = self.say
        self.view.player.on_meter = lambda meter: self.meter.write(meter)
        self.view.folds.on_change = lambda: self.keep("folded", self.view.folds.plain())
        self.view.tables = self.tables = Tables(self)
        self.layout = Layout(self)
        self.guide = self.view.lessons = Guide(self)
        self.limiter = Limiter(self, self.guide)
        self.presenter = Presenter(self, self.guide)
        self.commands = Commands(self, self.guide, self.limiter, self.tables)
        self.view.runs.on_made = self.use_records
        self.view.on_dropped = self.collector.expect_much
        self.view.on_shown = self.host.on_let_go = self.guide.look
        self.view.player.on_reset = self._remember_reset
        self._parts: list[tkinter.Misc] = []
        with self.host.waiting():
            self._build()
        self.keys = bind_keys(self)
        hear_own_events(root)
        store.subscribe(self._follow)

    def _take_down(self) -> None:
        """Take away all parts but the figure."""
        # Tk 8.6 keeps a pointer to a widget that had the focus when it was destroyed.
        self.host.widget.focus_set()
        self.guide.take_down()
        self.layout.take_down()
        self.view.take_down()
        for part in self._parts:
            part.destroy()

    def _build(self) -> None:
        """Create all parts but the figure; called again when language, theme or zoom change."""
        root, texts, look = self.root, self.texts, self.appearance
        self.header = Header(root, self.store, texts, look, self.commands, self.open_dialog)
        self.header.grid(row=0, column=0, columnspan=5, sticky="ew")
        self.rail = Rail(root, texts, look, self.store.choose, page_keys())
        self.rail.grid(row=2, rowspan=2, column=0, sticky="nsew")
        # Tab comes to the figure behind the rail, as the eye does.
        self.host.lift(self.rail)
        self.meter = MeterLabel(self.rail, texts, look)
        self.transport = Transport(root, texts, look, self.view.player)
        self.transport.grid(row=5, column=0, columnspan=5, sticky="ew")
        self.notice = Notice(self.host, texts, look)
        self.work_bars = WorkBars(self.host, self.worker, texts, look)
        handle = self.layout.build()
        handle.grid(row=2, rowspan=2, column=4, sticky="ns")
        lines = [ttk.Frame(root, style="Line.TFrame", height=1, width=1) for _ in range(2)]
        lines[0].grid(row=1, column=0, columnspan=5, sticky="ew")
        lines[1].grid(row=4, column=0, columnspan=5, sticky="ew")
        self.layout.bars = (self.header, self.transport, *lines)
        self._parts = [self.header, self.rail, self.transport, self.notice, self.work_bars, *lines]
        self._parts += self.layout.parts
        self.show_lab()

    @property
    def presenting(self) -> bool:
        """Whether everything is shown large, for an audience."""
        return self.presenter.is_on

    @property
    def recent(self) -> list[str]:
        """Files that were opened or saved, the latest first."""
        return self.keeper.recent if self.keeper is not None else []

    def remember(self, path: Path) -> None:
        """Put a file on top of those used recently."""
        if self.keeper is not None:
            self.keeper.remember(str(path.resolve()))

    def keep(self, name: str, value: object) -> None:
        """Keep plain data with the session, if there is one."""
        if self.keeper is not None:
            self.keeper.extra[name] = value

    def set_up(
        self, lab: str, settings: Settings, run: AnyRun | None = None, limits: Limits = NONE
    ) -> None:
        """Put a lab on the screen with other settings, as one change that can be taken back.

        Args:
            lab: its id.
            settings: what it gets.
            run: takes the place of its run, which otherwise follows the settings.
            limits: what comes with ``run`` and is not to be changed by the learner.
        """
        self.history.seal()
        self.view.player.pause()
        if run is not None:
            self.view.adopt(lab, run)
            self.limiter.put(lab, limits)
        # The lab is built once, whether the store calls it another one or not.
        self._setting_up = True
        try:
            self.store.put_back(lab, {lab: settings})
        finally:
            self._setting_up = False
        self.history.seal()
        self.show_lab(stays=True)

    def show_lab(self, stays: bool = False) -> None:
        """Put the lab of the store on the screen, anew if it is there already.

        Args:
            stays: keep panel and figure if they are there.
        """
        lab = self.store.state.lab
        Tip.dismiss()
        with self.host.waiting():
            self.header.show(lab)
            self.header.show_history(self.history.can_undo, self.history.can_redo)
            self.rail.show(lab)
            self.notice.hide()
            self.meter.show(self.store.state.meter)
            may_stay = stays or lab != self.view.lab.id
            self.view.show(lab, self.transport, self.limiter.suits if may_stay else never)
            self.guide.decorate()
            self.limiter.decorate()
            self.presenter.decorate()
            self.layout.arrange()

    def rebuild_panel(self) -> None:
        """Build the panel anew where it is scrolled to, and leave the figure alone."""
        with scrolled_as_before(self.view), self.host.waiting():
            self.view.rebuild_panel()
            self.guide.decorate()
            self.limiter.decorate()
            self.layout.arrange()

    def keep_session(
        self, slot: Slot, session: Session | None, records: Records | None = None
    ) -> None:
        """Go on with what a session and the records hold, and keep both from now on."""
        self.records = records or self.records
        kept = session.extra.get("lessons") if session is not None else None
        learner = kept.get("learner") if isinstance(kept, dict) else ""
        self.guide.progress = Progress(self.records, learner or "")
        if session is not None:
            self.view.runs.waiting = {
                lab: (session.settings[lab], snapshot)
                for lab, snapshot in session.snapshots.items()
                if snapshot
            }
            self.view.folds.read(session.extra.get("folded"))
            if self.view.panel is not None:
                self.view.panel.tidy()
            self.view.reload()
            self.limiter.read(session.extra.get("controls"))
            self.limiter.decorate()
        self.use_records()
        self.keeper = SessionKeeper(self, slot, session, self.commands.kept_draft)
        self.commands.take_up_draft(self.keeper.extra.get("draft"))
        self.tables.take_up(self.keeper.extra.get("pasted"))

    def use_records(self, *runs: AnyRun) -> None:
        """Let runs, by default all, go on with what the present learner did before."""
        for run in runs or self.view.runs.values():
            skipped = run.use_records(self.records, self.guide.progress.learner)
            if skipped:
                self.complain(UserError("files.records_skipped", count=skipped))

    def open_dialog(self, name: str) -> None:
        """Open a dialog by its name; ``"present"`` turns to the projector instead."""
        self.collector.expect_much()
        # Imported on demand: the start does without them.
        if name == "present":
            self.presenter.toggle()
        elif name in ("write_lesson", "capture_step"):
            from acttutor.shell.lessons.editor import open_editor

            self.dialog = open_editor(self, capture=name == "capture_step")
        else:
            module = import_module(f"acttutor.shell.dialogs.{name}")
            self.show_dialog(getattr(module, f"{name.capitalize()}Dialog"))

    def show_dialog(self, kind: Callable[..., OpenDialog], *values: object) -> None:
        """Open a dialog of a kind, in the place of one that is open already."""
        for other in [dialog for dialog in self.dialogs if type(dialog) is kind]:
            other.close()
        self.dialog = kind(self, *values)

    def open_lessons(self, folder: Path) -> None:
        """Offer the lessons of a folder."""
        from acttutor.shell.dialogs.lessons import LessonsDialog

        self.show_dialog(LessonsDialog)
        if isinstance(self.dialog, LessonsDialog):
            self.dialog.open_path(folder)

    def mark_terms(self, text: str) -> Iterable[tuple[str, str]]:
        """Cut a text into parts and the ids of the glossary that belong to them."""
        return glossary.marked(text, self.store.state.language, set())

    # -- following the store -------------------------------------------------------------------

    def _follow(self, old: AppState, new: AppState) -> None:
        if self._setting_up:
            return
        if (old.language, old.theme, old.zoom) != (new.language, new.theme, new.zoom):
            self._follow_looks(old, new)
        elif old.lab != new.lab:
            self.show_lab()
            if self.host.lab_figure is not None and self.host.lab_figure.is_typed_in:
                # What is typed goes into it at once.
                self.host.widget.focus_set()
        elif old.meter != new.meter:
            self.meter.show(new.meter)
        elif old.motion != new.motion:
            self.view.follow_motion()
        elif old.settings[new.lab] != new.settings[new.lab]:
            self.view.follow(new.settings[new.lab])
        self.header.show_history(self.history.can_undo, self.history.can_redo)

    def _follow_looks(self, old: AppState, new: AppState) -> None:
        with staying(self), self.host.waiting():
            # First, so that nothing follows the new looks that does not stay.
            self._take_down()
            self.texts.use(new.language)
            if (old.theme, old.zoom) != (new.theme, new.zoom):
                self.appearance.apply(new.theme, new.zoom)
            if old.zoom != new.zoom:
                self.host.rescale()
            self._build()

    # -- a reset can be taken back -------------------------------------------------------------

    def _remember_reset(self, run: AnyRun, before: Snapshot) -> None:
        """Let a reset be taken back like a change of settings."""
        lab = self.view.lab.id
        if run is self.view.run and run.snapshot() != before:
            back = partial(self._bring_back, lab, before)
            self.history.add(lab, back, lambda: self.view.player.reset(remembered=False))
            self.header.show_history(self.history.can_undo, self.history.can_redo)

    def _bring_back(self, lab: str, snapshot: Snapshot) -> None:
        """Let a lab go on where it was."""

        def show(run: AnyRun) -> None:
            self.view.adopt(lab, run)
            self.show_lab()

        task = restoring_run(lab, self.store.settings(lab), snapshot, "run")
        self.worker.do(task, show, "shell.work.restoring")

    # -- what keys do --------------------------------------------------------------------------

    def toggle_full_screen(self) -> None:
        """Fill the screen, or return to a window."""
        full = bool(self.root.attributes("-fullscreen"))
        self.root.attributes("-fullscreen", not full)

    def leave(self) -> None:
        """Give up what was begun last, put the panel away, or leave the full screen."""
        if self.worker.works:
            self.worker.cancel(self.worker.works[-1])
            return
        if self.layout.close():
            return
        if self.presenter.is_on:
            self.presenter.toggle()
        if self.root.attributes("-fullscreen"):
            self.root.attributes("-fullscreen", False)

    # -- errors and the end --------------------------------------------------------------------

    def complain(self, error: UserError) -> None:
        """Show a mistake of the user as one sentence."""
        self.notice.show(self.texts.error(error))

    def say(self, key: str, **values: object) -> None:
        """Show a sentence over the figure."""
        self.notice.show(self.texts(key, **values))

    def tell(self, sentences: str) -> None:
        """Show sentences over the figure that are in the reader's language already."""
        self.notice.show(sentences)

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log what we did wrong, say so in one sentence, and go on."""
        if isinstance(error, UserError):
            self.complain(error)
            return
        if told_to_end():
            self.root.quit()
            return
        log.error("internal error", exc_info=(kind, error, trace))
        self.errors.append(error)
        if sys.stderr is not None and not sys.stderr.closed:
            sys.excepthook(kind, error, trace)
        self.notice.show(self.texts("shell.internal_error"))

    def ask_to_close(self) -> None:
        """Close, unless a lesson is being written that nothing keeps: then ask once."""
        kept = self.keeper is not None and self.keeper.works
        if kept or self._asked or self.commands.kept_draft() is None:
            self.close()
            return
        self._asked = True
        self.open_dialog("write_lesson")
        if self.dialog is not None:
            self.dialog.leave()

    def close(self) -> None:
        """Leave nothing scheduled and go."""
        self.is_closed = True
        if self.keeper is not None:
            self.keeper.close()
            self.keeper = None
        self.worker.close()
        self.records.close()
        self.view.close()
        self.collector.close()
        self.notice.hide()
        # Tk remembers the widget that had the focus even when its window is gone, and another
        # window of the same process (a test's, say) would follow that pointer and crash. So
        # nothing has the focus at the end.
        self.root.focus_force()
        self.root.update()
        self.root.withdraw()
        self.root.update()
        self.root.destroy()
