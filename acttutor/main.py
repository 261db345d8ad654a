"""The composition root: reads the arguments, puts the parts together, opens the window."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from acttutor import __version__, startup
from acttutor.base.errors import UserError
from acttutor.base.language.languages import LANGUAGES
from acttutor.base.language.texts import Texts
from acttutor.base.state.store import THEMES, AppState, Store
from acttutor.base.storage.records import Records
from acttutor.cli.one_line_parser import Parser
from acttutor.files.session import Session, Slot
from acttutor.labs.registry import LABS, lab_settings
from acttutor.system import console
from acttutor.system.documents import when_opened
from acttutor.system.ending import end_cleanly, told_to_end
from acttutor.system.language import system_language
from acttutor.system.placing import Place

if TYPE_CHECKING:
    from acttutor.shell.window import Window

#: The file of what learners did.
RECORDS = "records.sqlite"
#: The file of pieces of text that were set already.
GLYPHS = "glyphs"
#: When files can be dropped, after the first picture: nobody has come with one earlier.
DROPPED_MS = 500
#: Commands that do without a window, see `acttutor.cli`.
COMMANDS = ("render", "train", "list", "handout", "sweep", "table", "sheet", "digits")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = Parser(
        prog="acttutor",
        description="See, touch and measure how neural networks learn.",
        epilog=f"without a window: acttutor {{{','.join(COMMANDS)}}} --help",
    )
    parser.add_argument(
        "file", nargs="?", type=Path, help="an experiment file, a lesson, or a folder of lessons"
    )
    parser.add_argument("--version", action="version", version=f"ActTutor {__version__}")
    parser.add_argument("--language", choices=LANGUAGES, help="default: as before, or the system's")
    parser.add_argument("--theme", choices=THEMES, help="default: as before, or light")
    parser.add_argument("--lab", choices=tuple(LABS), help="the lab to open with")
    parser.add_argument("--lesson", type=Path, metavar="FILE", help="begin with a lesson")
    parser.add_argument("--present", action="store_true", help="fill the screen, for a projector")
    parser.add_argument(
        "--fresh", action="store_true", help="begin anew, and keep nothing of this session"
    )
    parser.add_argument("--self-test", action="store_true", help="try every lab, then exit 0 or 1")
    parser.add_argument("--tour", metavar="FOLDER", help="leave a picture of every lab there")
    parser.add_argument(
        "--shots", action="store_true", help="with --tour: in both languages and both themes"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    console.make_robust()
    if arguments and arguments[0] in COMMANDS:
        from acttutor.cli.commands import main as run_command

        return run_command(arguments)
    options = parse(arguments)
    if options.self_test or options.tour:
        options.fresh = True
    startup.pause_garbage_collection()
    startup.prepare()
    slot = None if options.fresh else Slot(startup.data_folder())
    last_language, last_theme, place = slot.peek() if slot else ("", "", ())
    language = options.language or last_language or system_language()
    theme = options.theme or last_theme or "light"
    try:
        import tkinter

        root = startup.open_root(language, theme, Place.from_numbers(place))
    except ImportError as error:
        return _without_window(options, language, f"ActTutor needs tkinter: {error}")
    except tkinter.TclError as error:
        return _without_window(options, language, f"ActTutor needs a display: {error}")
    # NumPy and Matplotlib take most of the start; the window with "loading" is on the screen.
    startup.leave_out_documentation()
    from acttutor.plots.style import install_fonts
    from acttutor.plots.text.glyph_memory import MEMORY
    from acttutor.shell.window import Window

    install_fonts()
    if slot is not None:
        MEMORY.read(startup.data_folder() / GLYPHS, _stamp())
    records, session, damaged = _kept(slot)
    window = Window(root, Store(_state(options, session, language, theme)))
    startup.keep_what_is_made()
    if options.self_test:
        from acttutor.shell.unattended.self_test import run_self_test

        return run_self_test(window)
    if options.tour:
        from acttutor.shell.unattended.tour import run_tour

        return run_tour(window, options.tour, every_look=options.shots)
    if slot is not None:
        window.keep_session(slot, session, records)
    if damaged:
        window.complain(UserError("files.session_damaged", file=damaged))
    for path in (options.file, options.lesson):
        if path is not None:
            window.commands.open_path(path)
    when_opened(root, window.commands.open_path)
    root.after(DROPPED_MS, lambda: _accept_files(window))
    if session is not None and not (options.file or options.lesson):
        window.guide.offer()
    if options.present:
        window.presenter.toggle()
    end_cleanly()
    try:
        root.mainloop()
    finally:
        # Told to end by the system, it takes leave as if its window had been closed.
        if not window.is_closed:
            window.close()
        if slot is not None:
            MEMORY.write(startup.data_folder() / GLYPHS, _stamp())
    return told_to_end()


def _accept_files(window: "Window") -> None:
    """Open what is dropped onto the window from now on."""
    from acttutor.widgets.dropping import when_dropped

    when_dropped(window.root, window.commands.open_path)


def _stamp() -> str:
    """Return what pieces of text look the same under: who sets them."""
    import matplotlib

    return f"{__version__} {matplotlib.__version__}"


def _without_window(options: argparse.Namespace, language: str, reason: str) -> int:
    """Say in one line what is wrong with a file that was named, or else why there is no window."""
    from acttutor.files.experiment import open_experiment
    from acttutor.lessons.lesson import SUFFIX
    from acttutor.lessons.reader import read_lesson
    from acttutor.tables.reading import is_table, read_file

    try:
        for path in (options.file, options.lesson):
            if path is not None and not path.is_dir():
                read: Callable[[Path], object] = open_experiment
                if path.suffix == SUFFIX:
                    read = read_lesson
                elif is_table(path):
                    read = read_file
                read(path)
    except UserError as error:
        print(f"acttutor: {Texts(language).error(error)}", file=sys.stderr)
        return 2
    print(reason, file=sys.stderr)
    return 1


def _kept(slot: Slot | None) -> tuple[Records | None, Session | None, str]:
    """Return the records, the last session, and the name of a session that was set aside."""
    if slot is None:
        return None, None, ""
    from acttutor.base.storage.stored_records import StoredRecords
    from acttutor.files.old_sessions import old_progress, without_progress

    folder = startup.data_folder()
    # Before a damaged session is set aside: some of its rows may be whole.
    records = StoredRecords(folder / RECORDS, lambda: old_progress(folder))
    session, damaged = slot.load()
    return records, session and without_progress(session), damaged


def _state(
    options: argparse.Namespace, session: Session | None, language: str, theme: str
) -> AppState:
    """Return the state to begin with: that of the session, unless the command line says more."""
    if session is None:
        return AppState(options.lab or next(iter(LABS)), language, theme, 100, lab_settings())
    return AppState(
        options.lab or session.lab,
        language,
        theme,
        session.zoom,
        session.settings,
        session.meter,
        session.motion,
        session.speech,
    )
