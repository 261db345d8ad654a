"""How a lesson went, in the learner's own numbers, and what to do next."""

from datetime import UTC, datetime

import ttkbootstrap as ttk

from acttutor.base.numbers.numerals import rounded
from acttutor.base.recall import Recall, answers
from acttutor.lessons.lesson import line_in
from acttutor.lessons.own import own_lessons
from acttutor.lessons.progress import Passage
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.dialogs.surroundings import Surroundings
from acttutor.shell.lessons.dates import day_text


class SummaryDialog(Dialog[None]):
    """Goals, predictions, time, when its questions come back; the next lesson, and a picture.

    Args:
        window: the main window.
    """

    window: Surroundings

    def __init__(self, window: Surroundings) -> None:
        super().__init__(window, "lessons.summary.title")
        self._guide, lesson = window.guide, window.guide.finished
        assert lesson is not None
        self._lesson = lesson
        self._language = window.store.state.language
        self.left_out = window.guide.left_out(lesson)
        how = "some" if self.left_out else "all"
        title = line_in(lesson.title, self._language)
        self._line(self.texts(f"lessons.summary.{how}", title=title), "TLabel")
        passage = window.guide.progress.passage(lesson.id)
        table = ttk.Frame(self.frame)
        table.pack(fill="x", pady=self.px(8))
        table.columnconfigure(1, weight=1)
        for row, (name, value) in enumerate(self._numbers(passage)):
            label = ttk.Label(
                table, text=self.texts(f"lessons.summary.{name}"), style="Muted.TLabel"
            )
            label.grid(row=row, column=0, sticky="w", pady=self.px(3))
            number = ttk.Label(table, text=value, style="SmallTitle.TLabel")
            number.grid(row=row, column=1, sticky="e", padx=(self.px(24), 0))
        for sentence in self._missed(passage):
            self._line(sentence, "Muted.TLabel")
        self._build_buttons()
        self.present()

    def _line(self, text: str, style: str) -> None:
        label = ttk.Label(self.frame, text=text, style=style, wraplength=self.px(460))
        label.pack(anchor="w", pady=self.px(2))

    def _numbers(self, passage: Passage) -> list[tuple[str, str]]:
        """Return what is counted, and how much it is."""
        lesson, texts = self._lesson, self.texts
        goals = [k for k, step in enumerate(lesson.steps) if step.asks]
        met = len(passage.met.intersection(goals))
        found = [("goals", texts("lessons.of", number=met, count=len(goals)))]
        asked = sum(step.predict is not None for step in lesson.steps)
        if asked:
            right = passage.count("right")
            found.append(("predictions", texts("lessons.of", number=right, count=asked)))
        minutes = max(int(rounded(passage.minutes, 0)), 1)
        found.append(("time", texts("lessons.minutes", minutes=minutes)))
        recall = Recall(answers(self.window.records, self._guide.progress.learner))
        dues = [due for id in lesson.questions if (due := recall.due(id)) is not None]
        if dues:
            found.append(("due", day_text(texts, min(dues), datetime.now(UTC))))
        return found

    def _missed(self, passage: Passage) -> list[str]:
        """Return a sentence for what was left out, and one for each prediction that failed."""
        found = []
        if self.left_out:
            steps = " · ".join(str(step + 1) for step in self.left_out)
            found.append(self.texts("lessons.summary.left_out", steps=steps))
        for number, guess in sorted(passage.predicted.items()):
            steps_left = self._lesson.steps[number : number + 1]
            asked = steps_left[0].predict if steps_left else None
            if asked is None or guess.verdict == "right" or guess.option >= len(asked.options):
                continue
            chosen = line_in(asked.options[guess.option], self._language)
            true = line_in(asked.options[asked.right], self._language)
            key = f"lessons.summary.{guess.verdict}"
            found.append(self.texts(key, step=number + 1, chosen=chosen, true=true))
        return found

    def _build_buttons(self) -> None:
        px = self.px
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=(px(12), 0))
        self.picture = self.button(row, "lesson_picture", self._take_picture)
        self.picture.pack(side="left")
        lessons = own_lessons()
        next_id = self._guide.progress.next_of([each.id for each in lessons])
        following = next((each for each in lessons if each.id == next_id), None)
        self.next: ttk.Button | None = None
        if self.left_out:
            self.next = self.button(row, "left_out_step", self._go_back, "primary")
        elif following is not None:
            self._following = following
            self.next = self.button(row, "next_lesson", self._go_on, "primary")
        if self.next is not None:
            self.next.pack(side="right")
        self.button(row, "all_lessons", self._list).pack(side="right", padx=px(8))

    def _go_on(self) -> None:
        self.close()
        self._guide.open(self._following)

    def _go_back(self) -> None:
        self.close()
        self._guide.open(self._lesson, self.left_out[0])

    def _list(self) -> None:
        self.close()
        self.window.open_dialog("lessons")

    def _take_picture(self) -> None:
        """Offer the figure of the lesson, as the learner left it, as a file."""
        labs = [step.lab for step in self._lesson.steps if step.lab != "quiz"]
        self.close()
        if labs:
            self.window.store.choose(labs[-1])
        self.window.open_dialog("export")

    def kept(self) -> None:
        return None
