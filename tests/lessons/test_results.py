"""The teacher's table has a line for everything that every learner did."""

import csv
import io
from pathlib import Path

from acttutor.base.language.texts import Texts
from acttutor.base.storage.csv_table import csv_bytes
from acttutor.base.storage.records import Record, Records
from acttutor.base.storage.stored_records import StoredRecords
from acttutor.lessons.lesson import Lesson
from acttutor.lessons.progress import Progress
from acttutor.lessons.results import results

LESSON = Lesson("circle", {"en": "The circle", "ja": "円"}, 5, 1, (), (), ())


def work(records: Records) -> None:
    """Let two learners do something."""
    progress = Progress(records, "Aiko")
    progress.reach("circle", 0, done=False)
    progress.predict("circle", 0, 2, "wrong")
    progress.meet("circle", 0)
    progress.choose("Ben")
    progress.predict("circle", 1, 0, "seen")
    records.add(Record("Ben", "practice", "tanh_slope", None, 7, "0.25", False, "one_minus"))
    records.add(Record("Ben", "anew"))


def read(records: Records, language: str) -> list[dict[str, str]]:
    data = csv_bytes(results(records.everything(), [LESSON], Texts(language)))
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_it_says_who_what_when_right_and_which_mistake() -> None:
    records = Records()
    work(records)
    rows = read(records, "en")
    assert [row["learner"] for row in rows] == ["Aiko"] * 3 + ["Ben"] * 2
    assert [row["kind"] for row in rows] == [
        "lesson", "prediction", "goal", "prediction", "practice",
    ]  # fmt: skip
    wrong, seen, answer = rows[1], rows[3], rows[4]
    assert (wrong["title"], wrong["step"], wrong["answer"], wrong["right"]) == (
        "The circle", "1", "3", "0",
    )  # fmt: skip
    assert wrong["mistake_words"] == "the prediction did not come true"
    assert (seen["right"], seen["mistake"]) == ("", "seen")
    assert (answer["what"], answer["answer"], answer["mistake"]) == (
        "tanh_slope", "0.25", "one_minus",
    )  # fmt: skip
    assert all(len(row["date"]) == 10 and len(row["time"]) == 8 for row in rows)
    assert read(records, "ja")[0]["title"] == "円"


def test_the_common_file_gives_back_everybody(tmp_path: Path) -> None:
    records = StoredRecords(tmp_path / "records.sqlite")
    work(records)
    records.close()
    again = StoredRecords(tmp_path / "records.sqlite")
    assert [row["learner"] for row in read(again, "en")] == ["Aiko"] * 3 + ["Ben"] * 2
    again.close()
