"""Run the benchmarks: python -m benchmarks [--short] [--weak] [--only core|window]."""

import argparse
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from . import rows as table
from .machines import FULL, Machine, NoWeakMachineError, weak_machine

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run what was asked for; the exit code says only whether it could be run."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="short runs in the window")
    parser.add_argument("--weak", action="store_true", help="as on a school laptop, beside it")
    parser.add_argument("--only", choices=("core", "window"), help="one half of the table")
    options = parser.parse_args()
    start = time.perf_counter()
    found: list[table.Row] = []
    with ExitStack() as stack:
        machines = [FULL]
        if options.weak:
            try:
                machines.append(stack.enter_context(weak_machine()))
            except NoWeakMachineError as error:
                print(error, file=sys.stderr)
                return 1
        if options.only != "window":
            from . import digits, engine, growth

            found += engine.rows() + digits.rows() + growth.rows()
        if options.only != "core":
            found += _in_the_window(machines, options.short)
    table.show(found)
    table.save(found, ROOT / "build" / "bench.json")
    missed = [row.name for row in found if row.verdict == "MISSED"]
    print(
        f"\n{time.perf_counter() - start:.0f} s; {len(missed)} targets missed", *missed, sep="\n  "
    )
    return 0


def _in_the_window(machines: list[Machine], short: bool) -> list[table.Row]:
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        return [table.Row("everything in the window", None, "", note="no display")]
    from . import starting
    from .window import growing
    from .window import table as window

    return window.rows(machines, short) + growing.rows(short) + starting.rows(machines, short)


if __name__ == "__main__":
    sys.exit(main())
