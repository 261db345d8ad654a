"""Settings survive the way into a file and back, and no file gets past the bounds of a field."""

from typing import Any

import pytest

from acttutor.base.errors import UserError
from acttutor.base.numbers.plain import settings_from_plain, to_plain
from acttutor.base.state.fields import Choice, Flag, Number, changed, field_names, spec_of
from acttutor.base.storage.strict_json import read_json, write_json
from acttutor.labs.registry import LABS


@pytest.mark.parametrize("lab", LABS)
def test_settings_of_every_lab_survive_the_way_into_a_file_and_back(lab: str) -> None:
    entry = LABS[lab]
    for settings in (
        entry.defaults(),
        changed(entry.defaults(), **entry.showcase[0]),
    ):
        document = read_json(write_json(to_plain(settings)).encode())
        found, unknown = settings_from_plain(entry.settings_class, document)
        assert found == settings
        assert unknown == ()


def wrong_values(spec: Any) -> list[Any]:
    if isinstance(spec, Number):
        return [spec.low - 1, spec.high + 1, "1", None, True, [], {}, 1e300]
    if isinstance(spec, Flag):
        return [0, 1, "true", None, []]
    if isinstance(spec, Choice):
        return ["", "no such", 3, None, [], {}]
    return [3.5, True, {"no": "such"}, [[[[]]]], [None], "\x00"]


@pytest.mark.parametrize("lab", LABS)
def test_every_field_refuses_what_it_cannot_be_and_is_named(lab: str) -> None:
    kind = LABS[lab].settings_class
    for name in field_names(kind):
        for value in wrong_values(spec_of(kind, name)):
            try:
                settings_from_plain(kind, {name: value})
            except UserError as error:
                assert error.values["field"] == f"settings.{name}"
            else:
                # A structured setting may know a way to read it; a plain one may not.
                assert not isinstance(spec_of(kind, name), Number | Flag | Choice), (name, value)


def test_unknown_fields_are_named_and_left_out() -> None:
    kind = LABS["descent"].settings_class
    settings, unknown = settings_from_plain(kind, {"lr": 0.5, "colour": "red"})
    assert settings == kind(lr=0.5)
    assert unknown == ("settings.colour",)


def test_a_value_between_two_stops_is_refused_and_not_moved() -> None:
    with pytest.raises(UserError) as caught:
        settings_from_plain(LABS["network"].settings_class, {"lr": 0.02})
    assert caught.value.key == "files.no_stop"
    assert "0.03" in str(caught.value.values["options"])
