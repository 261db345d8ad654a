"""Thousands of things that a user might do, in any order: nothing breaks and nothing piles up."""

import ctypes
import functools
import gc
import os
import random
import signal
import sys
from itertools import product
from pathlib import Path
from tkinter import TclError, filedialog, messagebox
from typing import NamedTuple

import pytest
from driver import open_window
from fit import descendants

from acttutor.base.state.history import DEPTH
from acttutor.base.state.store import LANGUAGES, THEMES, ZOOMS
from acttutor.base.storage.records import Records
from acttutor.labs.registry import LABS
from acttutor.lessons.own import own_lessons

pytestmark = pytest.mark.window

WORDS = (
    *("0", "1", "-1", "0.3", "−0.5", "1e3", "1e400", "-inf", "nan", "", " ", "abc", "0x10"),
    *("1,5", "あいう", "½", "9" * 60, "{", "$x", "\\", "%s", "[exit]", "0.1, 0.9", "0.1 0.2 0.3"),
)
KEYS = (
    *("<space>", "<Right>", "<Left>", "<Up>", "<Down>", "<Return>", "<Escape>", "<Tab>", "<r>"),
    *("<R>", "<F11>", "<Control-plus>", "<Control-minus>", "<Control-Key-0>", "<BackSpace>"),
    *(f"<Control-Key-{number}>" for number in range(1, 5)),
    *("<Prior>", "<Next>", "<Home>", "<End>", "<a>", "<Shift-Tab>", "<Control-a>", "<Control-c>"),
)
BUTTONS = {"TButton", "TCheckbutton", "TRadiobutton", "Toolbutton"}
#: Seconds of the processor's time: far more than any action takes.
LONGEST_S = 30
DIALOGS = ("export", "share", "controls", "glossary", "lessons", "write_lesson")
#: Most answers of a cache without a bound: colours of two themes, rows of the curriculum.
MOST_FOR_GOOD = 100
#: Most objects that may be more after the warm-up, in which all modules are imported: what is left
#: are icons that a theme and a zoom shows for the first time, five objects each.
MOST_OBJECTS = 2000
#: Most commands of Tcl that may be more: of a widget that the window keeps, never of a dialog.
MOST_COMMANDS = 100
#: Most that the memory of the process may grow by after the warm-up.
MOST_GROWTH = 10 * 2**20


