"""Try the installer: install, start, open by association, remove.

Everything is silent, as a school does it; nothing but the user's work may stay.
"""

import contextlib
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from make_program import SETUP
from places import ROOT
from report import Failure, Report
from wine import Wine

EXPERIMENT = ROOT / "tests" / "data" / "experiments" / "softmax.acttutor"
LESSON = ROOT / "assets" / "lessons" / "20-units-that-die.toml"
#: Where the user's own files are, and those that Wine writes for itself.
KEPT = ("AppData/Local/ActTutor", "Documents", "Temp")


def wait(condition: Callable[[], bool], what: str, timeout_s: float = 300) -> None:
    """Wait until something holds."""
    end_s = time.perf_counter() + timeout_s
    while not condition():
        if time.perf_counter() > end_s:
            raise Failure(f"waited in vain: {what}")
        time.sleep(0.2)


class Installed:
    """The program as the installer leaves it in a prefix."""

    def __init__(self, wine: Wine) -> None:
        self.wine = wine
        programs = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
        self.shortcut = wine.home / programs / "ActTutor.lnk"
        self.folder = wine.home / "AppData/Local/Programs/ActTutor"
        self.session = wine.home / "AppData/Local/ActTutor/session.json"

    def install(self) -> int | None:
        """Run the installer."""
        return self.wine.run(str(SETUP), "/S", timeout_s=300).code

    def uninstall(self) -> None:
        """Run the uninstaller, which goes on in a copy of itself."""
        self.wine.run(str(self.folder / "uninstall.exe"), "/S", timeout_s=300)
        wait(lambda: not self.folder.exists(), f"{self.folder} to go")
        wait(lambda: not self.classes(), "the registry to be as before")

    def classes(self) -> list[str]:
        """Return the keys in the user's part of the registry that go by our name."""
        found = self.wine.run("reg", "query", r"HKCU\Software\Classes")
        uninstall = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall"
        found_too = self.wine.run("reg", "query", uninstall)
        lines = [*found.output.splitlines(), *found_too.output.splitlines()]
        return [line for line in lines if "acttutor" in line.lower()]

    def is_running(self) -> bool:
        """Tell whether the program runs; Wine's own list of processes stays empty."""
        return any(b"ActTutor.exe" in words for words in command_lines())

    def value(self, key: str) -> str:
        """Return the text that a class of the user holds, empty if it has none."""
        found = self.wine.run("reg", "query", rf"HKCU\Software\Classes\{key}", "/ve")
        return found.output.partition("REG_SZ")[2].strip()

    def opener(self, path: Path) -> list[str]:
        """Return the command that opens a file.

        The Explorer looks it up so; Wine's looks for types of the whole machine alone.
        """
        command = self.value(rf"{self.value(path.suffix)}\shell\open\command")
        place = "C:" + str(path).removeprefix(str(self.wine.drive)).replace("/", "\\")
        return [part.replace("%1", place) for part in re.findall('"([^"]*)"', command)]

    def start(self, *command: str, sign: str) -> None:
        """Start the program, and wait until the session that it keeps has some text."""
        begun = time.time()
        self.wine.begin(*command)
        what = f"{sign} in the session after {command}"
        wait(
            lambda: modified(self.session) > begun and sign in self.session.read_text("utf-8"), what
        )

    def close(self) -> None:
        """Close its window as the title bar does, and wait until it has ended."""
        self.wine.run("taskkill", "/im", "ActTutor.exe")
        wait(lambda: not self.is_running(), "the program to end")


def command_lines() -> Iterator[bytes]:
    """Return the command lines of all processes of this machine."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        # It may have ended meanwhile.
        with contextlib.suppress(OSError):
            yield file.read_bytes()


def modified(path: Path) -> float:
    """Return when a file was written, 0 if it is not there."""
    return path.stat().st_mtime if path.exists() else 0.0


def try_setup(wine: Wine, report: Report) -> None:
    """Try the installer: each part needs the one before."""
    here = Installed(wine)
    shutil.rmtree(here.session.parent, ignore_errors=True)
    before = files_of(wine)
    documents = wine.home / "Documents"
    documents.mkdir(exist_ok=True)
    experiment = Path(shutil.copy(EXPERIMENT, documents / "実験 1.acttutor"))
    lesson = Path(shutil.copy(LESSON, documents / "授業.toml"))
    with report.trying("installer: silent, Start menu, associations, uninstaller") as words:
        code = here.install()
        if code != 0 or not here.shortcut.exists() or not here.classes():
            raise Failure(f"the installer ended with {code}")
        here.start("start", "/unix", str(here.shortcut), sign="acttutor session")
        if here.install() != 2:
            raise Failure("a program that runs was installed over")
        here.close()
        for path, lab in ((experiment, "softmax"), (lesson, "gradients")):
            here.start(*here.opener(path), sign=f'"lab": "{lab}"')
            here.close()
        here.uninstall()
        left = files_of(wine) - before
        if left:
            raise Failure(f"left behind: {sorted(left)[:20]}")
        if not experiment.exists() or not here.session.exists():
            raise Failure("the user's work is gone")
        words.append("nothing but the user's work is left")


def files_of(wine: Wine) -> set[str]:
    """Return all files in the drive but those that stay when the program goes."""
    found = (path.relative_to(wine.drive) for path in wine.drive.rglob("*") if path.is_file())
    names = {str(path) for path in found}
    return {name for name in names if not any(f"/{kept}/" in f"/{name}" for kept in KEPT)}
