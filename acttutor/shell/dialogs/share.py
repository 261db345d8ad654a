"""Hand an experiment on as a line of text or a QR code, and open one that was handed on."""

import io
import tkinter

import segno
import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.dialogs.surroundings import Surroundings
from acttutor.widgets import clipboard
from acttutor.widgets.context import attach_tip

#: Side of the QR code in logical pixels, at most and at least.
SIDE, LEAST = 320, 120


class ShareDialog(Dialog[str]):
    """The code of the experiment on the screen, and a place to paste another.

    Args:
        window: the main window.
    """

    window: Surroundings

    def __init__(self, window: Surroundings) -> None:
        super().__init__(window, "menu.share.title")
        self.note("menu.share.note")
        try:
            self.code = window.commands.code()
        except UserError as error:
            self.code = ""
            self.complain(self.texts.error(error))
        if self.code:
            self._show_code()
        self._build_paste()
        if self.code:
            self._show_picture()
        self.present()

    def kept(self) -> str:
        return self.pasted.get()

    def take_up(self, kept: str) -> None:
        self.pasted.insert(0, kept)

    def _show_code(self) -> None:
        px = self.px
        self._place = ttk.Label(self.frame, padding=px(8))
        self._place.pack(pady=(0, px(8)))
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=(0, px(12)))
        self.text = ttk.Entry(row, font="TkDefaultFont")
        self.text.insert(0, self.code)
        self.text.configure(state="readonly")
        self.text.pack(side="left", fill="x", expand=True)
        attach_tip(self.text, self.texts("menu.share.code_tip"), self.window.appearance)
        self.copy = self.button(row, "copy_code", self._copy)
        self.copy.pack(side="left", padx=(px(8), 0))

    def _show_picture(self) -> None:
        """Show the QR code, as large as the rest leaves room for on the screen.

        It has whole pixels for each module, and is black on white in any theme.
        """
        code = segno.make_qr(self.code, error="m")
        modules = code.symbol_size(border=3)[0]
        self.top.update_idletasks()
        room = self.highest - self.frame.winfo_reqheight()
        side = max(min(self.px(SIDE), room), self.px(LEAST))
        file = io.BytesIO()
        code.save(file, kind="png", scale=max(side // modules, 1), border=3)
        self.picture = tkinter.PhotoImage(master=self.top, data=file.getvalue())
        self._place.configure(image=self.picture)

    def _copy(self) -> None:
        clipboard.copy_text(self.window.root, self.code)
        self.copy.configure(text=self.texts("menu.copied"))

    def _build_paste(self) -> None:
        px = self.px
        ttk.Label(self.frame, text=self.texts("menu.share.paste"), style="Section.TLabel").pack(
            anchor="w", pady=(px(4), px(4))
        )
        row = ttk.Frame(self.frame)
        row.pack(fill="x")
        self.pasted = ttk.Entry(row, font="TkDefaultFont", width=44)
        self.pasted.pack(side="left", fill="x", expand=True)
        self.pasted.bind("<Return>", lambda _event: self._open())
        attach_tip(self.pasted, self.texts("menu.share.paste_tip"), self.window.appearance)
        self.button(row, "open_code", self._open, "primary").pack(side="left", padx=(px(8), 0))

    def _open(self) -> None:
        try:
            self.window.commands.open_code(self.pasted.get())
        except UserError as error:
            self.complain(self.texts.error(error))
            return
        self.close()