class Monkey:
    """Uses the window at random, the same way for the same seed.

    Args:
        driver: the window and the hands.
        seed: of the random choices.
    """

    def __init__(self, driver, seed):
        self.driver = driver
        self.random = random.Random(seed)
        self.done = []
        #: What to do, and how often compared with the others.
        self.actions = {
            self.press_button: 22,
            self.drag_slider: 14,
            self.drag_figure: 12,
            self.click_figure: 10,
            self.press_key: 14,
            self.type_rubbish: 10,
            self.choose_option: 7,
            self.turn_wheel: 6,
            self.move_over_figure: 6,
            self.hover: 5,
            self.toggle_play: 6,
            self.change_lab: 6,
            self.open_dialog: 2,
            self.close_dialog: 2,
            self.undo: 4,
            self.begin_lesson: 1,
            self.change_look: 3,
            self.resize: 2,
            self.wait: 4,
        }

    def act(self):
        """Do one thing."""
        action = self.random.choices(list(self.actions), self.actions.values())[0]
        self.done.append(action.__name__)
        try:
            action()
        except TclError as error:
            # A click may take away the widget on which the pointer is to be released.
            if "bad window path name" not in str(error):
                raise
        self.driver.pump()

    # -- choosing ------------------------------------------------------------------------------

    def any_of(self, *kinds):
        """Return a widget of some kind on the screen; ``None`` if there is none."""
        found = [w for w in descendants(self.driver.root) if w.winfo_class() in kinds]
        found.sort(key=str)
        return self.random.choice(found) if found else None

    def place(self, widget):
        """Return a point in a widget."""
        width, height = widget.winfo_width(), widget.winfo_height()
        return self.random.randrange(max(width, 1)), self.random.randrange(max(height, 1))

    # -- acting --------------------------------------------------------------------------------

    def press_button(self):
        widget = self.any_of(*BUTTONS)
        # Their effects are tried elsewhere, and are too slow to be tried this often.
        if widget is not None and not str(widget).startswith(str(self.driver.window.header)):
            self.done[-1] += f" {widget.cget('text')!r}"
            self.driver.click(widget)

    def drag_slider(self):
        scale = self.any_of("TScale")
        if scale is None:
            return
        x, y = scale.coords()
        scale.event_generate("<ButtonPress-1>", x=x, y=y)
        for _ in range(self.random.randint(1, 5)):
            x, _ = self.place(scale)
            scale.event_generate("<B1-Motion>", x=x + self.random.randint(-60, 60), y=y)
            self.driver.pump()
        scale.event_generate("<ButtonRelease-1>", x=x, y=y)

    def drag_figure(self):
        canvas = self.driver.view.host.widget
        x, y = self.place(canvas)
        button = self.random.choice((1, 1, 1, 3))
        canvas.event_generate("<Motion>", x=x, y=y)
        canvas.event_generate(f"<ButtonPress-{button}>", x=x, y=y)
        for _ in range(self.random.randint(1, 6)):
            x, y = x + self.random.randint(-120, 120), y + self.random.randint(-80, 80)
            canvas.event_generate("<Motion>", x=x, y=y, state=0x100 << (button - 1))
            self.driver.pump()
        canvas.event_generate(f"<ButtonRelease-{button}>", x=x, y=y)

    def click_figure(self):
        canvas = self.driver.view.host.widget
        x, y = self.place(canvas)
        canvas.event_generate("<Motion>", x=x, y=y)
        for _ in range(self.random.choice((1, 1, 2))):
            canvas.event_generate("<ButtonPress-1>", x=x, y=y)
            canvas.event_generate("<ButtonRelease-1>", x=x, y=y)

    def move_over_figure(self):
        canvas = self.driver.view.host.widget
        for _ in range(self.random.randint(1, 5)):
            x, y = self.place(canvas)
            canvas.event_generate("<Motion>", x=x, y=y)
            self.driver.pump()
        if self.random.random() < 0.3:
            canvas.event_generate("<Leave>")

    def hover(self):
        widget = self.any_of(*BUTTONS, "TLabel", "TEntry", "TScale")
        if widget is not None:
            widget.event_generate("<Enter>")
            self.driver.pump(self.random.choice((0, 0, 0, 0.6)))
            widget.event_generate("<Leave>")

    def turn_wheel(self):
        widget = self.any_of("TScale", "TCombobox", "Canvas", "TLabel", "TEntry")
        if widget is None:
            return
        for _ in range(self.random.randint(1, 4)):
            widget.event_generate(self.random.choice(("<Button-4>", "<Button-5>")), x=5, y=5)

    def press_key(self):
        widget = self.any_of("Canvas", "TScale", "TEntry", "TCombobox", *BUTTONS)
        key = self.random.choice(KEYS)
        self.done[-1] += f" {key}"
        widget.focus_force()
        self.driver.pump()
        widget.event_generate(key)

    def type_rubbish(self):
        entry = self.any_of("TEntry")
        if entry is None:
            return
        word = self.random.choice(WORDS)
        self.done[-1] += f" {word!r}"
        entry.focus_force()
        entry.delete(0, "end")
        entry.insert(0, word)
        entry.event_generate(
            self.random.choice(("<Return>", "<KP_Enter>", "<FocusOut>", "<Escape>"))
        )

    def choose_option(self):
        box = self.any_of("TCombobox")
        if box is None:
            return
        box.current(self.random.randrange(len(box.cget("values"))))
        self.done[-1] += f" {box.get()}"
        box.event_generate("<<ComboboxSelected>>")

    def toggle_play(self):
        if self.driver.view.lab.has_time:
            self.driver.window.transport.play.invoke()

    def change_lab(self):
        lab = self.random.choice(list(LABS))
        self.done[-1] += f" {lab}"
        self.driver.click(self.driver.window.rail.buttons[lab])

    def open_dialog(self):
        name = self.random.choice(DIALOGS)
        self.done[-1] += f" {name}"
        self.driver.window.open_dialog(name)

    def close_dialog(self):
        dialog = self.driver.window.dialog
        if dialog is not None and dialog.top.winfo_exists():
            dialog.close()

    def undo(self):
        commands = self.driver.window.commands
        self.random.choice((commands.undo, commands.redo))()

    def begin_lesson(self):
        guide = self.driver.window.guide
        if guide.lesson is not None and self.random.random() < 0.5:
            guide.close()
        else:
            guide.open(self.random.choice(own_lessons()))

    def change_look(self):
        looks = {"language": LANGUAGES, "theme": THEMES, "zoom": ZOOMS}
        name = self.random.choice(list(looks))
        self.driver.store.set_app(**{name: self.random.choice(looks[name])})

    def resize(self):
        width, height = self.random.randint(300, 1600), self.random.randint(200, 1100)
        self.driver.root.geometry(f"{width}x{height}")

    def wait(self):
        self.driver.pump(0.05)


@pytest.fixture(autouse=True)
def quiet_dialogs(monkeypatch):
    """A file dialog would wait for a user for ever; here the user always cancels."""
    for name in ("askopenfilename", "asksaveasfilename", "askdirectory", "askopenfilenames"):
        monkeypatch.setattr(filedialog, name, lambda *args, **options: "")
    for name in ("askyesno", "askokcancel", "askretrycancel"):
        monkeypatch.setattr(messagebox, name, lambda *args, **options: True)
    for name in ("askyesnocancel", "askquestion"):
        monkeypatch.setattr(messagebox, name, lambda *args, **options: None)


