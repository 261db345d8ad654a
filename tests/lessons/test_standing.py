"""How a learner stands with a lesson: what was met, how well it is known, when it is due."""

from datetime import UTC, datetime, timedelta

from acttutor.base.recall import Recall
from acttutor.lessons.lesson import Condition, Lesson, Step
from acttutor.lessons.progress import Progress
from acttutor.lessons.standing import standing

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
GOAL = Condition("observe", "k", "at_least", 1)
STEPS = tuple(
    Step({"en": "W"}, "descent", {}, task={"en": "T"}, goal=goal) for goal in (GOAL, GOAL, None)
)
LESSON = Lesson(
    "walk", {"en": "Walk"}, 5, 1, (), ("descent",), STEPS,
    questions=("descent_step", "no_slope"),
)  # fmt: skip


def test_a_beginner_has_met_nothing_and_owes_nothing() -> None:
    state = standing(LESSON, Progress(), Recall(), NOW)
    # Two goals, and the questions at the end.
    assert (state.met, state.goals, state.done, state.known) == (0, 3, False, "new")
    assert state.due is None and state.tag == ""


def test_goals_that_were_met_are_counted() -> None:
    progress = Progress()
    progress.reach("walk", 0, done=False)
    progress.meet("walk", 1)
    assert standing(LESSON, progress, Recall(), NOW).met == 1
    progress.reach("walk", 0, done=True)
    assert standing(LESSON, progress, Recall(), NOW).done


def test_one_weak_question_makes_a_lesson_weak_and_the_first_due_one_makes_it_due() -> None:
    recall, progress = Recall(), Progress()
    progress.reach("walk", 0, done=False)
    recall.put("no_slope", True, NOW)
    recall.put("descent_step", False, NOW)
    state = standing(LESSON, progress, recall, NOW)
    assert (state.known, state.tag) == ("weak", "weak")
    later = standing(LESSON, progress, recall, NOW + timedelta(days=1))
    assert later.is_due and later.tag == "due"
    assert later.due == recall.due("descent_step")


def test_questions_answered_in_another_lesson_are_no_review_of_one_not_begun() -> None:
    recall = Recall()
    recall.put("descent_step", False, NOW)
    state = standing(LESSON, Progress(), recall, NOW + timedelta(days=1))
    assert (state.known, state.due, state.tag) == ("new", None, "")


def test_a_lesson_of_an_earlier_version_that_is_finished_counts_as_a_whole() -> None:
    progress = Progress()
    progress.reach("walk", 0, done=True)
    state = standing(LESSON, progress, Recall(), NOW)
    assert (state.met, state.goals) == (3, 3)


def test_after_the_last_lesson_nothing_is_next_and_before_it_the_one_that_follows() -> None:
    progress, ids = Progress(), ["a", "b", "c"]
    assert progress.next_of(ids) == "a"
    progress.reach("b", 0, done=True)
    assert progress.next_of(ids) == "c"
    progress.reach("c", 0, done=True)
    assert progress.next_of(ids) == "a"
    progress.reach("a", 0, done=True)
    assert progress.next_of(ids) == ""
