"""The bar below the stage: back and on, where one is, and what the keys do."""

from collections.abc import Callable

import ttkbootstrap as ttk

from acttutor.labs.registry import LABS
from acttutor.lessons.lesson import Lesson, line_in
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip

#: Size of the icons, and below which width the keys are not said, in logical pixels.
ICON, COMPACT = 30, 900


class StageBar(ttk.Frame):
    """What stands below the figure while it is presented.

    Args:
        window: the main window.
        turn: goes on (+1) or back (−1).
        lesson: the lesson that is going on, if any.
        index: its step.
    """

    def __init__(
        self, window: MainWindow, turn: Callable[[int], None], lesson: Lesson | None, index: int
    ) -> None:
        px, texts = window.appearance.px, window.texts
        super().__init__(window.root, padding=(px(10), px(4)))
        self.buttons: dict[int, ttk.Button] = {}
        for by, name, side in ((-1, "previous", "left"), (+1, "next", "right")):
            icon = "chevron-left" if by < 0 else "chevron-right"
            button = ttk.Button(
                self, icon=icon, icon_size=ICON, bootstyle="outline", width=6,
                command=lambda by=by: turn(by),
            )  # fmt: skip
            button.pack(side=side)
            attach_tip(button, texts(f"shell.stage.{name}.tip"), window.appearance)
            self.buttons[by] = button
        state = window.store.state
        if lesson is not None:
            name = line_in(lesson.title, state.language)
            number, count = index + 1, len(lesson.steps)
        else:
            name = texts(f"{state.lab}.name")
            number, count = list(LABS).index(state.lab) + 1, len(LABS)
        if number == 1:
            self.buttons[-1].state(["disabled"])
        if number == count:
            self.buttons[+1].state(["disabled"])
        where = texts("shell.stage.where", name=name, number=number, count=count)
        self.where = ttk.Label(self, text=where, style="Title.TLabel")
        self.where.pack(side="left", padx=px(16))
        if window.root.winfo_width() >= px(COMPACT):
            self.told = ttk.Label(self, text=texts("shell.stage.keys"), style="Stage.TLabel")
            self.told.pack(side="right", padx=px(16))
