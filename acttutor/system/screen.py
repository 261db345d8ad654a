"""The screen: its pixels, and the part of it that a window may fill."""

import ctypes
import logging
import os
from dataclasses import dataclass
from typing import Any

from acttutor.system.names import is_linux, is_windows

log = logging.getLogger(__name__)

#: What a window manager usually puts around a window, in logical pixels: at the sides, and above
#: and below together.
USUAL_FRAME = (4, 40)


@dataclass(frozen=True)
class Area:
    """A rectangle of the screen in device pixels."""

    left: int
    top: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Tell whether a point is inside."""
        inside = self.left <= x < self.left + self.width
        return inside and self.top <= y < self.top + self.height

    def common(self, other: "Area") -> "Area":
        """Return what two rectangles share; of no size if that is nothing."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right = min(self.left + self.width, other.left + other.width)
        bottom = min(self.top + self.height, other.top + other.height)
        return Area(left, top, max(right - left, 0), max(bottom - top, 0))


def ask_for_real_pixels() -> None:
    """Ask Windows for real pixels; without this it scales up a blurred picture of the window."""
    if not is_windows():
        return
    windll: Any = getattr(ctypes, "windll")  # noqa: B009 - there is none elsewhere
    try:
        windll.shcore.SetProcessDpiAwareness(1)
    except (AttributeError, OSError):  # before Windows 8.1
        try:
            windll.user32.SetProcessDPIAware()
        except (AttributeError, OSError):
            log.warning("the window will be blurred on a dense screen", exc_info=True)


def density(root: Any) -> float:
    """Return how many device pixels a logical one has, in quarters, at least 1."""
    # With Xft.dpi set, X11 fonts grow but ``tk scaling`` does not: measure what text does.
    measured = int(root.tk.call("font", "measure", ("TkDefaultFont", -100), "あ")) / 100
    if not (is_linux() and measured > 1.1):
        measured = float(root.tk.call("tk", "scaling")) * 72 / 96
    # Many X servers report some 100 dpi that nobody chose; real choices come in quarters.
    return max(round(measured * 4) / 4, 1.0)


def display_to_grab() -> str | None:
    """Return the display that a picture of the screen is taken from, where one has to be named."""
    # Without it, Pillow looks for the tools of a desktop on X11.
    return os.environ.get("DISPLAY") if is_linux() else None


def work_areas(root: Any) -> list[Area]:
    """Return the part of each monitor that bars and docks leave free, the main monitor first."""
    found: list[Area] = []
    try:
        if is_windows():
            found = _areas_of_windows()
        elif is_linux():
            found = _areas_of_x11()
    except (OSError, AttributeError):
        log.info("the free part of the screen cannot be had", exc_info=True)
    return found or [Area(0, 0, root.winfo_screenwidth(), root.winfo_screenheight())]


def frame(root: Any) -> tuple[int, int]:
    """Return what the system puts around a window: at both sides together, above and below."""
    if is_windows():
        windll: Any = getattr(ctypes, "windll")  # noqa: B009
        measure = windll.user32.GetSystemMetrics
        caption, side_x, side_y, padding = (measure(index) for index in (4, 32, 33, 92))
        return 2 * (side_x + padding), caption + 2 * (side_y + padding)
    if is_linux() and not _has_window_manager():
        return 0, 0
    across, down = USUAL_FRAME
    scale = density(root)
    return round(across * scale), round(down * scale)


# -- Windows -----------------------------------------------------------------------------------


class _Rectangle(ctypes.Structure):
    _fields_ = (
        ("left", ctypes.c_long),
        ("top", ctypes.c_long),
        ("right", ctypes.c_long),
        ("bottom", ctypes.c_long),
    )


class _MonitorInfo(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_ulong),
        ("monitor", _Rectangle),
        ("work", _Rectangle),
        ("flags", ctypes.c_ulong),
    )


