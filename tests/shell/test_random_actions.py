"""Thousands of things that a user might do, in any order: nothing breaks and nothing piles up."""

import os
import pkgutil
import random
import signal
from importlib import import_module
from itertools import product
from tkinter import TclError, filedialog, messagebox

import pytest
from driver import open_window
from fit import descendants
from held import Held, calm

import acttutor
from acttutor.base.state.store import LANGUAGES, THEMES, ZOOMS
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
#: Most objects that may be more after the warm-up, and blocks of memory that Python holds for them
#: and for what they consist of: the first sweep imports a thousand, to have other processes.
MOST_OBJECTS, MOST_BLOCKS = 2000, 20_000
#: Most pictures of widgets that may be more: each glyph is drawn once for a colour and a size.
MOST_PICTURES = 200
#: Most commands of Tcl that may be more: of a widget that the window keeps, never of a dialog.
MOST_COMMANDS = 100
#: Most bytes of memory in use that may be more: a table for GELU is made once and has a third.
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


def see_everything(driver):
    """Use whatever is kept for good once: modules, and the icons of every look."""
    for module in pkgutil.walk_packages(acttutor.__path__, "acttutor."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for zoom, theme in product(ZOOMS, THEMES):
        driver.store.set_app(zoom=zoom, theme=theme)
        for lab in LABS:
            driver.store.choose(lab)
            driver.pump()
        for name in DIALOGS:
            driver.window.open_dialog(name)
            driver.pump()
            driver.window.dialog.close()
        driver.window.guide.open(own_lessons()[0])
        driver.pump()
        driver.window.guide.close()


@pytest.mark.soak
def test_thousands_of_random_actions_leave_nothing_behind():
    """No exception, no leftover ``after`` (see the driver), and memory as it was.

    ``RANDOM_ACTIONS`` says how many, ``RANDOM_SEED`` which.
    """
    count, seed = int(os.environ.get("RANDOM_ACTIONS", 2000)), int(os.environ.get("RANDOM_SEED", 3))
    with open_window() as driver:
        see_everything(driver)
        run_monkey(driver, Monkey(driver, seed=2), 1000)
        calm(driver)
        before = Held.by(driver)
        monkey = Monkey(driver, seed)
        for begun in range(0, count, 1000):
            run_monkey(driver, monkey, min(1000, count - begun))
            calm(driver)
            more = Held.by(driver).since(before)
            print(f"{len(monkey.done):6} actions: {more}", flush=True)
        assert more.memory < MOST_GROWTH
        assert more.blocks < MOST_BLOCKS
        assert more.objects < MOST_OBJECTS
        assert more.pictures < MOST_PICTURES
        assert more.commands < MOST_COMMANDS
        assert more.waiting <= 0
