"""What happens before NumPy and Matplotlib are imported: the window must be there by then.

Only the standard library is imported with this module. Nothing here may stop the program: what
does not work is logged, and the program goes on without it.
"""

import atexit
import ctypes
import gc
import importlib.util
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from acttutor.base.resources import asset, assets_folder

log = logging.getLogger(__name__)

NAME = "ActTutor"
LOG_HANDLER = "acttutor-log"
LOG_BYTES = 500_000

#: The size of the window while it loads, in logical pixels.
SIZE = (1280, 800)
LOADING = {"ja": "読み込み中 …", "en": "Loading …"}
#: Background, title and text while loading, the same as in `acttutor.plots.style`.
COLOURS = {"light": ("#ffffff", "#1b2530", "#5f6b78"), "dark": ("#171b21", "#e9edf2", "#9fabb8")}


def prepare() -> None:
    """Do everything that must precede the window and the import of NumPy and Matplotlib."""
    configure_logging()
    limit_threads()
    tune_memory()
    enable_dpi_awareness()
    prepare_matplotlib()
    register_fonts(font_files())


def prepare_without_window() -> None:
    """Do the part of `prepare` that pictures and training without a window need."""
    configure_logging()
    limit_threads()
    tune_memory()
    prepare_matplotlib()


def data_folder() -> Path:
    """Return the user's folder for what the program keeps; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)


def open_root(language: str, theme: str = "light", size: Sequence[int] = ()) -> Any:
    """Return the root of the application, on the screen and saying that it is loading.

    Args:
        language, theme: how it says so.
        size: width and height in device pixels; by default a size that suits the screen.
    """
    import ttkbootstrap

    root = ttkbootstrap.App(title=NAME, iconphoto=None, className=NAME)
    set_icon(root)
    show_loading(root, language, theme, size)
    return root


def show_loading(root: Any, language: str, theme: str = "light", size: Sequence[int] = ()) -> Any:
    """Fill ``root`` with a centred line that says it is loading, and paint it.

    Returns:
        the frame with the text; destroy it when there is something better to show.
    """
    import tkinter

    background, title, muted = COLOURS[theme]
    scale = float(root.tk.call("tk", "scaling")) * 72 / 96
    screen = (root.winfo_screenwidth(), root.winfo_screenheight())
    wanted = size or [round(side * scale) for side in SIZE]
    width, height = (min(side, have) for side, have in zip(wanted, screen, strict=True))
    root.geometry(f"{width}x{height}")
    root.configure(background=background)
    frame = tkinter.Frame(root, background=background)
    for text, points, colour in ((NAME, 22, title), (LOADING[language], 11, muted)):
        font = ("Noto Sans JP", points)
        tkinter.Label(frame, text=text, font=font, foreground=colour, background=background).pack()
    frame.place(relx=0.5, rely=0.5, anchor="center")
    # Nothing is bound yet, so a full update cannot re-enter anything.
    root.update()
    return frame


def set_icon(root: Any) -> None:
    """Give the window and all later ones the icon of the program."""
    import tkinter

    if sys.platform == "win32":
        # Without an id of its own the task bar groups the window under Python.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(NAME)
    files = [asset("icons", f"acttutor-{size}.png") for size in (256, 64, 32, 16)]
    try:
        images = [tkinter.PhotoImage(master=root, file=str(file)) for file in files]
        root.iconphoto(True, *images)
    except tkinter.TclError:
        log.warning("no icon", exc_info=True)


# -- logging -----------------------------------------------------------------------------------


def configure_logging() -> Path | None:
    """Send the log to a file in the user's log folder, and warnings to the terminal if any.

    Returns:
        the file, or ``None`` where none can be written.
    """
    root = logging.getLogger()
    if any(handler.name == LOG_HANDLER for handler in root.handlers):
        return None
    logging.getLogger("acttutor").setLevel(logging.INFO)
    if sys.stderr is not None:  # a program without a console has none
        terminal = logging.StreamHandler()
        terminal.setLevel(logging.WARNING)
        terminal.set_name(LOG_HANDLER)
        root.addHandler(terminal)
    try:
        from platformdirs import user_log_path

        file = user_log_path(NAME, appauthor=False) / "acttutor.log"
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.set_name(LOG_HANDLER)
    root.addHandler(handler)
    return file


# -- the machine -------------------------------------------------------------------------------


def limit_threads() -> None:
    """Keep linear algebra to one thread: for matrices this small, more only get in the way."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def tune_memory() -> None:
    """Keep the heap of Linux from growing holes, and from being given back between two frames.

    The C library raises the size from which a buffer stands alone with every large one that is
    freed, up to 32 MB; pictures of many sizes then leave holes in the heap that only grow. Once
    that size is fixed, so is another: free memory at the end of the heap goes back to the system
    from 128 kB on. A frame then waits half a millisecond for every megabyte that it asks for again.
    """
    if not sys.platform.startswith("linux"):
        return
    m_trim_threshold, m_mmap_threshold = -1, -3
    try:
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(m_mmap_threshold, 1 << 20)
        mallopt(m_trim_threshold, 1 << 24)
    except (AttributeError, OSError):  # another C library
        log.info("the C library has no mallopt")


