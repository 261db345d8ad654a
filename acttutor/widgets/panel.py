"""The panel of a lab: sections of controls beside the figure."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.state.fields import Settings, spec_of
from acttutor.base.state.limits import Limits
from acttutor.base.state.run import AnyRun, Run
from acttutor.plots.lab_figure import AnyFigure
from acttutor.plots.text.wrapping import wrap
from acttutor.tables.taking import Taken
from acttutor.widgets.appearance import FONTS
from acttutor.widgets.column import Column
from acttutor.widgets.context import LabContext
from acttutor.widgets.controls import Control, control_class
from acttutor.widgets.figure.figure_host import FigureHost
from acttutor.widgets.figure.player import Player
from acttutor.widgets.group import make_group
from acttutor.widgets.section import Folds, Section, inset, label_width, show_in_grid
from acttutor.widgets.tips import TermTip
from acttutor.widgets.worker import Worker

S = TypeVar("S", bound=Settings)
F = TypeVar("F", bound=AnyFigure)
# Covariant, so that a panel of a run of some settings is known to show those settings.
R_co = TypeVar("R_co", bound=AnyRun, covariant=True)

#: What a button does, and together with the name of its texts.
Command: TypeAlias = Callable[[], object]
Named: TypeAlias = tuple[str, Command]
#: Width of the panel in logical pixels; below 100 % type and borders shrink less than the rest.
WIDTH, ZOOMED_OUT = 304, 340
#: Width of its paragraphs.
NOTE_WIDTH = WIDTH - 40


class TableOpener(Protocol):
    """What opens tables for a lab that learns from them."""

    def open(self, path: Path) -> None:
        """Learn from the table in a file."""

    def choose_columns(self, name: str, columns: Sequence[str], label_as: str) -> bool:
        """Ask again which columns of the table of this name are meant, if it is at hand."""


class LessonWay(Protocol):
    """The way into the lessons."""

    def reached(self) -> dict[str, int]:
        """Return lesson, step and count of steps where the learner left off; empty at first."""

    def begin(self) -> None:
        """Go on there, or begin with the first lesson."""

    def open_path(self, path: Path) -> None:
        """Open the lesson in a file."""

    def about(self, row: str) -> Path | None:
        """Return the file of the program's lesson about a row of the curriculum."""


class View(Protocol):
    """What shows a lab, as its panel sees it."""

    host: FigureHost
    player: Player
    worker: Worker
    on_shown: Callable[[], None]
    #: Shows a sentence by the key of its text, and the values in it.
    say: Callable[..., None]
    #: Opens tables, and asks again for their columns.
    tables: TableOpener
    lessons: LessonWay
    #: Which sections are folded.
    folds: Folds

    def repaint(self) -> None:
        """Show the present state of the run in figure and readout."""

    def complain(self, error: UserError) -> None:
        """Show a mistake of the user as a sentence."""


