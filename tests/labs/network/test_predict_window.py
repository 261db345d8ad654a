"""A point is predicted by typing it into the real window."""

from typing import Any

import pytest

from acttutor.labs.network.model.data.table import Frame, Table

pytestmark = pytest.mark.window

ROWS = tuple((20.0 + k, 30_000.0 + 900 * k, float(k > 20)) for k in range(40))
ADS = Table(
    ROWS, ("no", "yes"), ("Age", "Salary", "Bought"), "a.csv", Frame((40, 48_000), (4, 4000))
)


@pytest.mark.parametrize("minus", ["-5", "−5", "－５"])
def test_two_typed_numbers_are_a_point_and_empty_entries_are_none(lab: Any, minus: str) -> None:
    lab.begin("network", data="own", table=ADS)
    control = lab.controls["pinned"]
    assert [label.cget("text") for label in control.names] == ["Age", "Salary"]
    age, salary = control.entries
    age.insert(0, minus)
    lab.key("<Return>", age)
    assert lab.store.settings("network").pinned == ()
    salary.insert(0, "61000")
    lab.key("<Return>", salary)
    assert lab.store.settings("network").pinned == (-5.0, 61_000.0)
    assert "61000" in lab.figure.map.pin_text.get_text()
    lab.key("<Control-z>")
    assert lab.store.settings("network").pinned == () and not age.get()


@pytest.mark.parametrize("text", ["nan", "inf", "1e200", "old"])
def test_what_is_no_number_to_predict_from_is_refused_in_a_sentence(lab: Any, text: str) -> None:
    lab.begin("network", data="own", table=ADS)
    age, salary = lab.controls["pinned"].entries
    salary.insert(0, "61000")
    age.insert(0, text)
    lab.key("<Return>", age)
    assert lab.window.notice.winfo_ismapped()
    assert lab.store.settings("network").pinned == ()
    assert age.get() == text
