"""Try the installer: install, start, open by association, remove.

Everything is silent, as a school does it; nothing but the user's work may stay.
"""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from make_program import SETUP
from places import ROOT
from report import Failure, Report
from wine import Wine

EXPERIMENT = ROOT / "tests" / "data" / "experiments" / "softmax.acttutor"
LESSON = next((ROOT / "assets" / "lessons").glob("*.toml"))
#: Where the user's own files are, and those that Wine writes for itself.
KEPT = ("AppData/Local/ActTutor", "Documents", "Temp")


def wait(condition: Callable[[], bool], what: str, timeout_s: float = 120) -> None:
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
        self.data = wine.home / "AppData/Local/ActTutor"

    def install(self) -> int | None:
        """Run the installer."""
        return self.wine.run(str(SETUP), "/S", timeout_s=300).code

    def uninstall(self) -> None:
        """Run the uninstaller, which goes on in a copy of itself."""
        self.wine.run(str(self.folder / "uninstall.exe"), "/S", timeout_s=300)
        wait(lambda: not self.folder.exists(), f"{self.folder} to go")
        wait(lambda: "ActTutor" not in self.registry(), "the registry to be as before")

    def registry(self) -> str:
        """Return the names of all keys of ours in the user's part of the registry."""
        found = self.wine.run("reg", "query", r"HKCU\Software", "/s", "/f", "ActTutor", "/k")
        lines = found.output.splitlines()
        return "\n".join(line for line in lines if line.startswith("HKEY"))

    def is_running(self) -> bool:
        """Tell whether the program runs."""
        return "ActTutor.exe" in self.wine.run("tasklist").output

    def close(self) -> None:
        """Close its window as its title bar does, and wait until it has ended."""
        self.wine.run("taskkill", "/im", "ActTutor.exe")
        wait(lambda: not self.is_running(), "the program to end")

    def opens(self, path: Path, sign: str) -> None:
        """Open a file as the Explorer does, until the session tells that it was."""
        self.wine.run("start", "/unix", str(path), timeout_s=120)
        wait(self.is_running, f"{path.name} to start the program")
        wait(lambda: self.session_has(sign), f"{path.name} to be opened")

    def session_has(self, sign: str) -> bool:
        """Tell whether the session that the program keeps has some text."""
        files = [path for path in self.data.rglob("*") if path.is_file() and path.suffix != ".log"]
        return any(sign in path.read_text("utf-8", "replace") for path in files)


def try_setup(wine: Wine, report: Report) -> None:
    """Try the installer in an own prefix."""
    here = Installed(wine)
    before = files_of(wine)
    with report.trying("installer, silent"):
        code = here.install()
        if code != 0 or not here.shortcut.exists() or "ActTutor" not in here.registry():
            raise Failure(f"ended with {code}")
    documents = wine.home / "Documents"
    documents.mkdir(exist_ok=True)
    experiment = Path(shutil.copy(EXPERIMENT, documents / "実験 1.acttutor"))
    lesson = Path(shutil.copy(LESSON, documents / "授業.toml"))
    with report.trying("started from the Start menu") as words:
        wine.run("start", "/unix", str(here.shortcut))
        wait(here.is_running, "the program to start")
        wait(here.data.exists, "the program to write")
        if here.install() != 2:
            raise Failure("a program that runs was installed over")
        words.append("a second installation waits for it")
        here.close()
    for path, sign in ((experiment, '"softmax"'), (lesson, lesson.stem)):
        with report.trying(f"{path.suffix} opened by its association"):
            here.opens(path, sign)
            here.close()
    with report.trying("uninstaller, silent") as words:
        here.uninstall()
        left = files_of(wine) - before
        if left:
            raise Failure(f"left behind: {sorted(left)[:20]}")
        if not experiment.exists() or not here.data.exists():
            raise Failure("the user's work is gone")
        words.append("the user's work alone is left")


def files_of(wine: Wine) -> set[str]:
    """Return all files in the drive but those that stay when the program goes."""
    found = (path.relative_to(wine.drive) for path in wine.drive.rglob("*") if path.is_file())
    names = {str(path) for path in found}
    return {name for name in names if not any(f"/{kept}/" in f"/{name}" for kept in KEPT)}
