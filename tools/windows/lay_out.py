"""Lay out build/windows/python: Windows' own Python, with Tk and everything the program needs.

python tools/windows/lay_out.py
"""

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pin
from places import ARCHIVES, DOWNLOADS, PYTHON, VERSION, WHEELS

STAMP = PYTHON / ".laid-out"


def lay_out() -> None:
    """Make the folder, unless it is there already and the pins are the same."""
    if not pin.is_current():
        print(f"pyproject.toml names other packages than {WHEELS.name}; commit both", flush=True)
        pin.pin()
    pins = ARCHIVES.read_text(encoding="utf-8") + WHEELS.read_text(encoding="utf-8")
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == pins:
        return
    shutil.rmtree(PYTHON, ignore_errors=True)
    PYTHON.mkdir(parents=True)
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    for archive in archives():
        unpack(archive)
    # It would hide the folder of the script that is run.
    (PYTHON / "python311._pth").unlink()
    packages = PYTHON / "Lib" / "site-packages"
    install_wheels(packages)
    for library in packages.glob("msvcp*.dll"):
        shutil.copy(library, PYTHON)
    STAMP.write_text(pins, encoding="utf-8")


def archives() -> Iterator[Path]:
    """Return the pinned archives, downloaded if they are not kept yet."""
    for line in ARCHIVES.read_text(encoding="utf-8").splitlines():
        requirement, _, wanted = line.partition(" --hash=sha256:")
        name, _, version = requirement.partition("==")
        path = DOWNLOADS / f"{name.replace('-', '_')}-{version}.tar.gz"
        if not path.exists():
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(DOWNLOADS)]
            options = ["--no-deps", "--no-binary", ":all:", requirement]
            subprocess.run([*pip, *options], check=True, stdin=subprocess.DEVNULL)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != wanted:
            raise SystemExit(f"{path} is not what was pinned: {found}")
        yield path


def unpack(archive: Path) -> None:
    """Unpack the files that an archive carries in an archive of its own."""
    with tarfile.open(archive) as outer:
        name = next(name for name in outer.getnames() if name.endswith("/data.zip"))
        member = outer.extractfile(name)
        assert member is not None
        with zipfile.ZipFile(io.BytesIO(member.read())) as inner:
            for entry in inner.infolist():
                # They lie in a folder "cp311".
                entry.filename = entry.filename.partition("/")[2]
                if entry.filename:
                    inner.extract(entry, PYTHON)


def install_wheels(folder: Path) -> None:
    """Unpack the pinned wheels into ``folder``, from what is kept or else from the network."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "--no-deps"]
    options = ["--only-binary=:all:", "--platform", "win_amd64", "--python-version", VERSION]
    kept = ["--no-index", "--find-links", str(DOWNLOADS)]
    pinned = ["--require-hashes", "--requirement", str(WHEELS)]
    command = [*pip, *options, *kept, *pinned]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        pin.pip_download(DOWNLOADS, ["--no-deps", *pinned])
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    lay_out()
