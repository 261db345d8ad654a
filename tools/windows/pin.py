"""Pin what Windows' Python gets, by version and SHA-256, in wheels.txt beside this file.

    python tools/windows/pin.py            if pyproject.toml names other packages than it did
    python tools/windows/pin.py --newest   the newest versions of all

What is pinned is what pyproject.toml asks for, with the lowest NumPy that it allows: later ones
call functions of the C library that Wine 8 lacks.
"""

import hashlib
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from places import DOWNLOADS, ROOT, VERSION, WHEELS

EXTRAS = ("test", "build")
#: The C++ library of Windows, which every real one has.
BESIDE = "msvc-runtime"
FOR = "# for "


def requirements() -> list[str]:
    """Return what pyproject.toml asks for, in a fixed order."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *(line for extra in EXTRAS for line in extras[extra])]
    return sorted([*named, BESIDE], key=str.lower)


def lowest(name: str) -> str:
    """Return the lowest version of a package that pyproject.toml allows, as a requirement."""
    for line in requirements():
        requirement = Requirement(line)
        if requirement.name == name:
            bounds = [bound.version for bound in requirement.specifier if bound.operator == ">="]
            return f"{name}=={bounds[0]}"
    raise LookupError(name)


def resolve() -> list[str]:
    """Return the requirements of all packages, each with one version."""
    uv = Path(sys.executable).with_name("uv")
    wanted = "\n".join([*requirements(), lowest("numpy")])
    options = ["--python-platform", "windows", "--python-version", VERSION, "--only-binary=:all:"]
    done = subprocess.run(
        [uv, "pip", "compile", "--quiet", "--no-header", "--no-annotate", *options, "-"],
        input=wanted,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.split()


def hashed(lines: list[str], folder: Path) -> list[str]:
    """Download the wheels of requirements; returns them again with the sum of each."""
    pip_download(folder, ["--no-deps", *lines])
    sums = {}
    for wheel in folder.glob("*.whl"):
        name, version, _, _ = parse_wheel_filename(wheel.name)
        sums[f"{name}=={version}"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
        wheel.replace(DOWNLOADS / wheel.name)
    pinned = [Requirement(line) for line in lines]
    names = [f"{canonicalize_name(one.name)}{one.specifier}" for one in pinned]
    return [f"{name} --hash=sha256:{sums[name]}" for name in names]


def pip_download(folder: Path, arguments: list[str]) -> None:
    """Have pip put wheels for Windows into ``folder``."""
    options = ["--only-binary=:all:", "--platform", "win_amd64", "--python-version", VERSION]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(folder), *options]
    subprocess.run([*command, *arguments], check=True, stdin=subprocess.DEVNULL)


def is_current() -> bool:
    """Tell whether the pins are those of what pyproject.toml asks for now."""
    if not WHEELS.exists():
        return False
    lines = WHEELS.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(FOR) for line in lines if line.startswith(FOR)] == requirements()


def pin() -> None:
    """Write wheels.txt anew."""
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DOWNLOADS) as folder:
        lines = hashed(resolve(), Path(folder))
    head = ["# Made by tools/windows/pin.py", *(f"{FOR}{line}" for line in requirements())]
    WHEELS.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    print(f"{WHEELS.name}: {len(lines)} packages", flush=True)


if __name__ == "__main__":
    if "--newest" in sys.argv or not is_current():
        pin()
