"""Try lessons out: python -m acttutor.lessons.check FILE… reads them and plays their solutions."""

import sys
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.language.languages import LANGUAGES
from acttutor.base.language.texts import Texts
from acttutor.base.state.run import AnyRun
from acttutor.labs.registry import LABS
from acttutor.lessons.attempt import rehearse
from acttutor.lessons.lesson import Lesson
from acttutor.lessons.reader import read_lesson
from acttutor.system import console


def unreached(lesson: Lesson) -> list[str]:
    """Return a line for each step whose solution does not reach its goal."""
    found = []
    runs: dict[str, AnyRun] = {}
    settings = {lab: entry.defaults() for lab, entry in LABS.items()}
    for number, step in enumerate(lesson.steps, start=1):
        attempt, run = rehearse(step, settings[step.lab], runs.get(step.lab))
        runs[step.lab], settings[step.lab] = run, run.settings
        if not attempt.met:
            found.append(f"{lesson.id}, step {number}: the solution does not reach the goal")
        elif step.predict is not None and not attempt.foreseen:
            found.append(f"{lesson.id}, step {number}: the solution predicts something else")
    return found


def main(names: list[str]) -> int:
    """Check files; returns 0 if all is well."""
    console.make_robust()
    texts, wrong = Texts("en"), 0
    for name in names:
        try:
            lesson = read_lesson(Path(name))
        except UserError as error:
            print(f"{name}: {texts.error(error)}")
            wrong += 1
            continue
        lines = unreached(lesson)
        wrong += len(lines)
        print(*lines, sep="\n", end="\n" if lines else "")
        for language in LANGUAGES:
            _print_met(lesson, language)
    return 1 if wrong else 0


def _print_met(lesson: Lesson, language: str) -> None:
    """Print what the learner is told at the end of each step."""
    runs: dict[str, AnyRun] = {}
    settings = {lab: entry.defaults() for lab, entry in LABS.items()}
    for number, step in enumerate(lesson.steps, start=1):
        attempt, run = rehearse(step, settings[step.lab], runs.get(step.lab))
        runs[step.lab], settings[step.lab] = run, run.settings
        print(f"{lesson.id} {number} {language}: {attempt.said(run, language)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
