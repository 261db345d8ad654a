"""The language that the system speaks to its user."""

import ctypes
import locale
import os
from typing import Any

from acttutor.system.names import is_windows


def system_language() -> str:
    """Return ``"ja"`` if the system speaks Japanese, otherwise ``"en"``.

    On Windows that is the language of its interface; variables such as ``LANG`` are left over
    from other tools there.
    """
    name = _interface_of_windows() if is_windows() else _locale_of_terminal()
    return "ja" if name.lower().startswith("ja") else "en"


def _locale_of_terminal() -> str:
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    # macOS does not set these variables for what is started by a double click.
    return next((name for name in names if name), "") or locale.getlocale()[0] or ""


def _interface_of_windows() -> str:
    windll: Any = getattr(ctypes, "windll")  # noqa: B009 - there is none elsewhere
    identifier = windll.kernel32.GetUserDefaultUILanguage()
    return locale.windows_locale.get(identifier, "")
