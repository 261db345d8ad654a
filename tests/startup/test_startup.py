"""What precedes the window: it must work on the poorest of machines, and leave nothing behind."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from acttutor.startup import logfile, matplotlib_setup
from acttutor.system import fonts

ROOT = Path(__file__).resolve().parents[2]
FONT = ROOT / "assets" / "fonts" / "NotoSansJP-Regular.ttf"

#: No folder can be made below a file, not even by root, whom permissions do not stop.
IMPOSSIBLE = os.devnull + "/home"

homes_by_variable = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows does not ask HOME where a home is"
)


def run(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A home of our own; everything in the environment is put back afterwards."""
    before = dict(os.environ)
    for name in ("MPLCONFIGDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    yield tmp_path
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def seed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A packaged list of fonts; returns the name of its file."""
    name = "fontlist-v9.9.json"
    (tmp_path / "assets" / "fontlist").mkdir(parents=True)
    (tmp_path / "assets" / "fontlist" / name).write_text("{}")
    monkeypatch.setattr(matplotlib_setup, "assets_folder", lambda: tmp_path / "assets")
    return name


@pytest.fixture
def clean_logging() -> Iterator[logging.Logger]:
    """The root logger without our handlers."""
    root = logging.getLogger()
    before = list(root.handlers)
    root.handlers[:] = []
    yield root
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before


# -- Matplotlib --------------------------------------------------------------------------------


def test_the_normal_folder_is_kept_where_it_is_writable(own_environment: Path) -> None:
    matplotlib_setup.prepare_matplotlib()
    assert "MPLCONFIGDIR" not in os.environ


def test_the_packaged_program_starts_with_its_own_list_of_fonts(
    own_environment: Path, seed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = own_environment / "fresh"
    fresh.mkdir()
    # PyInstaller sets both before the program starts.
    monkeypatch.setenv("MPLCONFIGDIR", str(fresh))
    monkeypatch.setattr(sys, "_MEIPASS", str(own_environment), raising=False)
    matplotlib_setup.prepare_matplotlib()
    assert os.environ["MPLCONFIGDIR"] == str(fresh)
    assert [file.name for file in fresh.iterdir()] == [seed]


@homes_by_variable
def test_an_unwritable_home_gets_a_temporary_folder_with_the_list(
    own_environment: Path, seed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", IMPOSSIBLE)
    matplotlib_setup.prepare_matplotlib()
    folder = Path(os.environ["MPLCONFIGDIR"])
    assert [file.name for file in folder.iterdir()] == [seed]


@homes_by_variable
def test_the_temporary_folder_is_gone_afterwards_and_matplotlib_is_content(tmp_path: Path) -> None:
    done = run(
        "import os, sys\n"
        "from acttutor.startup import matplotlib_setup\n"
        "matplotlib_setup.prepare_matplotlib()\n"
        "import matplotlib.font_manager as fonts\n"
        f"fonts.fontManager.addfont({str(FONT)!r})\n"
        "found = fonts.findfont('Noto Sans JP', fallback_to_default=False)\n"
        "assert found.endswith('Regular.ttf'), found\n"
        "print(os.environ['MPLCONFIGDIR'])\n",
        HOME=IMPOSSIBLE,
        XDG_CONFIG_HOME=IMPOSSIBLE,
        XDG_CACHE_HOME=IMPOSSIBLE,
        TMPDIR=str(tmp_path),
    )
    assert done.returncode == 0, done.stderr
    assert "not a writable" not in done.stderr
    assert "mkdir" not in done.stderr
    folder = Path(done.stdout.strip())
    assert folder.parent == tmp_path
    assert not folder.exists()


def test_fonts_added_later_are_found(own_environment: Path) -> None:
    os.environ["MPL_IGNORE_SYSTEM_FONTS"] = "1"
    matplotlib_setup.prepare_matplotlib()
    assert "MPL_IGNORE_SYSTEM_FONTS" not in os.environ


def test_no_folder_for_temporary_files_is_survived(
    own_environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> str:
        raise FileNotFoundError("no usable temporary directory")

    monkeypatch.setenv("HOME", IMPOSSIBLE)
    monkeypatch.setattr(matplotlib_setup.tempfile, "mkdtemp", refuse)
    matplotlib_setup.prepare_matplotlib()
    assert "MPLCONFIGDIR" not in os.environ


def test_our_idea_of_the_normal_folder_is_that_of_matplotlib(tmp_path: Path) -> None:
    done = run(
        "import matplotlib\n"
        "from acttutor.system.folders import matplotlib_folders\n"
        "ours = {str(folder.resolve()) for folder in matplotlib_folders()}\n"
        "theirs = {matplotlib.get_configdir(), matplotlib.get_cachedir()}\n"
        "assert ours == theirs, (ours, theirs)\n",
        HOME=str(tmp_path),
        XDG_CONFIG_HOME="",
        XDG_CACHE_HOME=str(tmp_path / "cache"),
        MPLCONFIGDIR="",
    )
    assert done.returncode == 0, done.stderr


# -- the log -----------------------------------------------------------------------------------


def test_the_log_is_written_to_the_users_folder(
    own_environment: Path, clean_logging: logging.Logger
) -> None:
    file = logfile.configure_logging()
    logging.getLogger("acttutor.test").info("日本語 works")
    assert file is not None
    assert "日本語 works" in file.read_text(encoding="utf-8")


def test_configuring_twice_logs_once(own_environment: Path, clean_logging: logging.Logger) -> None:
    logfile.configure_logging()
    handlers = list(clean_logging.handlers)
    logfile.configure_logging()
    assert clean_logging.handlers == handlers


@homes_by_variable
def test_no_file_where_none_can_be_written(
    own_environment: Path, clean_logging: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", IMPOSSIBLE)
    monkeypatch.setenv("XDG_STATE_HOME", IMPOSSIBLE)
    assert logfile.configure_logging() is None
    logging.getLogger("acttutor.test").warning("goes to the terminal only")


def test_a_program_without_a_console_starts() -> None:
    done = run(
        "import logging, sys\n"
        "out = sys.stdout\n"
        "sys.stdin = sys.stdout = sys.stderr = None\n"
        "from acttutor import startup\n"
        "startup.prepare()\n"
        "logging.getLogger('acttutor').warning('nobody reads this')\n"
        "out.write('alive')\n",
        HOME=IMPOSSIBLE,
        XDG_STATE_HOME=IMPOSSIBLE,
    )
    assert (done.returncode, done.stdout) == (0, "alive"), done.stderr


# -- fonts and the first picture ---------------------------------------------------------------


def test_a_missing_font_is_no_error(tmp_path: Path) -> None:
    assert fonts.register_fonts([tmp_path / "none.ttf"]) == 0


def test_an_unknown_system_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    assert fonts.register_fonts([FONT]) == 0


def test_importing_startup_imports_no_third_party() -> None:
    done = run(
        "import sys\n"
        "before = set(sys.modules)\n"
        "import acttutor.startup\n"
        "new = {name.split('.')[0] for name in set(sys.modules) - before}\n"
        "print(*sorted(new - set(sys.stdlib_module_names) - {'acttutor'}))\n"
    )
    assert done.stdout.strip() == "", done.stdout + done.stderr


@pytest.mark.window
def test_loading_is_on_the_screen_before_the_heavy_imports() -> None:
    done = run(
        "import sys\n"
        "import acttutor.main\n"
        "from acttutor import startup\n"
        "startup.prepare()\n"
        "root = startup.open_root('ja', 'dark')\n"
        "from tkinter import font\n"
        "frame, = root.winfo_children()\n"
        "labels = frame.winfo_children()\n"
        "assert [label['text'] for label in labels] == ['ActTutor', '読み込み中 …']\n"
        "assert all(label.winfo_viewable() for label in labels)\n"
        "assert 'Noto Sans JP' in font.families()\n"
        "loaded = {'numpy', 'matplotlib'} & set(sys.modules)\n"
        "root.destroy()\n"
        "assert not loaded, loaded\n"
    )
    assert done.returncode == 0, done.stderr


def test_artists_work_without_their_documentation() -> None:
    """What is left out at the start is only read by people, not by Matplotlib itself."""
    code = (
        "import warnings; warnings.simplefilter('error')\n"
        "from acttutor import startup\n"
        "startup.leave_out_documentation()\n"
        "from matplotlib.figure import Figure\n"
        "from matplotlib.backends.backend_agg import FigureCanvasAgg\n"
        "figure = Figure(); canvas = FigureCanvasAgg(figure); axes = figure.add_subplot()\n"
        "line, = axes.plot([1, 2]); line.set(color='r', linewidth=3)\n"
        "axes.set(xlim=(0, 5), title='t'); axes.legend([line], ['l']); canvas.draw()\n"
        "print(line.get_linewidth(), axes.get_xlim()[1])\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert found.stdout.split() == ["3.0", "5.0"], found.stderr
