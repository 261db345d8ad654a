"""Practice and judging: the quiz without a window."""

import math
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from quiz_learner import answer

from acttutor.base.recall import Recall
from acttutor.base.state.fields import changed
from acttutor.labs.quiz.export import metrics
from acttutor.labs.quiz.model.choosing import DAILY, daily, next_template
from acttutor.labs.quiz.model.item import TOPICS
from acttutor.labs.quiz.model.judging import judge, number_of
from acttutor.labs.quiz.model.papers import mixed
from acttutor.labs.quiz.run import Run
from acttutor.labs.quiz.state import Settings
from acttutor.labs.quiz.topics import TEMPLATES

ALL = list(TEMPLATES.values())


def test_answers_are_judged_and_counted():
    run = Run(Settings())
    for k in range(60):
        answer(run, right=k % 3 != 2)
        assert run.judged.right == (k % 3 != 2)
        run.enter()
    assert run.score() == (40, 60)
    assert sum(score.asked for score in run.scores().values()) == 60
    assert {topic for topic, score in run.scores().items() if score.asked} == set(TOPICS)
    seen = metrics(run)
    assert (seen["asked"], seen["right"], seen["last_right"]) == (60, 40, False)
    assert seen["streak"] == 0
    assert seen["share"] == pytest.approx(2 / 3)


NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


def test_what_was_wrong_comes_back_within_minutes_and_what_was_right_after_days():
    recall, asked, now = Recall(), [], NOW
    for turn in range(60):
        template = next_template(ALL, recall, now, 1, asked[-1] if asked else "").id
        asked.append(template)
        now += timedelta(seconds=20)
        recall.put(template, turn != 5, now)
    wrong = asked[5]
    assert asked.index(wrong, 6) - 5 <= 6
    assert all(one != other for one, other in pairwise(asked))
    # Two right answers ten minutes apart put a question off for days.
    twice = next(id for id in asked if asked.count(id) == 2 and id != wrong)
    assert recall.due(twice) - now > timedelta(days=1)


def test_the_questions_of_a_day_are_what_is_due_and_then_what_lessons_have_taught():
    recall = Recall()
    recall.put("no_slope", False, NOW - timedelta(days=2))
    recall.put("tanh_slope", True, NOW - timedelta(days=3))
    recall.put("relu_truth", True, NOW)
    found = daily(ALL, recall, NOW)
    assert len(found) == DAILY and found[:2] == ["tanh_slope", "no_slope"]
    known = {"step", "tanh", "relu", "comparisons"}
    assert all(set(TEMPLATES[id].covers) <= known for id in found[2:])
    assert "relu_truth" not in found
    assert daily(ALL, Recall(), NOW) == daily(ALL, Recall(), NOW)


def test_the_day_is_five_questions_each_once():
    run = Run(Settings())
    run.configure(changed(run.settings, mode="daily"))
    asked = []
    while len(asked) < DAILY:
        asked.append(run.item.template)
        answer(run)
        run.enter()
    assert sorted(asked) == sorted(run.day)
    run.configure(changed(run.settings, mode="practice"))
    assert run.day == [] and run.item.template not in asked


def test_of_a_few_questions_each_is_asked_once_before_one_is_asked_again():
    only = ("tanh_slope", "no_slope", "relu_truth")
    run = Run(Settings(only=only))
    asked = []
    for k in range(3):
        asked.append(run.item.template)
        answer(run, right=k != 0)
        assert metrics(run)["answered"] == k + 1
        run.enter()
    assert sorted(asked) == sorted(only)
    run.configure(changed(run.settings, only=()))
    assert metrics(run)["answered"] == 0


def test_one_template_alone_is_asked_again_with_other_numbers():
    run = Run(Settings(only=("tanh_slope",)))
    first = run.item
    answer(run)
    run.enter()
    assert run.item.template == first.template
    assert run.item != first


def test_topics_take_turns_and_only_ticked_ones_are_asked():
    order = mixed(ALL, 3)
    assert sorted(each.id for each in order) == sorted(TEMPLATES)
    assert len({each.topic for each in order[:6]}) == 6
    run = Run(Settings(topics=("trouble",)))
    for _ in range(12):
        assert run.item.topic == "trouble"
        answer(run)
        run.enter()


def test_no_topic_is_a_state_of_its_own_and_can_be_left():
    run = Run(Settings())
    run.configure(changed(run.settings, topics=()))
    assert run.phase_name == "empty"
    assert run.item is None
    run.put(1)
    run.enter()
    run.give_up()
    run.start()
    assert metrics(run)["asked"] == 0
    run.configure(changed(run.settings, topics=("units",)))
    assert run.item.topic == "units"


def test_the_same_seed_asks_the_same():
    one, other = Run(Settings(seed=7)), Run(Settings(seed=7))
    for _ in range(10):
        assert one.item == other.item
        for run in (one, other):
            answer(run)
            run.enter()
    assert Run(Settings(seed=8)).item != Run(Settings(seed=7)).item


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.25", 0.25), ("−1.5", -1.5), ("1/4", 0.25), ("-3/2", -1.5), ("０．５", 0.5), ("0,5", 0.5),
     (" 2 ", 2.0), ("1e-2", 0.01), ("", None), ("1/0", None), ("abc", None), ("-", None),
     ("nan", None), ("1e400", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(text, value):
    assert number_of(text) == value


def test_rounding_down_and_up_are_both_right_and_more_is_not():
    item = TEMPLATES["sigmoid_slope"].item(3)
    exact = item.answer[0]
    assert judge(item, math.floor(exact * 100) / 100).right
    assert judge(item, math.ceil(exact * 100) / 100).right
    assert not judge(item, exact + 0.02).right
    assert judge(item, -exact).mistake == "sign"
    assert judge(item, None).mistake == "no_answer"
