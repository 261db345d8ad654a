"""Whatever is exported opens in a reader that is not ours."""

import csv
import io
import shutil
import xml.etree.ElementTree
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdf
import pytest
from covering import covering
from PIL import Image
from showcase import showcase

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.base.storage.csv_table import csv_bytes, tabbed
from acttutor.base.task import finish
from acttutor.files.animation import frames, write_animation
from acttutor.files.handout import handout
from acttutor.files.page import Page, picture
from acttutor.labs.quiz.figures.sheet import printing
from acttutor.labs.quiz.state import Settings as QuizSettings
from acttutor.labs.registry import LABS

SIZE = (900, 640)


@pytest.mark.parametrize(("lab", "kind"), covering(list(LABS), ["png", "svg", "pdf"], strength=1))
def test_pictures_of_every_lab_open_elsewhere(lab: str, kind: str) -> None:
    run, texts = showcase(lab, 6), Texts("ja")
    made = picture(kind, lab, run, texts, "dark" if kind == "png" else "light", SIZE)
    check = {"png": check_png, "svg": check_svg, "pdf": check_pdf}[kind]
    check(made, " ".join(LABS[lab].spoken(run, texts)))


def check_png(made: bytes, _spoken: str) -> None:
    image = Image.open(io.BytesIO(made))
    assert image.size == SIZE
    assert len(image.convert("RGB").getcolors(10**6) or ()) > 20


def check_svg(made: bytes, _spoken: str) -> None:
    root = xml.etree.ElementTree.fromstring(made)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(list(root.iter())) > 100


def check_pdf(made: bytes, spoken: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made))
    (page,) = reader.pages
    assert len(page.get_contents().get_data()) > 1000
    assert pdf_heard(reader) == [spoken]
    width, height = (float(side) for side in page.mediabox[2:])
    assert width / height == pytest.approx(SIZE[0] / SIZE[1], rel=0.01)