def pause_garbage_collection() -> None:
    """Do not look for garbage while modules are imported: all they make is there to stay.

    Looking through it again and again takes a tenth of the start. Later on, the window looks; see
    `acttutor.shell.collector`.
    """
    gc.disable()


def keep_what_is_made() -> None:
    """Leave what the start has made out of all later looks for garbage.

    Most of it belongs to modules; passing over it keeps a collection in the middle of an animation
    short.
    """
    gc.freeze()


def enable_dpi_awareness() -> None:
    """Ask Windows for real pixels; without this it scales up a blurred picture of the window."""
    if sys.platform != "win32":
        return
    try:
        ctypes.windll.shcore.SetProcessDpiAwareness(1)
    except (AttributeError, OSError):  # before Windows 8.1
        try:
            ctypes.windll.user32.SetProcessDPIAware()
        except (AttributeError, OSError):
            log.warning("the window will be blurred on a dense screen", exc_info=True)


# -- fonts of the widgets ----------------------------------------------------------------------


def font_files() -> list[Path]:
    """Return the fonts of the program: our own, and one with the signs that it lacks.

    Subscripts such as x₁ are not in our font; Matplotlib brings one that has them.
    """
    files = sorted(asset("fonts").glob("*.ttf"))
    matplotlib = importlib.util.find_spec("matplotlib")
    for folder in (matplotlib.submodule_search_locations if matplotlib else None) or []:
        files += Path(folder, "mpl-data", "fonts", "ttf").glob("DejaVuSans.ttf")
    return files


def register_fonts(paths: Iterable[Path]) -> int:
    """Make font files known to Tk, for this process only and before its first widget.

    Args:
        paths: TrueType files.

    Returns:
        how many were registered; where one fails, a font of the system stands in.
    """
    register = {"linux": _register_linux, "win32": _register_windows, "darwin": _register_macos}
    try:
        function = register[sys.platform]
        done = [function(path) for path in paths]
    except (KeyError, OSError, AttributeError, ImportError):
        log.warning("fonts cannot be registered here", exc_info=True)
        return 0
    if not all(done):
        log.warning("%d of %d fonts were refused", done.count(False), len(done))
    return sum(done)


def _register_linux(path: Path) -> bool:
    # Tk brings the library into the process; importing it first makes sure that both use one copy.
    import _tkinter  # noqa: F401

    library = ctypes.CDLL("libfontconfig.so.1")
    library.FcConfigAppFontAddFile.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.FcConfigAppFontAddFile.restype = ctypes.c_int
    return bool(library.FcConfigAppFontAddFile(None, os.fsencode(path)))


