"""The main window as dialogs see it: with what they tell to do something."""

from typing import Protocol

from acttutor.shell.commands import Commands
from acttutor.shell.control_locks import Limiter
from acttutor.shell.lessons.guide import Guide
from acttutor.shell.main_window import MainWindow


class Surroundings(MainWindow, Protocol):
    """The main window, its commands, the lesson that is going on and the limits of controls."""

    commands: Commands
    guide: Guide
    limiter: Limiter