def pdf_heard(reader: pypdf.PdfReader) -> list[str]:
    """Return what a screen reader says for the figures, found as PDF Reference 1.4, 9.6 says."""
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    tree = catalogue["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    elements = [each.get_object() for each in tree["/K"]["/K"]]
    for number, (page, element) in enumerate(zip(reader.pages, elements, strict=True)):
        assert element["/Pg"].get_object() == page
        assert page["/StructParents"] == numbers[2 * number] == number
        assert numbers[2 * number + 1][element["/K"]].get_object() == element
        words = page.get_contents().get_data().split()
        assert words.count(b"BDC") == words.count(b"EMC") == 1
        assert element["/S"].encode() in words
    return [element["/Alt"] for element in elements if element["/S"] == "/Figure"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_pdf_files_say_their_title_and_their_language(language: str) -> None:
    run, texts = showcase("descent", 6), Texts(language)
    files = {
        texts("descent.title"): picture("pdf", "descent", run, texts, "light", SIZE),
        f"ActTutor · {texts('descent.title')}": finish(handout([("descent", run)], texts, 1)),
        texts("quiz.sheet.title"): finish(printing(changed(QuizSettings(), count=2), texts)),
    }
    for title, data in files.items():
        # Strict: a place in the table of the file that is wrong would be an error.
        reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
        assert reader.metadata is not None and reader.metadata.title == title
        catalogue = reader.trailer["/Root"]
        assert catalogue["/Lang"] == language
        assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
        assert len(pdf_heard(reader)) == (title == texts("descent.title"))


@pytest.mark.parametrize("lab", LABS)
def test_tables_of_every_lab_open_elsewhere(lab: str) -> None:
    columns = LABS[lab].export.table(showcase(lab, 6))
    data = csv_bytes(columns)
    assert data.startswith(b"\xef\xbb\xbf"), "without it Excel in Japan reads another encoding"
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == [name for name, _ in columns]
    assert len(rows) == 1 + len(columns[0][1])
    assert {len(row) for row in rows} == {len(columns)}
    again = list(csv.reader(io.StringIO(tabbed(columns)), delimiter="\t"))
    assert again == rows


def test_numbers_keep_their_digits_and_formulas_are_defused() -> None:
    columns = [("x", [1.0, 0.1, float("nan"), 1e-300, float("inf")]), ("y", list("a=@b;"))]
    rows = list(csv.reader(io.StringIO(csv_bytes(columns).decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["1", "0.1", "", "1e-300", "inf"]
    assert [row[1] for row in rows[1:]] == ["a", "'=", "'@", "b", ";"]


def test_an_animation_shows_what_play_shows(tmp_path: Path) -> None:
    run = showcase("descent", 0)
    run.reset()
    told: list[float] = []
    page = Page("descent", run, Texts("en"), "light", (480, 360))
    write_animation(tmp_path / "d.gif", frames(page, run, 12, 7), 7, told.append)
    image = Image.open(tmp_path / "d.gif")
    assert image.n_frames == 7
    assert told[-1] == 1.0
    assert run.k == 12
    pictures = []
    for number in range(7):
        image.seek(number)
        pictures.append(np.asarray(image.convert("RGB")).astype(int))
    assert all((a != b).any() for a, b in pairwise(pictures))
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("lab", [lab for lab, entry in LABS.items() if entry.has_time])
def test_animations_of_every_lab_open_elsewhere(lab: str, tmp_path: Path) -> None:
    run = showcase(lab, 0)
    page = Page(lab, run, Texts("en"), "dark", (480, 360))
    write_animation(tmp_path / "x.gif", frames(page, run, 4, 3), 3)
    image = Image.open(tmp_path / "x.gif")
    assert image.size == (480, 360)
    assert image.n_frames >= 2


def test_an_animation_ends_with_its_run() -> None:
    run = showcase("descent", 0)
    run.configure(type(run.settings)(lr=0.5))
    run.reset()
    page = Page("descent", run, Texts("en"), "light", (480, 360))
    assert len(list(frames(page, run, 50, 51))) < 10


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_mp4(tmp_path: Path) -> None:
    run = showcase("descent", 0)
    page = Page("descent", run, Texts("en"), "light", (481, 361))
    write_animation(tmp_path / "d.mp4", frames(page, run, 5, 6), 6)
    assert (tmp_path / "d.mp4").read_bytes()[4:8] == b"ftyp"


def test_an_unknown_format_and_a_missing_folder_are_said(tmp_path: Path) -> None:
    pixels = iter([np.zeros((10, 10, 3), dtype=np.uint8)])
    with pytest.raises(UserError):
        write_animation(tmp_path / "x.avi", pixels, 1)
    with pytest.raises(UserError):
        write_animation(tmp_path / "missing" / "x.gif", pixels, 1)


def test_a_handout_has_a_page_for_every_lab_with_exercises_and_their_key() -> None:
    runs = [("descent", showcase("descent")), ("softmax", showcase("softmax"))]
    for language in ("ja", "en"):
        data = finish(handout(runs, Texts(language)))
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        # A picture and a page of exercises for each lab; the keys last.
        assert len(pages) == 6
        wide = [page.mediabox.width > page.mediabox.height for page in pages]
        assert wide == [True, False, True, False, False, False]
        if language == "en":
            said = [page.extract_text() for page in pages]
            assert "Gradient descent" in said[0]
            assert "Questions" in said[1] and "1." in said[1]
            assert "Key" in said[4] and "Gradient descent" in said[4]
    assert len(pypdf.PdfReader(io.BytesIO(finish(handout(runs, Texts("en"), 0)))).pages) == 2


def test_the_page_looks_as_the_window_does_at_its_size() -> None:
    """The picture is laid out for its size, and a larger one is the same in more pixels."""
    run = showcase("softmax")
    small, large = (
        Page("softmax", run, Texts("en"), "light", size).pixels() for size in (SIZE, (1800, 1280))
    )
    shrunk = large.reshape(640, 2, 900, 2, 3).mean(axis=(1, 3))
    # Letters fall on other pixels; anything moved or missing would differ far more.
    assert np.abs(shrunk - small).mean() < 8.0