def _register_windows(path: Path) -> bool:
    add = ctypes.windll.gdi32.AddFontResourceExW  # type: ignore[attr-defined, unused-ignore]
    add.argtypes = [ctypes.c_wchar_p, ctypes.c_uint, ctypes.c_void_p]
    private = 0x10
    return bool(add(str(path), private, None))


def _register_macos(path: Path) -> bool:
    frameworks = "/System/Library/Frameworks"
    foundation = ctypes.CDLL(f"{frameworks}/CoreFoundation.framework/CoreFoundation")
    text = ctypes.CDLL(f"{frameworks}/CoreText.framework/CoreText")
    make_url = foundation.CFURLCreateFromFileSystemRepresentation
    make_url.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_long, ctypes.c_bool]
    make_url.restype = ctypes.c_void_p
    register = text.CTFontManagerRegisterFontsForURL
    register.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p]
    register.restype = ctypes.c_bool
    foundation.CFRelease.argtypes = [ctypes.c_void_p]
    encoded = os.fsencode(path)
    url = make_url(None, encoded, len(encoded), False)
    this_process = 1
    try:
        return bool(register(url, this_process, None))
    finally:
        foundation.CFRelease(url)


# -- Matplotlib --------------------------------------------------------------------------------


def prepare_matplotlib() -> None:
    """Give Matplotlib a folder that it can write, with its list of fonts if we brought one.

    Matplotlib rebuilds that list whenever it does not find it: 0.2 to 10 seconds. The packaged
    program always starts with an empty folder, because PyInstaller makes one for every run.
    """
    # With this variable set, Matplotlib would not look for the fonts of the system later on.
    os.environ.pop("MPL_IGNORE_SYSTEM_FONTS", None)
    packaged = hasattr(sys, "_MEIPASS") and "MPLCONFIGDIR" in os.environ
    if packaged and _is_writable(Path(os.environ["MPLCONFIGDIR"])):
        seed_font_list(Path(os.environ["MPLCONFIGDIR"]))
    elif packaged or not all(_is_writable(folder) for folder in matplotlib_folders()):
        try:
            folder = Path(tempfile.mkdtemp(prefix="acttutor-"))
        except OSError:
            log.warning("no folder for temporary files", exc_info=True)
            return
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.environ["MPLCONFIGDIR"] = str(folder)
        seed_font_list(folder)


def leave_out_documentation() -> None:
    """Import the base of Matplotlib, and keep it from documenting every class that follows.

    For each kind of artist it gathers the names and docstrings of all setters, at every start;
    nobody reads them here, and they take a tenth of a second. Where a later version has other
    names for this, it simply goes on documenting.
    """
    import matplotlib.artist

    module: Any = matplotlib.artist
    if hasattr(module.Artist, "_update_set_signature_and_docstring"):
        module.Artist._update_set_signature_and_docstring = classmethod(lambda _cls: None)
    module.kwdoc = lambda _artist: ""


def matplotlib_folders() -> list[Path]:
    """Return the folders in which Matplotlib would keep its settings and its caches."""
    chosen = os.environ.get("MPLCONFIGDIR")
    if chosen:
        return [Path(chosen)]
    try:
        home = Path.home()
    except RuntimeError:
        return [Path(os.devnull)]
    if sys.platform.startswith("linux"):
        bases = (("XDG_CONFIG_HOME", ".config"), ("XDG_CACHE_HOME", ".cache"))
        return [Path(os.environ.get(name) or home / base, "matplotlib") for name, base in bases]
    old = home / ".matplotlib"
    local = os.environ.get("LOCALAPPDATA")
    if sys.platform == "win32" and local and not old.is_dir():
        return [Path(local, "matplotlib")]
    return [old]


def seed_font_list(folder: Path) -> None:
    """Copy the list of fonts that was made when the program was packaged, if there is one."""
    for seed in (assets_folder() / "fontlist").glob("fontlist-*.json"):
        try:
            shutil.copyfile(seed, folder / seed.name)
        except OSError:
            log.warning("the list of fonts could not be copied", exc_info=True)


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return folder.is_dir() and os.access(folder, os.W_OK)