def empty_caches():
    """Empty what fills up to a bound; what of ours has none must hold little, come what may."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):
            most, size = found.cache_info()[2:]
            if most is not None:
                found.cache_clear()
            elif found.__module__.startswith("acttutor"):
                assert size < MOST_FOR_GOOD, (found.__module__, found.__qualname__, size)


def fill_history(driver):
    """Let there be as much to take back as is ever kept, and always the same."""
    for number in range(DEPTH):
        driver.store.set("descent", lr=0.1 + number % 2 / 10)
        driver.window.history.seal()


def calm(driver):
    """Bring the window into a state in which its memory can be compared."""
    driver.player.pause()
    window = driver.window
    window.worker.close()
    if window.guide.lesson is not None:
        window.guide.close()
    for dialog in list(window.dialogs):
        dialog.close()
    for lab, entry in LABS.items():
        driver.store.replace(lab, entry.defaults())
        driver.store.choose(lab)
        driver.view.run.reset()
    driver.store.set_app(language="en", theme="light", zoom=100)
    driver.resize(1280, 800)
    # What learners did is on disk, but for a window that was never told where.
    window.records = Records()
    window.use_records()
    fill_history(driver)
    empty_caches()
    for _ in range(3):
        gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL("libc.so.6").malloc_trim(0)


class Held(NamedTuple):
    """What the program holds at one time; nothing of it may pile up.

    Args:
        memory: bytes of the process.
        objects: those that Python looks after.
        commands: of Tcl, one for each callback that a widget knows; images are not counted.
        waiting: calls that are due later.
    """

    memory: int
    objects: int
    commands: int
    waiting: int

    @classmethod
    def by(cls, driver):
        """Return what is held now."""
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        tk = driver.root.tk
        commands, images, waiting = (
            len(tk.splitlist(tk.call(what, which)))
            for what, which in (("info", "commands"), ("image", "names"), ("after", "info"))
        )
        commands -= images  # icons are kept for each theme and zoom
        return cls(pages * 4096, len(gc.get_objects()), commands, waiting)

    def since(self, before):
        """Return how much more this is."""
        return Held(*(now - then for now, then in zip(self, before, strict=True)))

    def __str__(self):
        return (
            f"{self.memory / 2**20:+.1f} MB, {self.objects:+} objects, "
            f"{self.commands:+} commands, {self.waiting:+} waiting"
        )


def too_long(_signal, _frame):
    raise TimeoutError(f"one action took more than {LONGEST_S} seconds")


def run_monkey(driver, monkey, count):
    can_limit = hasattr(signal, "SIGPROF")
    if can_limit:
        signal.signal(signal.SIGPROF, too_long)
    for number in range(count):
        # An endless loop in a callback would otherwise hold the whole run.
        if can_limit:
            signal.setitimer(signal.ITIMER_PROF, LONGEST_S)
        monkey.act()
        assert not driver.window.errors, (number, monkey.done[-8:], driver.window.errors)
    if can_limit:
        signal.setitimer(signal.ITIMER_PROF, 0)


def test_random_actions_break_nothing():
    with open_window() as driver:
        run_monkey(driver, Monkey(driver, seed=1), 75)


@pytest.mark.soak
def test_thousands_of_random_actions_leave_nothing_behind():
    """No exception, no leftover ``after`` (see the driver), and memory as it was.

    ``RANDOM_ACTIONS`` says how many, ``RANDOM_SEED`` which.
    """
    count, seed = int(os.environ.get("RANDOM_ACTIONS", 2000)), int(os.environ.get("RANDOM_SEED", 3))
    with open_window() as driver:
        warm_up = Monkey(driver, seed=2)
        # Every zoom and theme draws images of its own, which are kept; that is no leak.
        for zoom, theme, lab in product(ZOOMS, THEMES, LABS):
            driver.store.set_app(zoom=zoom, theme=theme)
            driver.store.choose(lab)
            driver.pump()
        for name in DIALOGS:
            driver.window.open_dialog(name)
            driver.pump()
        run_monkey(driver, warm_up, 1000)
        calm(driver)
        before = Held.by(driver)
        monkey = Monkey(driver, seed)
        for begun in range(0, count, 1000):
            run_monkey(driver, monkey, min(1000, count - begun))
            calm(driver)
            more = Held.by(driver).since(before)
            print(f"{begun + 1000:6} actions: {more}", flush=True)
        assert more.memory < MOST_GROWTH
        assert more.objects < MOST_OBJECTS
        assert more.commands < MOST_COMMANDS
        assert more.waiting <= 0
