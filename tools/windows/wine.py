"""A Japanese Windows of its own, in which a program can be run: a Wine prefix and its screen."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from places import BUILD, PYTHON, ROOT

USER = "花子"
#: What a console of a Japanese Windows speaks.
CODE_PAGE = "cp932"
LOCALE = "ja_JP.UTF-8"
#: Dots per inch at 100 %.
NORMAL_DPI = 96
#: Root may write anywhere; without these a folder that is read-only is so for root, too.
HELD_TO_PERMISSIONS = (
    ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
)


@dataclass(frozen=True)
class Ended:
    """A program that has ended; ``code`` is ``None`` if it had to be stopped."""

    code: int | None
    output: str
    seconds: float


class Wine:
    """A Wine prefix in use: ``with Wine(folder) as wine``. Everything in it has ended afterwards.

    Args:
        folder: where it is; made if there is none.
        display: its screen, by default that of the caller.
    """

    def __init__(self, folder: Path, display: str = "") -> None:
        self.drive = folder / "drive_c"
        self.home = self.drive / "users" / USER
        # LANG and LANGUAGE would make the interface English.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LANG")}
        self._environment = {
            **kept,
            "WINEPREFIX": str(folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # Nothing here needs .NET or a browser, or belongs into the menu of this machine.
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
            "LOCPATH": str(BUILD / "locale"),
            "LC_ALL": LOCALE,
            "USER": USER,
            "LOGNAME": USER,
            "DISPLAY": display or os.environ["DISPLAY"],
        }
        self._manager: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        make_locale(BUILD / "locale" / LOCALE)
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment,
        )
        if not self.home.exists():
            self.drive.parent.mkdir(parents=True, exist_ok=True)
            self.run("wineboot", "--init", timeout_s=300)
            if not self.home.exists():
                raise SystemExit(f"Wine made no user {USER}")
            # It puts the folders of whoever runs this there.
            for folder in self.home.iterdir():
                if folder.is_symlink():
                    folder.unlink()
                    folder.mkdir()
            # It makes itself a Windows 7, where pipes lose a message without bytes: worker
            # processes would wait for ever. (Python 3.11 itself asks for Windows 8.1.)
            self.run("winecfg", "/v", "win10")
            self.stop()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        if self._manager is not None:
            self._manager.terminate()
            self._manager.wait()

    def stop(self) -> None:
        """End every program of the prefix."""
        for option in ("-k", "-w"):
            self._server(option)

    def _server(self, option: str) -> None:
        command = ["wineserver", option]
        try:
            subprocess.run(
                command, env=self._environment, timeout=60, check=False, capture_output=True
            )
        except subprocess.TimeoutExpired:
            print(f"{' '.join(command)}: no answer", flush=True)

    def set_scale(self, percent: int) -> None:
        """Choose the scale of the screen for the programs to come."""
        key, dots = r"HKCU\Control Panel\Desktop", NORMAL_DPI * percent // 100
        self.run("reg", "add", key, "/v", "LogPixels", "/t", "REG_DWORD", "/d", str(dots), "/f")
        self.stop()

    def python(self, *arguments: str, timeout_s: float, show: bool = True) -> Ended:
        """Run Windows' Python in the folder of the project, and show what it prints."""
        python = str(PYTHON / "python.exe")
        return self.run(python, *arguments, timeout_s=timeout_s, folder=ROOT, show=show)

    def begin(
        self, *command: str, folder: Path | None = None, streams: bool = False
    ) -> "subprocess.Popen[bytes]":
        """Start a program, by default without any stream, as a double click does."""
        # Standard streams must be pipes: with a file or at its end, Python does not start.
        stream = subprocess.PIPE if streams else subprocess.DEVNULL
        return subprocess.Popen(
            [*HELD_TO_PERMISSIONS, "wine", *command],
            stdin=stream,
            stdout=stream,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=self._environment,
        )

    def run(
        self,
        *command: str,
        timeout_s: float = 300,
        folder: Path | None = None,
        streams: bool = True,
        show: bool = False,
    ) -> Ended:
        """Run a program to its end, or stop everything in the prefix when its time is over.

        Args:
            command: what to run; a path may be one of Linux.
            timeout_s: how long it may take.
            folder: where it runs.
            streams: whether it has any; a program started by a double click has none.
            show: whether what it prints is shown at once.
        """
        begun_s = time.perf_counter()
        process = self.begin(*command, folder=folder, streams=streams)
        lines: list[str] = []
        reader = threading.Thread(target=self._read, args=(process, lines, show), daemon=True)
        reader.start()
        code: int | None
        try:
            code = process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            code = None
            self.stop()
            process.kill()
            process.wait()
        # A program that it left behind may hold the pipe open.
        reader.join(10)
        return Ended(code, "".join(lines), time.perf_counter() - begun_s)

    @staticmethod
    def _read(process: "subprocess.Popen[bytes]", lines: list[str], show: bool) -> None:
        for line in process.stdout or ():
            text = line.decode(CODE_PAGE, errors="replace").replace("\r\n", "\n")
            lines.append(text)
            if show:
                sys.stdout.write(text)
                sys.stdout.flush()


@contextmanager
def another_display() -> Iterator[str]:
    """Have a virtual display beside the one that the caller has, and as large; yields its name."""
    wait = ["sh", "-c", "echo $DISPLAY; exec sleep infinity"]
    process = subprocess.Popen(
        ["tools/display.sh", "run", *wait], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def make_locale(folder: Path) -> None:
    """Compile the locale from which Wine takes code page and language."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        language, _, charset = LOCALE.partition(".")
        command = ["localedef", "--no-archive", "-i", language, "-f", charset, str(folder)]
        # It warns of characters that no text of ours has.
        subprocess.run(command, capture_output=True, check=False)
        if not folder.exists():
            raise SystemExit(f"could not compile the locale {LOCALE}")


def on_windows(path: Path) -> str:
    """Return a path of this machine as Windows programs in Wine see it."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


def remove(folder: Path) -> None:
    """Remove a folder, even one that is read-only."""
    if folder.exists():
        subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)
        shutil.rmtree(folder)
