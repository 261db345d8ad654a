"""A list of what was tried, how it went and how long it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Failure(Exception):
    """Something that was tried did not work; the text says what."""


class Report:
    """What was tried so far."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, float]] = []
        self.failures = 0

    @contextmanager
    def trying(self, what: str) -> Iterator[list[str]]:
        """Try something; the block may add words about it, and raises `Failure` if it fails."""
        print(f"\n== {what}", flush=True)
        words: list[str] = []
        begun_s = time.perf_counter()
        try:
            yield words
        except Failure as failure:
            self.failures += 1
            words[:] = [f"FAILED: {failure}"]
            print(failure, flush=True)
        self._rows.append((what, ", ".join(words) or "ok", time.perf_counter() - begun_s))

    def show(self) -> None:
        """Print the list."""
        widest = max(len(what) for what, _, _ in self._rows)
        print("\nTried on Windows' Python under Wine:")
        for what, words, seconds in self._rows:
            print(f"  {what:{widest}}  {seconds:5.0f} s  {words}")
        passed = len(self._rows) - self.failures
        print(f"windows: {passed} passed, {self.failures} failed", flush=True)
