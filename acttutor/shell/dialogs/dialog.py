"""What all dialogs have in common: a small window beside the work, which goes on."""

import tkinter
from collections.abc import Callable, Iterator
from typing import Generic, Self, TypeVar

import ttkbootstrap as ttk

from acttutor.shell.dialogs.viewport import Viewport
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip
from acttutor.widgets.tips import Tip

K = TypeVar("K")
#: What is typed or chosen in.
FIELDS = ("TEntry", "TCombobox", "TSpinbox", "Treeview", "TRadiobutton", "TCheckbutton", "Text")

#: What the system puts above a window, in logical pixels.
TITLE_BAR = 32


class Dialog(Generic[K]):
    """A window above the main one; Escape closes it.

    ``K`` is what is kept of it while the language, the theme or the zoom change.

    Args:
        window: the main window.
        title: key of its title.
    """

    #: How low what scrolls in it may be, in logical pixels, and whether it can be narrower than it
    #: asks; otherwise all of it scrolls on a small screen.
    lowest, narrows = 48, True
    #: Whether Enter presses the button that stands out; not where much is typed.
    confirms = True

    def __init__(self, window: MainWindow, title: str) -> None:
        self.window = window
        window.dialogs.append(self)
        self.texts = window.texts
        self.px = window.appearance.px
        self.top = ttk.Toplevel(master=window.root, title=self.texts(title).rstrip("…"))
        self.top.withdraw()
        window.appearance.dress(self.top)
        self.top.transient(window.root)
        self.top.resizable(False, False)
        self._viewport = Viewport(self.top, window.appearance, self.px(20))
        self._viewport.pack(fill="both", expand=True)
        self.frame = self._viewport.inside
        heading = ttk.Label(self.frame, text=self.texts(title).rstrip("…"), style="Title.TLabel")
        heading.pack(anchor="w", pady=(0, self.px(8)))
        self.top.protocol("WM_DELETE_WINDOW", self.leave)
        self.top.bind("<Escape>", lambda _event: None if Tip.dismiss() else self.leave())
        #: The button that Enter presses.
        self._default: ttk.Button | None = None
        self.top.bind("<Return>", self._confirm)
        self.top.bind("<KP_Enter>", self._confirm)

    def present(self) -> None:
        """Show it over the middle of the main window."""
        root = self.window.root
        widest, highest = self.top.winfo_screenwidth(), self.top.winfo_screenheight()
        wide, high = self._viewport.wanted()
        fits = wide <= widest and high <= self.highest
        yields = not fits and (self.narrows or wide <= widest) and self._keep_the_end(high)
        self._viewport.limit(widest, self.highest, yields)
        self.top.update_idletasks()
        width, height = self.top.winfo_reqwidth(), self.top.winfo_reqheight()
        left = root.winfo_rootx() + max(root.winfo_width() - width, 0) // 2
        above = root.winfo_rooty() + max(root.winfo_height() - height, 0) // 3
        left, above = min(left, widest - width), min(above, highest - height)
        self.top.geometry(f"+{max(left, 0)}+{max(above, 0)}")
        self.top.deiconify()
        self.top.lift()
        # Typing begins in the first field, if there is one.
        next(_fields(self.frame), self.top).focus_force()

    @property
    def highest(self) -> int:
        """How high it may be on this screen, in device pixels."""
        return self.top.winfo_screenheight() - self.px(TITLE_BAR)

    def _keep_the_end(self, high: int) -> bool:
        """Let what scrolls be lower, and not what stands below it; whether that is enough.

        Args:
            high: the height that all would need.
        """
        parts = self.frame.pack_slaves()
        grows = [part for part in parts if int(part.pack_info()["expand"])]
        left = sum(part.winfo_reqheight() for part in grows) + self.highest - high
        if not grows or left < self.px(self.lowest):
            return False
        for part in reversed(parts[parts.index(grows[0]) + 1 :]):
            part.pack_configure(side="bottom", before=grows[0])
        return True

    def note(self, key: str) -> ttk.Label:
        """Add a quiet paragraph."""
        label = ttk.Label(
            self.frame, text=self.texts(key), style="Muted.TLabel", wraplength=self.px(440)
        )
        label.pack(anchor="w", pady=(0, self.px(8)))
        return label

    def button(
        self, master: tkinter.Misc, name: str, command: Callable[[], object], style: str = "outline"
    ) -> ttk.Button:
        """Add a button with label and tooltip."""
        button = ttk.Button(
            master, text=self.texts(f"menu.{name}.label"), command=command, bootstyle=style
        )
        attach_tip(button, self.texts(f"menu.{name}.tip"), self.window.appearance)
        if style == "primary" and self.confirms:
            self._default = button
        return button

    def _confirm(self, event: "tkinter.Event[tkinter.Misc]") -> None:
        """Press the button with the focus, or else the one that stands out."""
        kind = event.widget.winfo_class()
        if isinstance(event.widget, ttk.Button):
            event.widget.invoke()
        # Some use Enter themselves.
        elif kind in ("Text", "Treeview") or self._default is None:
            return
        elif event.widget is self.top or not event.widget.bind("<Return>"):
            self._default.invoke()

    def complain(self, sentence: str) -> None:
        """Say what went wrong, in the dialog itself."""
        if not hasattr(self, "_trouble"):
            self._trouble = ttk.Label(
                self.frame, style="Notice.TLabel", wraplength=self.px(440), padding=self.px(8)
            )
        self._trouble.configure(text=sentence)
        if sentence:
            self._trouble.pack(fill="x", pady=(self.px(8), 0))
        else:
            self._trouble.pack_forget()

    # -- another language, theme or zoom -------------------------------------------------------

    def settle(self) -> None:
        """Take over what is typed at this moment."""

    def kept(self) -> K:
        """Return what was typed or chosen here, as ids and the user's own words: texts of the
        program are about to change."""
        raise NotImplementedError

    def again(self) -> Self:
        """Return another dialog like this one."""
        return type(self)(self.window)  # type: ignore[call-arg]

    def take_up(self, kept: K) -> None:
        """Go on with what `kept` returned of the dialog before."""

    @property
    def place(self) -> str:
        """Where it is on the screen, as Tk writes it."""
        return f"+{self.top.winfo_x()}+{self.top.winfo_y()}"

    # -- the end -------------------------------------------------------------------------------

    def leave(self) -> None:
        """Do what Escape does."""
        self.close()

    def close(self) -> None:
        """Take it away; what was typed stays where there is a place for it."""
        self.vanish()

    def vanish(self) -> None:
        """Take it away, and what was typed with it."""
        if self in self.window.dialogs:
            self.window.dialogs.remove(self)
        if self.window.dialog is self:
            # It would keep all that it was made of.
            self.window.dialog = None
        if self.top.winfo_exists():
            # Tk 8.6 keeps a pointer to a widget that had the focus when it was destroyed.
            self.window.host.widget.focus_force()
            self.top.destroy()


def _fields(part: tkinter.Misc) -> Iterator[tkinter.Misc]:
    """Yield what can be typed or chosen in, from top to bottom; nothing is on the screen yet."""
    for child in part.winfo_children():
        if child.winfo_class() in FIELDS and str(child.cget("takefocus")) != "0":
            yield child
        yield from _fields(child)
