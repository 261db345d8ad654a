"""The questions at the end of a lesson."""

import pytest

from acttutor.labs.registry import LABS
from acttutor.lessons.attempt import Attempt
from acttutor.lessons.closing import with_closing
from acttutor.lessons.own import own_lessons


@pytest.mark.parametrize("lesson", own_lessons(), ids=lambda lesson: lesson.id)
def test_they_are_asked_in_whatever_order_the_lesson_names_them(lesson):
    closing = with_closing(lesson).steps[-1]
    asked = Attempt(closing, LABS["quiz"].defaults(), seen=False).start.only
    assert set(asked) == set(lesson.questions)