class Panel(Column, Generic[R_co]):
    """Controls of one lab, in sections, scrolled if they must.

    A lab's ``build(panel: Panel[Run])`` describes them from top to bottom with `section`,
    `control`, `buttons` and `note`; anything else it puts into `frame` itself and keeps up to date
    with `follow`. What its figure asks for, it answers with `answer`.

    Args:
        master: the window.
        context: settings, texts and looks of the lab.
        run: the run of the lab.
        view: what shows the lab.
    """

    def __init__(self, master: Any, context: LabContext[Any], run: R_co, view: View) -> None:
        px = context.px
        padding = (px(16) - inset(px), px(4), px(8), px(16))
        width = px(WIDTH if context.appearance.zoom >= 100 else ZOOMED_OUT)
        super().__init__(master, context.appearance, padding, width)
        self._context = context
        self.run = run
        self.view = view
        self.controls: dict[str, Control] = {}
        #: Controls that the eye is led to.
        self._marked: list[Control] = []
        self._followers: list[Callable[[Any], None]] = []
        #: What a teacher took away from it or locked, once that was done.
        self.limits: Limits | None = None
        #: Whether what has changed was changed elsewhere, see `take_up`.
        self.takes_up = False
        #: Called after every frame; for what the panel shows of the run itself.
        self.on_frame: Callable[[], object] = lambda: None
        #: The buttons that `buttons` and `control` have made, by their names.
        self.named_buttons: dict[str, ttk.Button] = {}
        #: What the lab has put there of its own, by names; for whoever drives the window.
        self.parts: dict[str, object] = {}
        #: Learns from a table that was opened, in a lab that can.
        self.take_table: Callable[[Taken], None] | None = None
        self._answers: list[Callable[[AnyFigure], None]] = []
        self._row = 0
        #: What the panel consists of, and what was on it when last looked.
        self.sections: list[Section] = []
        self._seen: list[tuple[bool, str]] = []
        self.scrolled.columnconfigure(0, weight=1)
        #: Where the next widgets go; what comes before all sections stands at the head.
        self.frame: Any = ttk.Frame(self.scrolled)
        self.frame.columnconfigure(1, weight=1)
        self.frame.grid(row=self._next(), column=0, sticky="ew", padx=(inset(px), 0))
        self._head = self.frame

    @property
    def context(self: "Panel[Run[S]]") -> LabContext[S]:
        """Settings, texts and looks of the lab."""
        return self._context

    @property
    def held(self) -> bool:
        """Whether a slider is being dragged."""
        return any(control.held for control in self.controls.values())

    # -- describing the panel ------------------------------------------------------------------

    def section(self, key: str, begins_folded: Callable[[], bool] = lambda: False) -> None:
        """Begin a section with a heading.

        Args:
            key: its name in the texts.
            begins_folded: tells whether it is folded as long as nobody has folded or opened it;
                call `tidy` when it may tell something else.
        """
        place, folds = self._next(), self.view.folds
        section = Section(self, self.context, key, folds, place, begins_folded)
        self._next()
        self.sections.append(section)
        self.frame = section.body

    def control(
        self: "Panel[Run[S]]",
        name: str,
        segments: bool = False,
        shown: Callable[[S], bool] | None = None,
        beside: Named | None = None,
        kind: type[Control] | None = None,
    ) -> Control:
        """Add the control of a setting.

        Args:
            name: the setting.
            segments: lay out a choice side by side.
            shown: ``shown(settings)`` tells when the control is there.
            beside: name and command of a button put where a number without slider has room.
            kind: a control of the lab's own instead of the one for this kind of setting.
        """
        kind = kind or control_class(spec_of(self.context.settings, name), segments)
        control = kind(self.frame, self._next(), self.context, name)
        self.controls[name] = control
        control.on_let_go = lambda: self.view.on_shown()
        self.follow(control.refresh)
        if beside is not None:
            button = self._button(self.frame, *beside)
            control.widgets.append(button)
            button.grid(
                row=self._row,
                column=1,
                sticky="ew",
                padx=self.context.px(8),
                pady=self.context.px(2),
            )
        if shown is not None:
            self.follow(lambda settings: control.show(shown(settings)))
        return control

    def _button(self, master: Any, name: str, command: Command) -> ttk.Button:
        button = ttk.Button(
            master,
            text=self._context.label(name),
            # Tk would take what a command returns for a text.
            command=lambda: command(),
            bootstyle="outline",
        )
        self._context.tip(button, name)
        self.named_buttons[name] = button
        return button

    def buttons(
        self: "Panel[Run[S]]",
        *named: Named,
        columns: int = 2,
        shown: Callable[[S], bool] | None = None,
    ) -> dict[str, ttk.Button]:
        """Add buttons, each with the name of its texts and its command; one stop for Tab.

        Args:
            named: names and commands.
            columns: how many stand side by side.
            shown: ``shown(settings)`` tells when they are there.

        Returns:
            The buttons by their names.
        """
        px = self.context.px
        frame = ttk.Frame(self.frame)
        frame.grid(row=self._next(), column=0, columnspan=3, sticky="ew", pady=px(3))
        made = {}
        for index, (name, command) in enumerate(named):
            button = self._button(frame, name, command)
            row, column = divmod(index, columns)
            # The gap is between buttons only: their outer edges line up with the other controls.
            gap = (px(3) if column else 0, px(3) if column < columns - 1 else 0)
            button.grid(row=row, column=column, sticky="ew", padx=gap, pady=px(2))
            frame.columnconfigure(column, weight=1, uniform="buttons")
            made[name] = button
        if len(made) > 1:
            make_group(list(made.values()), lambda: None, choosing=False)
        if shown is not None:
            self.show_if(frame, shown)
        return made

    def show_if(self: "Panel[Run[S]]", widget: Any, shown: Callable[[S], bool]) -> None:
        """Show a widget of the panel as long as ``shown(settings)`` says so."""
        self.follow(lambda settings: show_in_grid(widget, shown(settings)))

    def note(
        self: "Panel[Run[S]]",
        text: Callable[[S], str],
        shown: Callable[[S], bool] | None = None,
    ) -> ttk.Label:
        """Add a quiet paragraph; ``text(settings)`` is asked again after every change."""
        label = ttk.Label(
            self.frame,
            style="Muted.TLabel",
            wraplength=self.context.px(WIDTH - 24),
            justify="left",
        )
        label.grid(row=self._next(), column=0, columnspan=3, sticky="ew", pady=self.context.px(4))

        def refresh(settings: S) -> None:
            if shown is not None and not shown(settings):
                return
            # Tk would break Japanese anywhere, and begin lines with 、 or 。
            words = "\n".join(wrap(text(settings), NOTE_WIDTH, FONTS["TkDefaultFont"][0]))
            if label.cget("text") != words:
                label.configure(text=words)

        self.follow(refresh)
        TermTip(label, self.context.texts, self.context.appearance)
        if shown is not None:
            self.show_if(label, shown)
        return label

    def across(self, widget: Any, pady: float = 3) -> None:
        """Put a widget of the lab's own across the panel."""
        widget.grid(
            row=self._next(), column=0, columnspan=3, sticky="ew", pady=self.context.px(pady)
        )

    def follow(self: "Panel[Run[S]]", refresh: Callable[[S], None]) -> None:
        """Call ``refresh(settings)`` now and after every change of the settings."""
        self._followers.append(refresh)
        refresh(self.context.settings)

    def answer(self, kind: type[F], answer: Callable[[F], None]) -> None:
        """Let ``answer(figure)`` set the requests of each figure of a kind that is shown.

        A lab whose figure asks for something answers it so::

            panel.answer(Figure, partial(_answer, panel))

            def _answer(panel: Panel[Run], figure: Figure) -> None:
                figure.edit = partial(edit, panel)
        """

        def of_that_kind(figure: AnyFigure) -> None:
            if isinstance(figure, kind):
                answer(figure)

        self._answers.append(of_that_kind)

    # -- keeping it up to date -----------------------------------------------------------------

    def meet(self, figure: AnyFigure) -> None:
        """Answer from now on what this figure asks for."""
        for answer in self._answers:
            answer(figure)

    def take_up(self) -> None:
        """Show another run, or the same one after other labs were on the screen."""
        self.unmark()
        self.takes_up = True
        try:
            self.refresh(self.run.settings)
        finally:
            self.takes_up = False

    def refresh(self, settings: Settings) -> None:
        """Show ``settings`` in all controls."""
        for follower in self._followers:
            follower(settings)
        self.tidy()

    def offered(self) -> dict[str, list[str]]:
        """Return the names of the controls that there are now, by the words of their headings."""
        found: dict[str, list[str]] = {}
        for name, control in self.controls.items():
            if control.is_offered:
                section = self._section_of(control.label or control.widgets[0])
                found.setdefault(section.words if section else "", []).append(name)
        return found

    def _section_of(self, widget: Any) -> Section | None:
        return next((section for section in self.sections if section.holds(widget)), None)

    def tidy(self) -> None:
        """Leave no heading over nothing; call after controls were shown, hidden or folded."""
        seen = [section.seen() for section in self.sections]
        if seen == self._seen:
            return
        self._seen = seen
        for section in self.sections:
            section.arrange()
        # The controls of all sections stand below one another.
        bodies = [self._head, *(section.body for section in self.sections)]
        width = max(label_width(body) for body in bodies)
        for body in bodies:
            body.columnconfigure(0, minsize=width if body.grid_slaves() else 0)

    def finish(self) -> None:
        """Call once after the lab has described its panel; adds the way back to the defaults."""
        px = self.context.px
        self.frame = ttk.Frame(self.scrolled)
        self.frame.columnconfigure(0, weight=1)
        self.frame.grid(row=self._next(), column=0, sticky="ew", padx=(inset(px), 0))
        line = ttk.Frame(self.frame, style="Line.TFrame", height=1)
        line.grid(row=self._next(), column=0, columnspan=3, sticky="ew", pady=(px(16), px(4)))
        self.buttons(("defaults", self._restore_defaults), columns=1)
        self.frame = self.scrolled
        self.follow_focus()
        self.tidy()

    def _restore_defaults(self) -> None:
        context = self._context
        kept = {name: context.value(name) for name in context.locked}
        context.store.replace(context.lab, type(context.settings)(**kept))

    def _next(self) -> int:
        self._row += 1
        return self._row

    def mark(self, name: str) -> None:
        """Lead the eye to the control of a setting, if there is one."""
        control = self.controls.get(name)
        if control is not None:
            control.mark()
            self._marked.append(control)
            self._unfold(control.widgets[0])

    def unmark(self) -> None:
        """Lead the eye nowhere."""
        for control in self._marked:
            control.mark(False)
        self._marked.clear()

    def reveal(self, name: str) -> None:
        """Scroll the control of a setting into view."""
        control = self.controls.get(name)
        if control is not None and control.widgets and control.widgets[0].winfo_manager():
            self.update_idletasks()
            self.scroll_to(control.widgets[0])

    def scroll_to(self, widget: Any) -> None:
        self._unfold(widget)
        super().scroll_to(widget)

    def _unfold(self, widget: Any) -> None:
        section = self._section_of(widget)
        if section is not None and section.is_folded:
            section.fold(False)
            self.update_idletasks()


#: The panel of whatever lab, for what treats all labs alike.
AnyPanel: TypeAlias = Panel[Any]
