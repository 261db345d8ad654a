"""Where the files that travel with the program are."""

import sys
from pathlib import Path


def assets_folder() -> Path:
    """Return the folder ``assets`` of the packaged program, the checkout or the installed wheel."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "assets"
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent / "assets"
    return checkout if checkout.is_dir() else package / "assets"


def asset(*parts: str) -> Path:
    """Return the path of one asset, for example ``asset("i18n", "ja", "shell.json")``."""
    return assets_folder().joinpath(*parts)
