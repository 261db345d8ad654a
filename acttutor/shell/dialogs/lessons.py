"""All lessons in their order, with what the learner has finished; and who is learning."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tkinter import StringVar
from typing import Literal

import ttkbootstrap as ttk

from acttutor.base.curriculum import SYLLABUS, topic_of
from acttutor.base.errors import UserError
from acttutor.base.language.texts import visible
from acttutor.base.recall import Recall, answers
from acttutor.base.storage.atomic import put
from acttutor.base.storage.csv_table import csv_bytes
from acttutor.base.task import Task, elsewhere
from acttutor.lessons.lesson import Lesson, line_in
from acttutor.lessons.own import own_lessons
from acttutor.lessons.reader import lesson_files, read_lesson
from acttutor.lessons.results import results
from acttutor.lessons.standing import standing
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.dialogs.surroundings import Surroundings
from acttutor.shell.dialogs.thumbnails import STYLE, Thumbnails
from acttutor.shell.lessons.dates import day_text
from acttutor.widgets.context import attach_tip
from acttutor.widgets.file_dialogs import ask_open, ask_save
from acttutor.widgets.worker import SCREEN

#: Width of the titles with their pictures, in logical pixels, and what they get at least.
TITLE, LEAST = 420, 320
#: Width and side of the other columns, those that say most first.
COLUMNS: "dict[str, tuple[int, Literal['w', 'e']]]" = {
    "goals": (70, "e"),
    "known": (90, "w"),
    "due": (90, "w"),
    "minutes": (70, "e"),
    "level": (70, "e"),
}


class LessonsDialog(Dialog[tuple[str, ...]]):
    """A list to choose a lesson from.

    Args:
        window: the main window.
        lessons: what to choose from; by default those that come with the program.
    """

    window: Surroundings

    def __init__(self, window: Surroundings, lessons: Sequence[Lesson] | None = None) -> None:
        super().__init__(window, "lessons.title")
        self._guide = window.guide
        self._language = window.store.state.language
        self._lessons = own_lessons() if lessons is None else lessons
        self._build_learner()
        self._build_list()
        self._build_buttons()
        self._fill()
        self.present()
        # Only now it is known what can be seen.
        self.top.update_idletasks()
        for chosen in self.list.selection():
            self.list.see(chosen)
        self.list.focus_set()

    def _build_learner(self) -> None:
        px = self.px
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=(0, px(8)))
        ttk.Label(row, text=self.texts("lessons.learner")).pack(side="left")
        progress = self._guide.progress
        self.learner = StringVar(self.top, self._written(progress.learner))
        self.box = ttk.Combobox(row, textvariable=self.learner, width=20)
        self.box.pack(side="left", padx=px(8))
        attach_tip(self.box, self.texts("lessons.learner_tip"), self.window.appearance)
        for event in ("<<ComboboxSelected>>", "<Return>", "<FocusOut>"):
            self.box.bind(event, lambda _event: self._choose_learner())

    def kept(self) -> tuple[str, ...]:
        return self.list.selection()

    def again(self) -> "LessonsDialog":
        return LessonsDialog(self.window, self._lessons)

    def take_up(self, kept: tuple[str, ...]) -> None:
        if kept:
            self.list.selection_set(*kept)
            self.list.see(kept[0])

    def _written(self, name: str) -> str:
        """Return the name of a learner as it is shown here."""
        return visible(name) or self.texts("lessons.nobody")

    def _choose_learner(self) -> None:
        name, progress = self.learner.get().strip(), self._guide.progress
        known = {self._written(other): other for other in ("", *progress.learners)}
        self._guide.choose_learner(known.get(name, name))
        self.learner.set(self._written(progress.learner))
        self._fill()

    def _build_list(self) -> None:
        px = self.px
        frame = ttk.Frame(self.frame)
        frame.pack(fill="both", expand=True)
        self._pictures = Thumbnails(frame, self.window.appearance)
        self.list = ttk.Treeview(
            frame, columns=list(COLUMNS), height=10, selectmode="browse", style=STYLE
        )
        self.list.heading("#0", text=self.texts("lessons.columns.title"), anchor="w")
        self.list.column("#0", width=px(TITLE), stretch=True)
        for name, (width, anchor) in COLUMNS.items():
            self.list.heading(name, text=self.texts(f"lessons.columns.{name}"), anchor=anchor)
            self.list.column(name, width=px(width), anchor=anchor, stretch=False)
        self.list.bind("<Configure>", lambda event: self._choose_columns(event.width))
        theme = self.window.appearance.theme
        self.list.tag_configure("topic", font="TkHeadingFont")
        for tag, color in (("weak", theme.bad), ("due", theme.warning), ("strong", theme.good)):
            self.list.tag_configure(tag, foreground=color)
        bar = ttk.Scrollbar(frame, command=self.list.yview)
        self.list.configure(yscrollcommand=bar.set)
        self.list.pack(side="left", fill="both", expand=True)
        bar.pack(side="right", fill="y")
        attach_tip(self.list, self.texts("lessons.list_tip"), self.window.appearance)
        for event in ("<Double-1>", "<Return>"):
            self.list.bind(event, lambda _event: self.begin())

    def _choose_columns(self, width: int) -> None:
        """Leave columns out, the last ones first, where the titles would have no room."""
        shown = list(COLUMNS)
        while shown and width - self.px(sum(COLUMNS[name][0] for name in shown)) < self.px(LEAST):
            shown.pop()
        if shown != list(self.list.cget("displaycolumns")):
            self.list.configure(displaycolumns=shown)
            # Tk gives the room of the columns that went to none.
            for name in shown:
                self.list.column(name, width=self.px(COLUMNS[name][0]))

    def _build_buttons(self) -> None:
        px = self.px
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=(px(12), 0))
        self.start = self.button(row, "begin_lesson", self.begin, "primary")
        self.start.pack(side="right")
        self.button(row, "cancel", self.close).pack(side="right", padx=px(8))
        self.button(row, "open_lesson", self._open_file).pack(side="left")
        self.button(row, "save_results", self._save_results).pack(side="left", padx=px(8))

    def _fill(self) -> None:
        """Show the lessons by topic, with how far the learner is in each, how well it is known and
        when it is due again; the next one is chosen."""
        progress = self._guide.progress
        self.box.configure(values=[self._written(name) for name in ("", *progress.learners)])
        self.list.delete(*self.list.get_children())
        recall = Recall(answers(self.window.records, progress.learner))
        parents = self._add_topics()
        for number, lesson in enumerate(self._lessons, start=1):
            state = standing(lesson, progress, recall, datetime.now(UTC))
            title = f"{'✓' if state.done else '　'} {number}. "
            title += line_in(lesson.title, self._language)
            values = (
                self.texts("lessons.of", number=state.met, count=state.goals),
                self.texts(f"lessons.known.{state.known}"),
                day_text(self.texts, state.due, datetime.now(UTC)) if state.due else "",
                self.texts("lessons.minutes", minutes=lesson.minutes),
                "★" * lesson.level,
            )
            parent = parents.get(_topic(lesson), "")
            self.list.insert(
                parent, "end", lesson.id, text=title, values=values, tags=(state.tag,),
                image=self._pictures.of(lesson.id),
            )  # fmt: skip
        ids = [lesson.id for lesson in self._lessons]
        if ids:
            chosen = progress.next_of(ids) or ids[0]
            self.list.selection_set(chosen)
            self.list.see(chosen)

    def _add_topics(self) -> dict[str, str]:
        """Add a line for each topic of the syllabus that all these lessons have; returns the ids
        of the lines."""
        topics = {_topic(lesson) for lesson in self._lessons}
        if "" in topics:
            return {}
        lines = {topic: f" {topic}" for topic in SYLLABUS if topic in topics}
        for topic, line in lines.items():
            name = self.texts(f"quiz.syllabus.{topic}")
            self.list.insert("", "end", line, text=name, open=True, tags=("topic",))
        return lines

    def begin(self) -> None:
        """Begin the chosen lesson."""
        chosen = self.list.selection()
        lesson = next((one for one in self._lessons if one.id in chosen), None)
        if lesson is not None:
            self.close()
            self._guide.open(lesson)

    def _open_file(self) -> None:
        name = ask_open(
            parent=self.top, title=self.texts("lessons.title"), filetypes=[("TOML", "*.toml")]
        )
        if name:
            self.open_path(Path(name))

    def _save_results(self) -> None:
        name = ask_save(
            parent=self.top,
            title=self.texts("menu.save_results.label"),
            defaultextension=".csv",
            initialfile="results.csv",
            filetypes=[("CSV", "*.csv")],
        )
        if name:
            self.save_results(Path(name))

    def save_results(self, path: Path) -> None:
        """Write what all learners did on this machine, for their teacher."""
        rows = self.window.records.everything()
        try:
            put(path, csv_bytes(results(rows, own_lessons(), self.texts)))
        except UserError as error:
            self._refuse(error)
        else:
            self.window.say("lessons.results.saved", file=path.name)

    def open_path(self, path: Path) -> None:
        """Open a lesson file, or offer all lessons of a folder."""
        task = reading(path) if path.is_dir() else elsewhere(partial(read_lesson, path))
        worker, name = self.window.worker, path.name
        worker.do(task, self._take, "shell.work.open", SCREEN, self._refuse, file=name)

    def _refuse(self, error: UserError) -> None:
        """Say what is wrong with a lesson, here or, if this was closed meanwhile, in the window."""
        if self.top.winfo_exists():
            self.complain(self.texts.error(error))
        else:
            self.window.complain(error)

    def _take(self, found: Lesson | list[Lesson]) -> None:
        """Begin a lesson, or offer several."""
        if isinstance(found, Lesson):
            self.close()
            self._guide.open(found)
        elif self.top.winfo_exists():
            self._lessons = found
            self._fill()


def _topic(lesson: Lesson) -> str:
    """Return the topic of the syllabus that a lesson belongs to, if it says so."""
    return topic_of(lesson.covers[0]) if lesson.covers else ""


def reading(folder: Path) -> Task[list[Lesson]]:
    """Read all lessons of a folder."""
    files, found = lesson_files(folder), []
    for number, file in enumerate(files, start=1):
        found.append((yield from elsewhere(partial(read_lesson, file))))
        yield number / len(files)
    return found
