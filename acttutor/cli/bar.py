"""A progress bar for the command line."""

import sys
import time

#: A change of the progress bar that can be seen.
BAR = 40


class Bar:
    """A progress bar on standard error; nothing where that is no terminal.

    Args:
        lines: print every share as a line of its own on standard output as well.
    """

    def __init__(self, lines: bool = False) -> None:
        self._lines = lines
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._start_s = time.perf_counter()
        self._filled = -1

    def show(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        filled = int(BAR * share)
        if self._lines:
            print(f"{share:.3f}", flush=True)
        if not self._shown or filled == self._filled:
            return
        self._filled = filled
        left_s = (time.perf_counter() - self._start_s) * (1 / max(share, 1e-3) - 1)
        line = f"\r[{'#' * filled}{'.' * (BAR - filled)}] {100 * share:3.0f} %  {left_s:5.0f} s "
        print(line, end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            print(file=sys.stderr)
