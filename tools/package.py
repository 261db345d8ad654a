"""Zip the folder that PyInstaller built and print the size of both.

python tools/package.py [dist/ActTutor [dist/ActTutor.zip]]
"""

import os
import stat
import sys
import zipfile
from pathlib import Path

MEGABYTE = 1e6


def files_below(folder: Path) -> list[Path]:
    """Return all files and links below ``folder``, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or path.is_file())


def write_zip(folder: Path, archive: Path) -> None:
    """Pack ``folder`` with permissions and links kept; `shutil.make_archive` follows links."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for path in files_below(folder):
            name = str(path.relative_to(folder.parent))
            if path.is_symlink():
                entry = zipfile.ZipInfo(name)
                entry.create_system = 3  # Unix, so that the mode below is read as one
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
                target.writestr(entry, os.readlink(path))
            else:
                target.write(path, name)


def main() -> None:
    """Pack the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "dist/ActTutor")
    archive = Path(sys.argv[2]) if len(sys.argv) > 2 else folder.with_name(f"{folder.name}.zip")
    write_zip(folder, archive)
    size = sum(path.lstat().st_size for path in files_below(folder))
    print(
        f"{folder}: {size / MEGABYTE:.0f} MB, {archive}: {archive.stat().st_size / MEGABYTE:.0f} MB"
    )


if __name__ == "__main__":
    main()