def _areas_of_windows() -> list[Area]:
    user: Any = getattr(ctypes, "windll").user32  # noqa: B009
    main: list[Area] = []
    others: list[Area] = []

    def add(monitor: int, *_: object) -> int:
        info = _MonitorInfo(ctypes.sizeof(_MonitorInfo))
        if user.GetMonitorInfoW(ctypes.c_void_p(monitor), ctypes.byref(info)):
            box = info.work
            area = Area(box.left, box.top, box.right - box.left, box.bottom - box.top)
            is_main = info.flags & 1
            (main if is_main else others).append(area)
        return 1

    pointer = ctypes.c_void_p
    kind: Any = getattr(ctypes, "WINFUNCTYPE")  # noqa: B009
    callback = kind(ctypes.c_int, pointer, pointer, pointer, pointer)(add)
    user.EnumDisplayMonitors(None, None, callback, None)
    return main + others


# -- X11 ---------------------------------------------------------------------------------------


class _Monitor(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("outputs_count", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("width_mm", ctypes.c_int),
        ("height_mm", ctypes.c_int),
        ("outputs", ctypes.c_void_p),
    )


class _Display:
    """A connection to the X server for a question; Tk has no way to ask it."""

    def __enter__(self) -> "_Display":
        self.x11 = ctypes.CDLL("libX11.so.6")
        for name, kind in (("XOpenDisplay", ctypes.c_void_p), ("XInternAtom", ctypes.c_ulong)):
            getattr(self.x11, name).restype = kind
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        opened = self.x11.XOpenDisplay(None)
        if not opened:
            raise OSError("no X server")
        self.pointer = ctypes.c_void_p(opened)
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.pointer))
        return self

    def __exit__(self, *_: object) -> None:
        self.x11.XCloseDisplay(self.pointer)

    def numbers(self, name: str) -> list[int]:
        """Return a property of the root window that consists of numbers; empty if it has none."""
        atom = ctypes.c_ulong(self.x11.XInternAtom(self.pointer, name.encode(), 1))
        if not atom.value:
            return []
        kind, length, rest = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
        width = ctypes.c_int()
        data = ctypes.POINTER(ctypes.c_ulong)()
        most, anything = 64, 0
        answer = self.x11.XGetWindowProperty(
            self.pointer, self.root, atom, ctypes.c_long(0), ctypes.c_long(most), 0,
            ctypes.c_ulong(anything), ctypes.byref(kind), ctypes.byref(width),
            ctypes.byref(length), ctypes.byref(rest), ctypes.byref(data),
        )  # fmt: skip
        if answer or width.value != 32 or not data:
            return []
        found = [data[index] for index in range(length.value)]
        self.x11.XFree(data)
        return found

    def monitors(self) -> list[Area]:
        """Return the monitors, the main one first; empty where the server does not tell."""
        try:
            xrandr = ctypes.CDLL("libXrandr.so.2")
            xrandr.XRRGetMonitors.restype = ctypes.POINTER(_Monitor)
        except (OSError, AttributeError):
            return []
        count = ctypes.c_int()
        found = xrandr.XRRGetMonitors(self.pointer, self.root, 1, ctypes.byref(count))
        if not found:
            return []
        listed = sorted((found[index] for index in range(count.value)), key=lambda m: not m.primary)
        areas = [Area(one.x, one.y, one.width, one.height) for one in listed]
        xrandr.XRRFreeMonitors(found)
        return areas


def _areas_of_x11() -> list[Area]:
    with _Display() as display:
        numbers = display.numbers("_NET_WORKAREA")
        # There is one for each desktop: x, y, width, height, around all monitors together.
        desktop = (display.numbers("_NET_CURRENT_DESKTOP") or [0])[0]
        chosen = numbers[4 * desktop : 4 * desktop + 4] or numbers[:4]
        if len(chosen) < 4 or not display.numbers("_NET_SUPPORTING_WM_CHECK"):
            return []
        whole = Area(*chosen)
        parts = [whole.common(monitor) for monitor in display.monitors()]
        return [part for part in parts if part.width and part.height] or [whole]


def _has_window_manager() -> bool:
    try:
        with _Display() as display:
            return bool(display.numbers("_NET_SUPPORTING_WM_CHECK"))
    except (OSError, AttributeError):
        return True
