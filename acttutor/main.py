"""The composition root: reads the arguments, puts the parts together, opens the window."""

import argparse
import sys
import tkinter
from collections.abc import Sequence

from acttutor import __version__, startup
from acttutor.base.store import LANGUAGES, THEMES, AppState, Store
from acttutor.base.texts import system_language
from acttutor.labs.registry import LABS


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="acttutor", description="See, touch and measure how neural networks learn."
    )
    parser.add_argument("--version", action="version", version=f"ActTutor {__version__}")
    parser.add_argument("--language", choices=LANGUAGES, help="default: that of the system")
    parser.add_argument("--theme", choices=THEMES, default="light")
    parser.add_argument("--lab", choices=tuple(LABS), help="the lab to open with")
    parser.add_argument("--self-test", action="store_true", help="try every lab, then exit 0 or 1")
    parser.add_argument("--tour", metavar="FOLDER", help="leave a picture of every lab there")
    parser.add_argument(
        "--shots", action="store_true", help="with --tour: in both languages and both themes"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    language = options.language or system_language()
    startup.prepare()
    try:
        root = startup.open_root(language, options.theme)
    except tkinter.TclError as error:
        print(f"ActTutor needs a display: {error}", file=sys.stderr)
        return 1
    # NumPy and Matplotlib take most of the start; the window with "loading" is on the screen.
    startup.leave_out_documentation()
    from acttutor.plots.style import install_fonts
    from acttutor.shell.window import Window

    install_fonts()
    settings = {lab_id: entry.settings_class() for lab_id, entry in LABS.items()}
    store = Store(AppState(options.lab or next(iter(LABS)), language, options.theme, 100, settings))
    window = Window(root, store)
    if options.self_test:
        from acttutor.shell.self_test import run_self_test

        return run_self_test(window)
    if options.tour:
        from acttutor.shell.tour import run_tour

        return run_tour(window, options.tour, every_look=options.shots)
    root.mainloop()
    return 0
