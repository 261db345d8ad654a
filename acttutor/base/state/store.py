"""The store: the only thing that changes the state of the application.

The state is frozen data. Widgets, figures and runs hold no truth of their own; they are told
what changed and follow. Whatever arrives here is clamped, and what changes nothing stops here.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace

from acttutor.base.language.languages import LANGUAGES
from acttutor.base.state.fields import Settings, changed, choice, flag, stops
from acttutor.base.state.lab_settings import LabSettings

THEMES = ("light", "dark")
#: Whether things move for their own sake: as the system asks, or as was chosen here.
MOTIONS = ("system", "full", "less")
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


@dataclass(frozen=True)
class AppState:
    """Everything that the window shows, apart from the progress of runs.

    Args:
        lab: id of the lab on the screen.
        language: one of `LANGUAGES`.
        theme: ``"light"`` or ``"dark"``.
        zoom: size of text, widgets and figures in per cent.
        settings: one frozen settings object for each lab, by its id.
        meter: whether frames and steps per second are shown.
        motion: one of `MOTIONS`.
        speech: whether what the figure shows is spoken at a pause.
    """

    lab: str
    language: str = choice("en", LANGUAGES)
    theme: str = choice("light", THEMES)
    zoom: int = stops(100, ZOOMS, "%", whole=True)
    settings: LabSettings = field(default_factory=lambda: LabSettings({}))
    meter: bool = flag(False)
    motion: str = choice("system", MOTIONS)
    speech: bool = flag(False)


Listener = Callable[[AppState, AppState], None]


class Store:
    """Holds the `AppState`, clamps what comes in and tells listeners what went out.

    Args:
        state: where to begin.
    """

    def __init__(self, state: AppState) -> None:
        self._listeners: list[Listener] = []
        self._untold: deque[tuple[AppState, AppState]] = deque()
        self.state = state

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener(old, new)`` after every change; returns a function that ends this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def settings(self, lab: str | None = None) -> Settings:
        """Return the settings of ``lab``, by default of the lab on the screen."""
        return self.state.settings[self._known(lab or self.state.lab)]

    def set(self, lab: str | None = None, **changes: object) -> None:
        """Change settings of ``lab`` (by default the one on the screen), each clamped.

        Raises:
            ValueError: naming the setting, if a value is of the wrong kind, or if there is no
                such lab; nothing changes then.
        """
        lab = lab or self.state.lab
        self.replace(lab, changed(self.settings(lab), **changes))

    def replace(self, lab: str, settings: Settings) -> None:
        """Put a whole settings object in place, for example the defaults."""
        self._put(replace(self.state, settings=self._with({lab: settings})))

    def put_back(self, lab: str, settings: Mapping[str, Settings], **looks: object) -> None:
        """Put settings of several labs in place and ``lab`` on the screen, as one change.

        Language, theme or zoom may change with them.
        """
        state = replace(self.state, lab=self._known(lab), settings=self._with(settings))
        self._put(changed(state, **looks))

    def choose(self, lab: str) -> None:
        """Put the lab with this id on the screen; a ``ValueError`` if there is none."""
        self._put(replace(self.state, lab=self._known(lab)))

    def set_app(self, **changes: object) -> None:
        """Change language, theme or zoom, each clamped."""
        self._put(changed(self.state, **changes))

    def _with(self, settings: Mapping[str, Settings]) -> LabSettings:
        for lab in settings:
            self._known(lab)
        return self.state.settings.replaced(settings)

    def _known(self, lab: str) -> str:
        if lab not in self.state.settings:
            raise ValueError(f"lab: {lab!r} is not one of {', '.join(self.state.settings)}")
        return lab

    def _put(self, state: AppState) -> None:
        old = self.state
        if all(getattr(old, item.name) == getattr(state, item.name) for item in fields(old)):
            return
        self.state = state
        self._untold.append((old, state))
        if len(self._untold) > 1:
            # A listener is changing the state: everyone hears of the first change first.
            return
        try:
            while self._untold:
                for listener in tuple(self._listeners):
                    listener(*self._untold[0])
                self._untold.popleft()
        finally:
            self._untold.clear()
