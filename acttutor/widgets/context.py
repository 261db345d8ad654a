"""What a control or a panel may use: the settings of its lab, texts and looks."""

from collections.abc import Callable
from typing import Any, Generic, TypeAlias, TypeVar, cast

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import Settings
from acttutor.base.state.store import Store
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.tips import Tip

# Covariant: settings of a lab are settings.
S_co = TypeVar("S_co", bound=Settings, covariant=True)


class LabContext(Generic[S_co]):
    """Gives the widgets of one lab their settings, texts and looks.

    Args:
        lab: id of the lab.
        store: where settings are changed.
        texts: the catalogue.
        appearance: theme and sizes.
        complain: shows a mistake of the user as a sentence.
    """

    def __init__(
        self,
        lab: str,
        store: Store,
        texts: Texts,
        appearance: Appearance,
        complain: Callable[[UserError], None],
    ) -> None:
        self.lab = lab
        self.store = store
        self.texts = texts
        self.appearance = appearance
        self.complain = complain
        self.px = appearance.px
        #: Settings that nobody may change for now, see `acttutor.base.state.limits`.
        self.locked: frozenset[str] = frozenset()

    @property
    def settings(self) -> S_co:
        """The present settings of the lab."""
        # Which settings a lab has is known by the one who makes the context of its panel.
        return cast(S_co, self.store.settings(self.lab))

    def value(self, name: str) -> object:
        """Return the present value of one setting."""
        return getattr(self.settings, name)

    def change(self, **changes: object) -> None:
        """Ask the store for changed settings of this lab; locked ones stay as they are."""
        free = {name: value for name, value in changes.items() if name not in self.locked}
        self.store.set(self.lab, **free)

    def text(self, key: str, **values: object) -> str:
        """Return a text of this lab; ``key`` is given without the id of the lab."""
        return self.texts(f"{self.lab}.{key}", **values)

    def label(self, name: str) -> str:
        """Return the label of a setting or a button."""
        return self.texts.first(f"common.{name}.label", f"{self.lab}.{name}.label")

    def option(self, name: str, option: str) -> str:
        """Return the name of one option of a choice."""
        return self.texts.option(f"{self.lab}.{name}", option)

    def tip(self, widget: Any, name: str) -> None:
        """Give ``widget`` the tooltip of a setting or a button."""
        text = self.texts.first(f"common.{name}.tip", f"{self.lab}.{name}.tip")
        attach_tip(widget, text, self.appearance)


#: The context of whatever lab, for controls, which know their setting by its name alone.
AnyContext: TypeAlias = LabContext[Settings]


def attach_tip(widget: Any, text: str, appearance: Appearance) -> None:
    """Give ``widget`` a tooltip, and keep the text where tests and screen readers find it."""
    widget.tip_text = text
    Tip(widget, text, appearance)
