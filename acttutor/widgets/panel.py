"""The panel of a lab: sections of controls beside the figure."""

import re
from collections.abc import Callable
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.fields import spec_of
from acttutor.plots.wrapping import wrap
from acttutor.widgets.appearance import FONTS
from acttutor.widgets.context import LabContext
from acttutor.widgets.controls import Control, control_class
from acttutor.widgets.tips import TermTip

#: Bind tag of the widgets that are scrolled into view when Tab reaches them.
REVEALING = "Act.Panel"
#: Width of the panel in logical pixels.
WIDTH = 304
#: Width of its paragraphs.
NOTE_WIDTH = WIDTH - 40


class Panel(ttk.Frame):
    """Controls of one lab, in sections, scrolled if they must.

    A lab's ``build(panel)`` describes them from top to bottom with `section`, `control`,
    `buttons` and `note`; anything else it puts into `frame` itself and keeps up to date with
    `follow`.

    Args:
        master: the window.
        context: settings, texts and looks of the lab.
        run: the run of the lab.
        view: what shows the lab: ``repaint()``, ``complain(error)``, ``player``.
    """

    def __init__(self, master: Any, context: LabContext, run: Any, view: Any) -> None:
        super().__init__(master)
        px = context.px
        self.context = context
        self.run = run
        self.view = view
        self.controls: dict[str, Control] = {}
        self._followers: list[Callable[[Any], None]] = []
        #: Called after every frame; for what the panel shows of the run itself.
        self.on_frame: Callable[[], None] = lambda: None
        #: What the figure and the buttons may ask for, by name.
        self.requests: dict[str, Callable[..., None]] = {"defaults": self._restore_defaults}
        self._row = 0
        padding: Any = (px(16), px(4), px(8), px(16))
        self.scrolled = ttk.ScrolledFrame(self, padding=padding, width=px(WIDTH), height=px(200))
        self.scrolled.pack(fill="both", expand=True)
        self.frame = self.scrolled
        self.frame.columnconfigure(1, weight=1)
        # Nothing to scroll, no scrollbar; its lane stays, so that nothing jumps.
        self.scrolled.bind("<Configure>", self._on_size, add="+")
        self.scrolled.container.bind("<Configure>", self._on_size, add="+")
        self.bind_class(REVEALING, "<FocusIn>", self._reveal)

    @property
    def held(self) -> bool:
        """Whether a slider is being dragged."""
        return any(control.held for control in self.controls.values())

    # -- describing the panel ------------------------------------------------------------------

    def section(self, key: str) -> None:
        """Begin a section with a heading."""
        px = self.context.px
        label = ttk.Label(
            self.frame, text=self.context.text(f"sections.{key}"), style="Section.TLabel"
        )
        label.grid(row=self._next(), column=0, columnspan=3, sticky="w", pady=(px(12), px(2)))

    def control(
        self,
        name: str,
        segments: bool = False,
        shown: Callable[[Any], bool] | None = None,
        beside: str = "",
        kind: type[Control] | None = None,
    ) -> Control:
        """Add the control of a setting.

        Args:
            name: the setting.
            segments: lay out a choice side by side.
            shown: ``shown(settings)`` tells when the control is there.
            beside: name of a button put where a number without slider has room.
            kind: a control of the lab's own instead of the one for this kind of setting.
        """
        kind = kind or control_class(spec_of(self.context.settings, name), segments)
        control = kind(self.frame, self._next(), self.context, name)
        self.controls[name] = control
        control.on_let_go = lambda: self.view.on_shown()
        self.follow(control.refresh)
        if beside:
            button = self._button(self.frame, beside)
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

    def _button(self, master: Any, name: str) -> ttk.Button:
        button = ttk.Button(
            master,
            text=self.context.label(name),
            command=lambda: self.requests[name](),
            bootstyle="outline",
        )
        self.context.tip(button, name)
        return button

    def buttons(self, *names: str, columns: int = 2) -> dict[str, ttk.Button]:
        """Add buttons; each calls ``requests[name]``. Returns them by name."""
        px = self.context.px
        frame = ttk.Frame(self.frame)
        frame.grid(row=self._next(), column=0, columnspan=3, sticky="ew", pady=px(3))
        made = {}
        for index, name in enumerate(names):
            button = self._button(frame, name)
            row, column = divmod(index, columns)
            # The gap is between buttons only: their outer edges line up with the other controls.
            gap = (px(3) if column else 0, px(3) if column < columns - 1 else 0)
            button.grid(row=row, column=column, sticky="ew", padx=gap, pady=px(2))
            frame.columnconfigure(column, weight=1, uniform="buttons")
            made[name] = button
        return made

    def note(self, text: Callable[[Any], str]) -> ttk.Label:
        """Add a quiet paragraph; ``text(settings)`` is asked again after every change."""
        label = ttk.Label(
            self.frame,
            style="Muted.TLabel",
            wraplength=self.context.px(WIDTH - 24),
            justify="left",
        )
        label.grid(row=self._next(), column=0, columnspan=3, sticky="ew", pady=self.context.px(4))

        def refresh(settings: Any) -> None:
            # Tk would break Japanese anywhere, and begin lines with 、 or 。
            words = "\n".join(wrap(text(settings), NOTE_WIDTH, FONTS["TkDefaultFont"][0]))
            if label.cget("text") != words:
                label.configure(text=words)

        self.follow(refresh)
        TermTip(label, self.context.texts, self.context.appearance)
        return label

    def across(self, widget: Any, pady: float = 3) -> None:
        """Put a widget of the lab's own across the panel."""
        widget.grid(
            row=self._next(), column=0, columnspan=3, sticky="ew", pady=self.context.px(pady)
        )

    def follow(self, refresh: Callable[[Any], None]) -> None:
        """Call ``refresh(settings)`` now and after every change of the settings."""
        self._followers.append(refresh)
        refresh(self.context.settings)

    # -- keeping it up to date -----------------------------------------------------------------

    def refresh(self, settings: Any) -> None:
        """Show ``settings`` in all controls."""
        for follower in self._followers:
            follower(settings)

    def finish(self) -> None:
        """Call once after the lab has described its panel; adds the way back to the defaults."""
        px = self.context.px
        line = ttk.Frame(self.frame, style="Line.TFrame", height=1)
        line.grid(row=self._next(), column=0, columnspan=3, sticky="ew", pady=(px(16), px(4)))
        self.buttons("defaults", columns=1)
        for widget in _descendants(self.frame):
            widget.bindtags((*widget.bindtags(), REVEALING))

    def _restore_defaults(self) -> None:
        context = self.context
        kept = {name: context.value(name) for name in context.locked}
        context.store.replace(context.lab, type(context.settings)(**kept))

    def _next(self) -> int:
        self._row += 1
        return self._row

    def _on_size(self, _event: Any) -> None:
        if self.scrolled.winfo_reqheight() > self.scrolled.container.winfo_height():
            self.scrolled.show_scrollbars()
        else:
            self.scrolled.hide_scrollbars()
            self.scrolled.yview_moveto(0)

    def _reveal(self, event: Any) -> None:
        """Scroll a control into view when Tab reaches it."""
        widget = event.widget
        if not str(widget).startswith(str(self.scrolled)):
            return
        self._scroll_to(widget)

    def reveal(self, name: str) -> None:
        """Scroll the control of a setting into view."""
        control = self.controls.get(name)
        if control is not None and control.widgets and control.widgets[0].winfo_manager():
            self.update_idletasks()
            self._scroll_to(control.widgets[0])

    def _scroll_to(self, widget: Any) -> None:
        top = widget.winfo_rooty() - self.scrolled.winfo_rooty()
        bottom = top + widget.winfo_height()
        height = max(self.scrolled.winfo_height(), 1)
        first, last = self.scrolled.yview() or (0.0, 1.0)
        margin = self.context.px(24)
        if top < first * height:
            self.scrolled.yview_moveto((top - margin) / height)
        elif bottom > last * height:
            self.scrolled.yview_moveto(first + (bottom + margin - last * height) / height)

    def destroy(self) -> None:
        """Take the panel away, together with what tkinter would keep of it."""
        root = self.winfo_toplevel()
        commands = [
            command
            for tag in (REVEALING, getattr(self.scrolled, "_wheel_tag", REVEALING))
            for command in _commands_of(self, tag)
        ]
        super().destroy()
        # Bindings of a tag outlive its widgets, and tkinter does not delete the commands that they
        # call, each of which holds the whole panel.
        self.unbind_class(REVEALING, "<FocusIn>")
        for command in set(commands):
            root.deletecommand(command)


def _commands_of(widget: Any, tag: str) -> list[str]:
    """Return the Tcl commands that the bindings of a tag call."""
    scripts = [widget.tk.call("bind", tag, event) for event in widget.bind_class(tag)]
    return [name for script in scripts for name in re.findall(r"\[(\d\S*)", str(script))]


def _descendants(widget: Any) -> list[Any]:
    found = []
    for child in widget.winfo_children():
        found += [child, *_descendants(child)]
    return found
