"""Which columns of a table are meant: its first rows, and a choice for x, y and what to predict."""

import tkinter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.main_window import MainWindow
from acttutor.tables.encoding import OFFERED
from acttutor.tables.guessing import are_classes, guess
from acttutor.tables.reading import Source
from acttutor.tables.sheet import Options, Sheet, shortened
from acttutor.tables.taking import CLASSES, NUMBERS, Choice, Taken, take
from acttutor.tables.words import remarks, summary_of
from acttutor.widgets.context import attach_tip
from acttutor.widgets.group import make_group

#: Rows and columns that are shown of a table; more columns are chosen without being seen.
ROWS, COLUMNS = 8, 40
#: Width of the dialog and of a column in logical pixels.
WIDTH, COLUMN = 640, 104
PLACES = ("x", "y", "label")
#: Takes a table with its columns.
Use: TypeAlias = Callable[[Source, Sheet, Choice, Taken], None]
#: The columns that are chosen, and how the label is meant.
Picked: TypeAlias = tuple[list[int | None], str]


class ColumnsDialog(Dialog[Picked]):
    """The first rows of a table, and which of its columns are meant.

    Args:
        window: the main window.
        source: what the table is read from, in another way if it has to be.
        sheet: the table as it was read.
        choice: the columns that are probably meant; ``None`` if nobody can tell.
        use: told of the columns that were chosen.
    """

    def __init__(
        self,
        window: MainWindow,
        source: Source,
        sheet: Sheet,
        choice: Choice | None,
        use: Use,
    ) -> None:
        super().__init__(window, "tables.dialog.title")
        self._source, self._on_use = source, use
        self.sheet = sheet
        self.taken: Taken | None = None
        self._columns: dict[str, list[int]] = {}
        heading = ttk.Label(self.frame, text=shortened(source.name), style="Section.TLabel")
        heading.pack(anchor="w", pady=(0, self.px(8)))
        self._build_rows()
        self._build_choices()
        self._build_reading()
        self.said = ttk.Label(
            self.frame, style="Muted.TLabel", wraplength=self.px(WIDTH), justify="left"
        )
        self.said.pack(anchor="w", fill="x", pady=(self.px(8), 0))
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=(self.px(12), 0))
        self.use = self.button(row, "use_columns", self._use, "primary")
        self.use.pack(side="right")
        self.button(row, "cancel", self.close).pack(side="right", padx=self.px(8))
        self._show(choice)
        self.present()

    def kept(self) -> Picked:
        return [self._picked(place) for place in PLACES], self._label_as.get()

    def again(self) -> "ColumnsDialog":
        return ColumnsDialog(self.window, self._source, self.sheet, None, self._on_use)

    def take_up(self, kept: Picked) -> None:
        picked, label_as = kept
        for place, column in zip(PLACES, picked, strict=True):
            if column is None:
                self.boxes[place].set("")
            else:
                self.boxes[place].current(self._columns[place].index(column))
        self._label_as.set(label_as)
        self._follow()

    # -- the parts -----------------------------------------------------------------------------

    def _build_rows(self) -> None:
        px = self.px
        frame = ttk.Frame(self.frame, width=px(WIDTH), height=px(224))
        frame.pack(fill="both", expand=True)
        frame.pack_propagate(False)
        self.rows = ttk.Treeview(frame, show="headings", selectmode="none", height=ROWS)
        across = ttk.Scrollbar(frame, orient="horizontal", command=self.rows.xview)
        self.rows.configure(xscrollcommand=across.set)
        across.pack(side="bottom", fill="x")
        self.rows.pack(fill="both", expand=True)
        attach_tip(self.rows, self.texts("tables.dialog.rows_tip"), self.window.appearance)

    def _build_choices(self) -> None:
        px = self.px
        frame = ttk.Frame(self.frame)
        frame.pack(fill="x", pady=(px(8), 0))
        self.boxes: dict[str, ttk.Combobox] = {}
        for column, place in enumerate(PLACES):
            frame.columnconfigure(column, weight=1, uniform="places")
            label = ttk.Label(frame, text=self.texts(f"tables.dialog.{place}"))
            label.grid(row=0, column=column, sticky="w", padx=(px(8) if column else 0, 0))
            box = ttk.Combobox(frame, state="readonly", width=18)
            box.grid(row=1, column=column, sticky="ew", padx=(px(8) if column else 0, 0))
            box.bind("<<ComboboxSelected>>", partial(self._chosen, place))
            attach_tip(box, self.texts(f"tables.dialog.{place}_tip"), self.window.appearance)
            self.boxes[place] = box
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=(px(8), 0))
        ttk.Label(row, text=self.texts("tables.dialog.as")).pack(side="left", padx=(0, px(8)))
        self._label_as = tkinter.StringVar(self.top, CLASSES)
        self.meanings = self._segments(row, self._label_as, (CLASSES, NUMBERS), self._follow)

    def _segments(
        self,
        master: tkinter.Misc,
        variable: tkinter.Variable,
        options: Sequence[str],
        command: Callable[[], object],
    ) -> dict[str, ttk.Radiobutton]:
        made = {}
        for option in options:
            button = ttk.Radiobutton(
                master,
                text=self.texts(f"tables.dialog.{option}"),
                value=option,
                variable=variable,
                command=command,
                bootstyle="primary outline toolbutton",
            )
            button.pack(side="left")
            tip = self.texts(f"tables.dialog.{option}_tip")
            attach_tip(button, tip, self.window.appearance)
            made[option] = button
        make_group(list(made.values()), lambda: made.get(variable.get()))
        return made

    def _build_reading(self) -> None:
        """Offer other ways to read the file, those that make a difference to this one."""
        px, texts = self.px, self.texts
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=(px(8), 0))
        self._header = tkinter.BooleanVar(self.top, any(c.is_named for c in self.sheet.columns))
        self.header = ttk.Checkbutton(
            row, text=texts("tables.dialog.header"), variable=self._header, command=self._read
        )
        self.header.pack(side="left")
        attach_tip(self.header, texts("tables.dialog.header_tip"), self.window.appearance)
        about = {question.about for question in self.sheet.questions}
        options = self.sheet.options
        self._decimal = tkinter.StringVar(self.top, options.decimal or "")
        self.decimals: dict[str, ttk.Radiobutton] = {}
        if "decimal" in about or options.decimal:
            ttk.Label(row, text=texts("tables.dialog.decimal")).pack(side="left", padx=px(8))
            self.decimals = self._segments(row, self._decimal, ("point", "comma"), self._read)
        self.encoding = self._box(
            row, "encoding", OFFERED, self.sheet.encoding or "",
            shown="encoding" in about or bool(options.encoding),
        )  # fmt: skip
        self.sheets = self._box(row, "sheet", self.sheet.sheets, options.sheet or "")

    def _box(
        self,
        master: tkinter.Misc,
        name: str,
        options: Sequence[str],
        present: str,
        shown: bool = True,
    ) -> ttk.Combobox | None:
        if len(options) < 2 or not present:
            return None
        frame = ttk.Frame(master)
        if shown:
            frame.pack(side="left", padx=(self.px(16), 0))
        label = ttk.Label(frame, text=self.texts(f"tables.dialog.{name}"))
        label.pack(side="left", padx=(0, self.px(8)))
        values = [*dict.fromkeys([*options, present])]
        box = ttk.Combobox(frame, values=values, state="readonly", width=14)
        box.set(present)
        box.pack(side="left")
        box.bind("<<ComboboxSelected>>", lambda _event: self._read())
        attach_tip(box, self.texts(f"tables.dialog.{name}_tip"), self.window.appearance)
        return box

    # -- showing -------------------------------------------------------------------------------

    def _show(self, choice: Choice | None) -> None:
        """Show the sheet, with these columns chosen."""
        columns = self.sheet.columns[:COLUMNS]
        names = [f"c{number}" for number in range(len(columns))]
        self.rows.configure(columns=names)
        for name, column in zip(names, columns, strict=True):
            is_number = column.kind == "number"
            self.rows.heading(name, text=shortened(column.name), anchor="e" if is_number else "w")
            self.rows.column(
                name, width=self.px(COLUMN), stretch=True, anchor="e" if is_number else "w"
            )
        self.rows.delete(*self.rows.get_children())
        for index in range(min(ROWS, len(self.sheet.lines))):
            cells = [shortened(column.cell(index)) for column in columns]
            self.rows.insert("", "end", values=cells)
        every = [i for i, column in enumerate(self.sheet.columns) if column.kind != "empty"]
        numbers = [i for i in every if self.sheet.columns[i].kind == "number"]
        self._columns = {"x": numbers, "y": numbers, "label": every}
        for place, box in self.boxes.items():
            box.configure(values=[self.sheet.columns[i].name for i in self._columns[place]])
            box.set("")
        self._preset(choice, numbers, every)
        self._follow()

    def _preset(self, choice: Choice | None, numbers: list[int], every: list[int]) -> None:
        if choice is not None:
            for place, column in zip(PLACES, choice.columns, strict=True):
                self.boxes[place].current(self._columns[place].index(column))
            self._label_as.set(choice.label_as)
            return
        useful = [i for i in numbers if self.sheet.columns[i].is_index == "no"]
        if useful:
            self.boxes["x"].current(numbers.index(useful[0]))
        if every and every[-1] not in useful[:1]:
            self.boxes["label"].current(len(every) - 1)
            self._mean(every[-1])

    def _picked(self, place: str) -> int | None:
        index = self.boxes[place].current()
        return self._columns[place][index] if index >= 0 else None

    def _chosen(self, place: str, _event: object = None) -> None:
        if place == "label":
            label = self._picked("label")
            if label is not None:
                self._mean(label)
        self._follow()

    def _mean(self, label: int) -> None:
        """Choose how a label is probably meant."""
        self._label_as.set(CLASSES if are_classes(self.sheet.columns[label]) else NUMBERS)

    def _follow(self) -> None:
        """Say what would be taken, or what is missing."""
        self.taken = None
        picked = [self._picked(place) for place in PLACES]
        label = picked[2]
        can_be_numbers = label is not None and self.sheet.columns[label].kind == "number"
        self.meanings[NUMBERS].state(["!disabled" if can_be_numbers else "disabled"])
        try:
            choice = self._choice(picked)
            self.taken = take(self.sheet, choice)
            said = [summary_of(self.taken, self.texts)]
            said += remarks(self.sheet, choice, self.taken, self.texts)
            self.said.configure(text="\n".join(said), style="Muted.TLabel")
        except UserError as error:
            self.said.configure(text=self.texts.error(error), style="Notice.TLabel")
        self.use.state(["!disabled" if self.taken is not None else "disabled"])

    def _choice(self, picked: Sequence[int | None]) -> Choice:
        x, y, label = picked
        if x is None or y is None or label is None or len({x, y, label}) < 3:
            raise UserError("tables.three_columns", file=self.sheet.name)
        return Choice(x, y, label, self._label_as.get())

    # -- doing ---------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read the file in another way; if that does not work, say so and keep what there is."""
        is_named = any(column.is_named for column in self.sheet.columns)
        header = self.sheet.options.header
        if self._header.get() != is_named:
            header = self._header.get()
        encoding = self.encoding.get() if self.encoding is not None else None
        options = Options(
            encoding if encoding != self.sheet.encoding else self.sheet.options.encoding,
            self._decimal.get() or None,
            header,
            self.sheets.get() if self.sheets is not None else self.sheet.options.sheet,
        )
        try:
            self.sheet = self._source.read(options)
        except UserError as error:
            self.said.configure(text=self.texts.error(error), style="Notice.TLabel")
            self.use.state(["disabled"])
            return
        try:
            choice: Choice | None = guess(self.sheet)
        except UserError:
            choice = None
        self._show(choice)

    def _use(self) -> None:
        if self.taken is None:
            return
        choice = self._choice([self._picked(place) for place in PLACES])
        taken = self.taken
        self.close()
        self._on_use(self._source, self.sheet, choice, taken)
