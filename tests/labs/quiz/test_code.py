"""Every choice of every code question is run: the right one gives what the library gives."""

import numpy as np
import pytest
from quiz_code_trials import TRIALS, gives, outcome, trial_of

from acttutor.labs.quiz.code import SNIPPETS
from acttutor.labs.quiz.code.snippet import GAPS


def test_there_are_many_and_each_has_a_trial() -> None:
    assert len(SNIPPETS) >= 30
    assert not TRIALS.keys() - SNIPPETS.keys(), "trials without code"
    assert not SNIPPETS.keys() - TRIALS.keys(), "code without a trial"


@pytest.mark.parametrize("id", SNIPPETS)
def test_the_right_choice_runs_and_gives_what_the_library_gives(id: str) -> None:
    snippet = SNIPPETS[id]
    assert GAPS[0] in snippet.code
    trial = trial_of(id)
    wanted = np.asarray(trial.expected, dtype=float)
    found = np.asarray(outcome(id, snippet.filled(snippet.right)), dtype=float)
    np.testing.assert_allclose(found, wanted, rtol=trial.rtol, atol=1e-6)


@pytest.mark.parametrize(
    ("id", "mistake"), [(id, mistake) for id, s in SNIPPETS.items() for mistake in s.wrong]
)
def test_every_wrong_choice_fails_or_gives_something_else(id: str, mistake: str) -> None:
    assert not gives(id, SNIPPETS[id].filled(SNIPPETS[id].wrong[mistake]))
