"""Which controls a teacher took away or locked; a learner can take them all back."""

from collections.abc import Mapping
from dataclasses import dataclass

from acttutor.base.errors import UserError
from acttutor.base.state.fields import Settings, field_names
from acttutor.base.storage.strict_json import shortened


@dataclass(frozen=True)
class Limits:
    """Settings whose controls are not as free as they could be.

    Args:
        hide: their controls are not shown.
        lock: their controls show the value, but nobody can change it.
    """

    hide: tuple[str, ...] = ()
    lock: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.hide or self.lock)

    def __or__(self, other: "Limits") -> "Limits":
        """Return both together."""
        return Limits(
            tuple(dict.fromkeys(self.hide + other.hide)),
            tuple(dict.fromkeys(self.lock + other.lock)),
        )

    def plain(self) -> dict[str, list[str]]:
        """Return them as plain data for files."""
        return {"hide": list(self.hide), "lock": list(self.lock)}


#: Everything is shown, nothing locked.
NONE = Limits()


def limits_from_plain(kind: type[Settings], data: object, where: str) -> Limits:
    """Return what `Limits.plain` returned once.

    Args:
        kind: the settings class.
        data: a mapping with "hide" and "lock", either of which may be missing.
        where: what a sentence about it calls the mapping.

    Raises:
        UserError: naming the field, if it is of another shape or names no setting.
    """
    if not isinstance(data, Mapping):
        raise UserError("files.invalid", field=where)
    known = field_names(kind)
    for part, names in data.items():
        if part not in ("hide", "lock") or not isinstance(names, list):
            raise UserError("files.invalid", field=f"{where}.{shortened(part)}")
        for name in names:
            if name not in known:
                raise UserError("files.invalid", field=f"{where}.{part} {shortened(name)}")
    return Limits(tuple(data.get("hide", ())), tuple(data.get("lock", ())))
