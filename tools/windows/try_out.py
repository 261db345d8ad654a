"""Try everything on Windows' Python under Wine; see `main` for what.

    tools/display.sh run python tools/windows/try_out.py [PART …]

PART is one of below, window, source, program, setup; without any, all are tried.
"""

import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from lay_out import lay_out
from places import BUILD, ROOT
from report import Failure, Report
from try_program import SELF_TEST_S, WORKS, try_program
from try_setup import try_setup
from wine import Ended, Wine, another_display

#: The scale of the commonest school laptop.
SCALE = 125
#: How long tests may take: several times what they need on two quiet cores.
TESTS_S = 1800
#: How it begins what was said of a second attempt, and what says how many tests passed.
AGAIN, PASSED = "again", re.compile(r"(\d+) passed")
PYTEST = ("-m", "pytest", "-p", "no:cacheprovider")
#: Two windows on one screen would take the focus from each other.
AT_ONCE = ("-n", "2", "--dist", "loadfile")
PARTS = ("below", "window", "source", "program", "setup")
#: The tests of the window: those of what is in all labs, and of one lab.
WINDOW = ("tests/widgets", "tests/shell", "tests/labs/unit")
_FIGURE, _KEYS = "tests/widgets/test_figure_host.py", "tests/shell/test_keys.py"
_COVERED = (
    f"{_FIGURE}::test_what_lies_under_another_window_is_not_drawn_and_catches_up_when_it_is_seen"
)
#: Tests that say nothing under Wine, each with the reason.
LEFT_OUT = {
    "tests/system/test_disk.py::test_a_path_longer_than_260_signs_works": "Wine 8 cannot walk"
    " through folders whose path is so long; Windows can",
    "tests/tables/test_workbook.py": "the reader of spreadsheets needs bcryptprimitives.dll, which"
    " every Windows has and Wine 8 has not",
    _COVERED: "Windows does not tell a window what lies above it",
    f"{_KEYS}::test_control_plus_and_minus_zoom_and_control_0_returns": "Tk can make up no key of"
    " the number pad there",
    "tests/shell/test_work_by_keys.py::test_an_own_formula_is_typed_and_read": "nor the key of ^",
}
#: Files of tests that walk through all screens or all lessons.
WALKS = (
    *("every_screen", "layout", "lessons", "lessons_by_keys", "lesson_texts", "random_actions"),
    *("growth", "teachers_dialogs_fit", "presentation", "self_test", "turning", "for_everyone"),
)
LEFT_OUT |= {
    f"tests/shell/test_{name}.py": "walks through all screens or lessons, which takes an hour under"
    " Wine; the self-test opens all labs"
    for name in WALKS
}


def twice(attempt: Callable[..., None], words: list[str]) -> None:
    """Try something once more if it fails, and say so.

    Wine reads a file of Tcl's library in vain now and then, more often after many windows in one
    process: "couldn't read file: Success".
    """
    try:
        attempt(words=words)
    except Failure as failure:
        words.append(f"{AGAIN}, because {failure}")
        attempt(words=words)


def run_tests(wine: Wine, *arguments: str, words: list[str]) -> None:
    """Run tests with pytest."""
    note_tests(pytest(wine, *arguments, show=True), words)


def pytest(wine: Wine, *arguments: str, show: bool) -> Ended:
    """Run pytest without the tests that say nothing here."""
    left_out = [f"--deselect={test}" for test in LEFT_OUT]
    return wine.python(*PYTEST, *left_out, *arguments, timeout_s=TESTS_S, show=show)


def note_tests(ended: Ended, words: list[str]) -> None:
    """Note how many tests passed and did not."""
    counts = re.findall(r"\d+ (?:passed|failed|skipped|errors?)", ended.output[-2000:])
    if ended.code != 0:
        raise Failure(f"pytest ended with {ended.code}: {', '.join(counts)}")
    words += counts


def run_window_tests(wine: Wine, words: list[str]) -> None:
    """Run the tests of the window, two files at a time.

    Those of each file have a process of their own.  Two windows on one screen would take the focus
    from each other, so there is a second screen, with a Windows of its own.
    """
    files = iter(window_files())
    found: list[tuple[str, list[str]]] = []
    failed: list[str] = []

    def run_file(wine: Wine, file: str, *, words: list[str]) -> None:
        ended = pytest(wine, file, "-m", "window and not soak", show=False)
        print(f"{file}\n{ended.output}", flush=True)
        note_tests(ended, words)

    def work(wine: Wine) -> None:
        # The next file is for whoever is free.
        for file in files:
            said: list[str] = []
            found.append((file, said))
            try:
                twice(partial(run_file, wine, file), said)
            except Failure as failure:
                failed.append(f"{file}: {failure}")

    with (
        another_display() as display,
        Wine(BUILD / "prefix-2", display) as other,
        ThreadPoolExecutor() as pool,
    ):
        list(pool.map(work, (wine, other)))
    if failed:
        raise Failure("; ".join(failed))
    counts = [PASSED.fullmatch(one) for _, said in found for one in said]
    words.append(f"{sum(int(count[1]) for count in counts if count)} passed")
    words += [f"{file} {one}" for file, said in found for one in said if one.startswith(AGAIN)]


def window_files() -> list[str]:
    """Return the files with tests of the window."""
    paths = sorted(path for folder in WINDOW for path in (ROOT / folder).glob("test_*.py"))
    found = [path for path in paths if "mark.window" in path.read_text(encoding="utf-8")]
    return [file for path in found if (file := path.relative_to(ROOT).as_posix()) not in LEFT_OUT]


def run_self_test(wine: Wine, words: list[str]) -> None:
    """Run the self-test from source."""
    ended = wine.python("app.py", "--self-test", timeout_s=SELF_TEST_S)
    if ended.code != 0 or WORKS not in ended.output:
        raise Failure(f"ended with {ended.code}")
    words.append("ok")


def main(parts: list[str]) -> int:
    """Try the parts named; returns the exit code."""
    lay_out()
    report = Report()
    with Wine(BUILD / "prefix") as wine:
        wine.set_scale(SCALE)
        if "below" in parts:
            with report.trying("tests of everything below the widgets") as words:
                twice(partial(run_tests, wine, *AT_ONCE, "-m", "not soak and not window"), words)
        if "window" in parts:
            # They say how large things are at 100 %.
            wine.set_scale(100)
            with report.trying("tests of the window") as words:
                run_window_tests(wine, words)
            wine.set_scale(SCALE)
        if "source" in parts:
            with report.trying(f"self-test from source, {SCALE} %") as words:
                twice(partial(run_self_test, wine), words)
        if "program" in parts:
            try_program(wine, report)
        if "setup" in parts:
            try_setup(wine, report)
    for test, reason in LEFT_OUT.items():
        print(f"left out: {test} ({reason})")
    report.show()
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(PARTS)))
