"""The quiz while it is used: the question on the screen, and how it went so far."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from acttutor.base.recall import Recall, answers
from acttutor.base.state import run
from acttutor.base.storage.records import Record, Records
from acttutor.labs.quiz.model.choosing import daily, next_template
from acttutor.labs.quiz.model.exam import Draft, Exam, Score, checked_draft, empty_draft, given_of
from acttutor.labs.quiz.model.item import TOPICS, Item
from acttutor.labs.quiz.model.judging import Given, Verdict, given_text, judge
from acttutor.labs.quiz.model.papers import item_seed
from acttutor.labs.quiz.model.serialization import (
    is_usable,
    kept_exam,
    kept_item,
    kept_records,
    plain,
    plain_record,
)
from acttutor.labs.quiz.state import Settings
from acttutor.labs.quiz.topics import TEMPLATES

#: Answers that a snapshot keeps, where there are no records to keep them.
MOST_KEPT = 5000


class Run(run.Run[Settings]):
    """Asks, judges and remembers.

    Args:
        settings: see `Settings`.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.clock: Callable[[], float] = time.monotonic
        self.today: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._records: Records | None = None
        self._learner = ""
        self._forget()

    def reset(self) -> None:
        if self._records is not None and self.records:
            self._records.add(Record(self._learner, "anew"))
        self._forget()

    def _forget(self) -> None:
        self._log: list[Record] = []
        self._recall: Recall | None = None
        #: What was asked in practice since these questions were chosen.
        self.answered: list[str] = []
        #: Ids of the questions of the day, chosen when they are asked for.
        self.day: list[str] = []
        self.exam: Exam | None = None
        self.verdict: Verdict | None = None
        self._ask()

    def configure(self, settings: Settings) -> None:
        before = self.settings
        self.settings = settings
        if self.exam is not None and _exam_of(before) != _exam_of(settings):
            self._put_away()
        if _practice_of(before) != _practice_of(settings):
            self.answered, self.day = [], []
            self._ask()

    def _ask(self) -> None:
        """Draw the next question for practice."""
        self.verdict = None
        self.practice: Item | None = None
        self._draft: Draft = None
        templates, seed = self.settings.templates, self.settings.seed
        if templates:
            if self.settings.mode == "daily":
                self.day = self.day or daily(templates, self.recall, self.today())
                templates = [TEMPLATES[id] for id in self.day]
            # Of a few that were chosen each is asked once before one is asked again.
            new = [each for each in templates if each.id not in self.answered]
            # Also of an earlier session: a restored run goes on as this one would.
            practised = (row.item for row in reversed(self._log) if row.kind == "practice")
            last = next(practised, "")
            few = self.settings.only or self.settings.mode == "daily"
            pool = new if few and new else templates
            template = next_template(pool, self.recall, self.today(), seed, last)
            self.practice = self.settings.asked(template.item(item_seed(seed, self._turn)))
            self._draft = empty_draft(self.practice)

    @property
    def _turn(self) -> int:
        """Questions answered in practice so far."""
        return sum(record.kind == "practice" for record in self._log)

    @property
    def recall(self) -> Recall:
        """What the learner remembers, made when it is asked for."""
        if self._recall is None:
            self._recall = Recall(self._log, self.today())
        return self._recall

    # -- where we are --------------------------------------------------------------------------

    @property
    def in_progress(self) -> bool:  # type: ignore[override]
        """Whether an exam is going on."""
        return self.exam is not None and not self.exam.done

    @property
    def phase_name(self) -> str:
        """What is on the screen.

        "empty" (no topic), "sheet", "practice", "ready" (before an exam), "exam", "table" (of all
        its questions), "result", or "review" (a question of an exam that is over).
        """
        if not self.settings.templates and not self._has_form:
            return "empty"
        if self.settings.mode != "exam":
            return "practice" if self.settings.mode == "daily" else self.settings.mode
        if self.exam is None:
            return "ready"
        if not self.exam.done:
            return "table" if self.exam.in_table else "exam"
        if self.exam.review is not None:
            return "review"
        return "table" if self.exam.lists_all else "result"

    @property
    def _has_form(self) -> bool:
        return self.settings.mode == "exam" and self.settings.exam_form is not None

    @property
    def item(self) -> Item | None:
        """The question on the screen."""
        phase, exam = self.phase_name, self.exam
        if phase == "practice":
            return self.practice
        if exam is None or phase not in ("exam", "review"):
            return None
        return exam.items[exam.position if exam.review is None else exam.review]

    @property
    def draft(self) -> Draft:
        """What has been typed, clicked or chosen so far."""
        if self.phase_name == "practice" or self.exam is None:
            return self._draft
        exam = self.exam
        return exam.drafts[exam.position if exam.review is None else exam.review]

    @property
    def judged(self) -> Verdict | None:
        """What is said about the answer; nothing before it is given, and during an exam."""
        if self.phase_name == "practice":
            return self.verdict
        if self.phase_name == "review" and self.item is not None:
            return judge(self.item, given_of(self.item, self.draft))
        return None

    # -- answering -----------------------------------------------------------------------------

    def put(self, draft: Draft) -> None:
        """Change what is typed, clicked or chosen; in practice, a whole answer is judged."""
        item = self.item
        if item is None or self.judged is not None:
            return
        if self.phase_name == "exam" and self.exam is not None:
            self.exam.drafts[self.exam.position] = draft
            return
        self._draft = draft
        if item.kind != "number" and given_of(item, draft) is not None:
            self._judge(item)

    def choose(self, index: int) -> None:
        """Choose an option, or put it next; a second time takes it out again."""
        draft = self.draft
        if not isinstance(draft, tuple):
            self.put(index)
        elif index in draft:
            self.put(tuple(each for each in draft if each != index))
        else:
            self.put((*draft, index))

    def enter(self) -> None:
        """Do what the Enter key does: answer, go on, start, or hand in."""
        phase, item = self.phase_name, self.item
        if phase == "ready":
            self.start()
        elif phase in ("exam", "table") and self.exam is not None:
            if self.exam.done:
                self.exam.lists_all = False
            else:
                self.exam.go_on()
        elif phase == "review" and self.exam is not None:
            self.exam.review = None
        elif phase == "practice" and item is not None:
            if self.verdict is not None:
                self._ask()
            elif given_of(item, self._draft) is not None:
                self._judge(item)

    def give_up(self) -> None:
        """Say the answer; the question counts as wrong."""
        if self.phase_name == "practice" and self.practice is not None and self.verdict is None:
            self._draft = empty_draft(self.practice)
            self._judge(self.practice)

    def _judge(self, item: Item) -> None:
        given = given_of(item, self._draft)
        self.verdict = judge(item, given)
        self.answered.append(item.template)
        self._remember("practice", item, given, self.verdict)

    def _remember(self, kind: str, item: Item, given: Given, verdict: Verdict) -> None:
        record = Record(
            self._learner, kind, item.template, None, item.seed, given_text(item, given),
            verdict.right, verdict.mistake,
        )  # fmt: skip
        self._log.append(record if self._records is None else self._records.add(record))
        self.recall.put(item.template, verdict.right, self.today())

    def step(self) -> bool:
        self.enter()
        return True

    # -- exams ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin an exam."""
        self._put_away()
        settings = self.settings
        items = settings.exam_paper()
        if items and settings.mode == "exam":
            self.exam = Exam(items, 60.0 * settings.size[1], self.clock)

    def finish(self) -> None:
        """Hand the exam in."""
        if self.exam is not None:
            self.exam.finish()

    def back(self) -> None:
        """Go back a question of the exam."""
        if self.exam is not None:
            self.go_to(self.exam.position - 1)

    def mark(self) -> None:
        """Mark the question of the exam to be looked at again, or take the mark away."""
        if self.exam is not None:
            self.exam.mark()

    def open_table(self) -> None:
        """Show all questions of the exam: to jump to one, to hand in, or to look back."""
        if self.exam is not None:
            self.exam.in_table, self.exam.lists_all = not self.exam.done, self.exam.done

    def go_to(self, index: int) -> None:
        """Show a question of the exam, or look at it again after the exam."""
        if self.exam is None:
            return
        index = min(max(index, 0), len(self.exam.items) - 1)
        if self.exam.done:
            self.exam.review = index
        else:
            self.exam.position, self.exam.in_table = index, False

    def _put_away(self) -> None:
        """Keep the answers of an exam that is over, and forget it."""
        self._note_exam()
        self.exam = None

    def _note_exam(self) -> None:
        """Add the answers of an exam that is over to the others, once."""
        exam = self.exam
        if exam is None or not exam.done or exam.noted:
            return
        exam.noted = True
        for item, draft, verdict in zip(exam.items, exam.drafts, exam.verdicts(), strict=True):
            self._remember("exam", item, given_of(item, draft), verdict)

    # -- how it went ---------------------------------------------------------------------------

    @property
    def records(self) -> list[Record]:
        """All answers, the latest last."""
        self._note_exam()  # its time may be up
        return self._log

    def score(self, topic: str = "") -> Score:
        """Return how many answers were right, of all or of one topic."""
        found = [
            record.right is True
            for record in self.records
            if topic in ("", TEMPLATES[record.item].topic)
        ]
        return Score(sum(found), len(found))

    @property
    def streak(self) -> int:
        """How many of the latest answers in a row were right."""
        rights = [record.right for record in self.records]
        return next((k for k, right in enumerate(reversed(rights)) if not right), len(rights))

    def count(self, how: str) -> int:
        """Return how many templates are ``"due"``, or are known in a way of `STRENGTHS`."""
        recall, now = self.recall, self.today()
        if how == "due":
            return sum(recall.is_due(id, now) for id in TEMPLATES)
        return sum(recall.strength(id, now) == how for id in TEMPLATES)

    def scores(self) -> dict[str, Score]:
        """Return the score of each topic."""
        return {topic: self.score(topic) for topic in TOPICS}

    # -- keeping -------------------------------------------------------------------------------

    def snapshot(self) -> run.Snapshot:
        self._note_exam()
        log = self._log[-MOST_KEPT:] if self._records is None else []
        kept: dict[str, object] = {"log": [plain_record(record) for record in log]}
        if self.practice is not None:
            kept["item"] = [self.practice.template, self.practice.seed]
            kept["choices"] = self.practice.origin is not None
            kept["draft"] = plain(self._draft)
            kept["judged"] = self.verdict is not None
        exam = self.exam
        if exam is not None:
            kept["exam"] = {
                "items": [[item.template, item.seed] for item in exam.items],
                "drafts": [plain(draft) for draft in exam.drafts],
                "choices": any(item.origin is not None for item in exam.items),
                "marked": sorted(exam.marked),
                "in_table": exam.in_table,
                "position": exam.position,
                "limit_s": exam.limit_s,
                "used_s": exam.used_s,
                "done": exam.done,
                "noted": exam.noted,
            }
        return kept

    def _go_on_with(self, log: list[Record]) -> None:
        self._log, self._recall = log, None
        self.answered, self.day = [], []

    def use_records(self, records: Records, learner: str) -> int:
        self._records, self._learner = records, learner
        rows = answers(records, learner)
        usable = [row for row in rows if is_usable(row)]
        self._go_on_with(usable)
        self._note_exam()
        if self.settings.mode == "daily" and self.verdict is None:
            self._ask()
        return len(rows) - len(usable)

    def restore(self, snapshot: run.Snapshot) -> None:
        log = kept_records(snapshot["log"])
        exam = kept_exam(snapshot["exam"], self.clock) if "exam" in snapshot else None
        practice: Item | None = None
        draft: Draft = None
        if "item" in snapshot:
            practice = kept_item(snapshot["item"], snapshot.get("choices") is True)
            draft = checked_draft(practice, snapshot["draft"])
        self.exam = exam
        self._go_on_with(log)
        self.practice, self._draft, self.verdict = practice, draft, None
        if practice is None:
            self._ask()
        elif snapshot.get("judged") is True:
            self.verdict = judge(practice, given_of(practice, draft))


def _practice_of(settings: Settings) -> tuple[object, ...]:
    """Return what the questions of practice depend on."""
    daily = settings.mode == "daily"
    return settings.topics, settings.only, settings.seed, settings.choices, daily


def _exam_of(settings: Settings) -> tuple[object, ...]:
    """Return what the questions of an exam depend on."""
    form = settings.exam_form
    own = (settings.topics, settings.only, settings.count) if form is None else ()
    return settings.mode, settings.seed, settings.form, own
