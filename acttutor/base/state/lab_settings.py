"""The settings of all labs, each made when it is first asked for.

A start shows one lab; making the settings of the others means importing their modules.
"""

from collections.abc import Callable, Iterator, Mapping

from acttutor.base.state.fields import Settings


class LabSettings(Mapping[str, Settings]):
    """One frozen settings object for each lab, by its id; a mapping that never changes.

    Args:
        made: settings that are there already.
        defaults: for each lab, what makes the settings that it begins with.
    """

    def __init__(
        self,
        made: Mapping[str, Settings],
        defaults: Mapping[str, Callable[[], Settings]] | None = None,
    ) -> None:
        self._defaults = defaults or {}
        self._made = dict(made)

    def __getitem__(self, lab: str) -> Settings:
        if lab not in self._made and lab in self._defaults:
            self._made[lab] = self._defaults[lab]()
        return self._made[lab]

    def __iter__(self) -> Iterator[str]:
        yield from self._defaults
        yield from (lab for lab in self._made if lab not in self._defaults)

    def __len__(self) -> int:
        return len(self._defaults.keys() | self._made.keys())

    def __contains__(self, lab: object) -> bool:
        return lab in self._defaults or lab in self._made

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LabSettings):
            return NotImplemented
        return self.keys() == other.keys() and not self.differing(other)

    __hash__ = None  # type: ignore[assignment]

    def differing(self, other: "LabSettings") -> list[str]:
        """Return the labs whose settings are not the same; nobody has made those of the others."""
        made = self._made.keys() | other._made.keys()
        return [lab for lab in self if lab in made and self[lab] != other[lab]]

    def replaced(self, changes: Mapping[str, Settings]) -> "LabSettings":
        """Return these settings with those of some labs changed."""
        return LabSettings({**self._made, **changes}, self._defaults)

    def unlike_defaults(self) -> dict[str, Settings]:
        """Return the settings that are not what their lab begins with."""
        return {
            lab: own
            for lab, own in self._made.items()
            if lab not in self._defaults or own != self._defaults[lab]()
        }
