"""Controls that a teacher took away or locked, and the way for a learner to get them back."""

from dataclasses import replace

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.state.limits import Limits, limits_from_plain
from acttutor.labs.registry import LABS
from acttutor.shell.lessons.guide import Guide
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip
from acttutor.widgets.panel import AnyPanel
from acttutor.widgets.section import inset


class Limiter:
    """Keeps the limits of each lab and puts those of the lab on the screen into its panel.

    The limits of an experiment come with its file; those of a lesson hold for one of its steps.

    Args:
        window: the main window.
        guide: the lesson that is going on.
    """

    def __init__(self, window: MainWindow, guide: Guide) -> None:
        self._window, self._guide = window, guide
        self._own: dict[str, Limits] = {}

    def of(self, lab: str) -> Limits:
        """Return the limits of the experiment in a lab."""
        return self._own.get(lab, Limits())

    def put(self, lab: str, limits: Limits) -> None:
        """Let an experiment have other limits; `decorate` shows them."""
        self._own[lab] = limits
        self._window.keep("controls", self.plain())

    @property
    def present(self) -> Limits:
        """What holds for the lab on the screen."""
        lab, guide = self._window.store.state.lab, self._guide
        limits = self.of(lab)
        if guide.lesson is not None and guide.step.lab == lab and not guide.free:
            limits |= Limits(guide.step.hide, guide.step.lock)
        return limits

    def lift(self) -> None:
        """Give all controls of the lab on the screen back."""
        lab = self._window.store.state.lab
        self._guide.free = True
        self.put(lab, Limits())
        self._window.rebuild_panel()

    # -- sessions ------------------------------------------------------------------------------

    def plain(self) -> dict[str, object]:
        """Return everything as plain data."""
        return {lab: limits.plain() for lab, limits in self._own.items() if limits}

    def read(self, data: object) -> None:
        """Go on with what `plain` returned once; whatever cannot be used is left out."""
        for lab, plain in data.items() if isinstance(data, dict) else ():
            try:
                if lab in LABS:
                    self._own[lab] = limits_from_plain(LABS[lab].settings_class, plain, lab)
            except UserError:
                continue
        if self._window.view.panel is not None:
            self._window.view.panel.limits = None  # it has to follow

    # -- the panel -----------------------------------------------------------------------------

    def suits(self, panel: AnyPanel) -> bool:
        """Whether a panel of the lab on the screen has its limits, or can be given them yet."""
        return panel.limits in (None, self.present)

    def decorate(self) -> None:
        """Put the limits into a panel that was built anew."""
        panel = self._window.view.panel
        if panel is None or panel.limits is not None:
            return
        limits = panel.limits = self.present
        panel.context.locked = frozenset(limits.lock)
        for name, control in panel.controls.items():
            if name in limits.hide:
                control.hide()
            elif name in limits.lock:
                control.lock()
        if limits:
            panel.tidy()
            self._build_note(panel)

    def _build_note(self, panel: AnyPanel) -> None:
        """Say at the top of the panel that something is missing, and offer it."""
        window = self._window
        px = window.appearance.px
        note = ttk.Frame(panel.frame, style="Notice.TFrame", padding=(px(8), px(6)))
        note.grid(row=0, column=0, columnspan=3, sticky="ew", padx=(inset(px), 0), pady=(px(8), 0))
        note.columnconfigure(0, weight=1)
        words = window.texts("menu.limited")
        label = ttk.Label(note, text=words, style="Notice.TLabel", wraplength=px(150))
        label.grid(row=0, column=0, sticky="w")
        button = ttk.Button(
            note,
            text=window.texts("menu.all_controls.short"),
            command=self.lift,
            bootstyle="outline",
        )
        button.grid(row=0, column=1, sticky="e", padx=(px(6), 0))
        attach_tip(button, window.texts("menu.all_controls.tip"), window.appearance)
        # Tab goes from top to bottom.
        note.lower()


def with_choice(limits: Limits, name: str, choice: str) -> Limits:
    """Return limits in which a control is shown (``"show"``), locked or hidden."""
    freed = Limits(
        tuple(other for other in limits.hide if other != name),
        tuple(other for other in limits.lock if other != name),
    )
    if choice == "show":
        return freed
    return replace(freed, **{choice: (*getattr(freed, choice), name)})
