"""Sheets to print: questions on A4, and a key with the answers and why."""

import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure

from acttutor.base.language.texts import Texts
from acttutor.base.task import Task
from acttutor.labs.quiz.code.snippet import lettered
from acttutor.labs.quiz.figures.code import TYPEWRITER, code_height, code_nodes
from acttutor.labs.quiz.figures.graph import draw_graph
from acttutor.labs.quiz.model.graphs import Graph, framed
from acttutor.labs.quiz.model.item import Item, written
from acttutor.labs.quiz.model.judging import answer_text, explanation, question, spoken_answer
from acttutor.labs.quiz.model.leitner import paper
from acttutor.labs.quiz.state import Settings
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import DPI, LIGHT, install_fonts
from acttutor.plots.text.wrapping import text_width, wrap

#: A4 in logical pixels, 96 to the inch, and its margins.
WIDTH, HEIGHT, MARGIN, TOP = 793.7, 1122.5, 66.0, 62.0
ASK, TEXT, CODE, NOTE = 10.5, 9.5, 9.5, 8.0
INDENT = 30.0
#: Heights of a graph, and of a curve to choose.
GRAPH, CURVE = 150.0, 92.0
#: Height of a line in its own size.
LEADING = 1.5


def line_height(size: float) -> float:
    """Return the height of a line of text in logical pixels."""
    return size * DPI / 72 * LEADING


def step_height(step: str) -> float:
    """Return the height of a line of a calculation; fractions need more."""
    return 46.0 if "frac" in step else 30.0


class Paper:
    """Pages that fill from top to bottom.

    Args:
        texts: the language.
        heading: written on each page; ``note`` stands to the right of it.
    """

    def __init__(self, texts: Texts, heading: str, note: str) -> None:
        self.texts, self._heading, self._note = texts, heading, note
        self.pages: list[Figure] = []
        self._new_page()

    def _new_page(self) -> None:
        self.figure = Figure(figsize=(WIDTH / 96, HEIGHT / 96), dpi=96, facecolor="white")
        self.pages.append(self.figure)
        self.axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(HEIGHT, 0)
        self.y = TOP
        self.text(MARGIN, self._heading, 15.0, weight="bold")
        self.text(WIDTH - MARGIN, self._note, TEXT, color=LIGHT.muted, ha="right")
        number = f"ActTutor  {len(self.pages)}"
        self.text(WIDTH - MARGIN, number, NOTE, HEIGHT - 52, color=LIGHT.muted, ha="right")
        self.y += 36

    def text(self, x: float, words: str, size: float, y: float | None = None, **looks: Any) -> None:
        """Write one line, by default where the page is."""
        options: Any = {"color": LIGHT.text, "va": "top", **looks}
        self.axes.text(x, self.y if y is None else y, words, size=size, **options)

    def code(self, code: str, x: float) -> None:
        """Write lines of code, and go below them."""
        for node in code_nodes(Rect(x, self.y, 0.0, 0.0), code, CODE, LIGHT):
            looks: Any = {"ha": node.align, "va": "center_baseline", "color": node.color}
            looks |= {"weight": "bold" if node.bold else "normal", "family": list(node.family)}
            left, (middle, down) = node.rect.left, node.rect.middle
            self.text(middle if node.bold else left, node.text, node.size, down, **looks)
        self.y += code_height(code, CODE) + 8

    def paragraph(self, words: str, size: float, x: float, **looks: Any) -> None:
        """Write a paragraph, and go below it."""
        for row in wrap(words, WIDTH - MARGIN - x, size):
            self.text(x, row, size, **looks)
            self.y += line_height(size)

    def need(self, height: float) -> None:
        """Begin another page if there is too little room."""
        if self.y + height > HEIGHT - 70:
            self._new_page()

    def rule(self, x: float, width: float) -> None:
        """Draw a line to write on."""
        self.axes.plot([x, x + width], [self.y + 14] * 2, color=LIGHT.line, lw=0.8)

    def graph(self, graph: Graph, x: float, width: float, height: float, small: bool) -> None:
        """Draw a graph at a place on the page."""
        place = (x / WIDTH, 1 - (self.y + height) / HEIGHT, width / WIDTH, height / HEIGHT)
        axes: Axes = self.figure.add_axes(place)
        draw_graph(axes, graph, LIGHT, small)


def _letter(index: int) -> str:
    return f"({chr(ord('a') + index)})"


def _height(item: Item, texts: Texts) -> float:
    """Return about how high a question is, so that none is torn apart."""
    lines = len(wrap(question(item, texts), WIDTH - 2 * MARGIN - INDENT, ASK))
    curves = any(option.line is not None for option in item.options)
    high = lines * line_height(ASK) + 34 + 34 * bool(item.formula)
    high += (GRAPH + 40) * (item.graph is not None)
    high += code_height(item.code, CODE) + 8 if item.code else 0
    return high + (CURVE + 50 if curves else len(item.options) * line_height(TEXT))


def write_questions(sheet: Paper, items: list[Item]) -> None:
    """Write the questions of a sheet."""
    texts = sheet.texts
    for key, x, width in (("name", MARGIN, 250.0), ("date", MARGIN + 330, 120.0)):
        label = texts(f"quiz.sheet.{key}")
        sheet.text(x, label, TEXT, color=LIGHT.muted)
        sheet.rule(x + text_width(label, TEXT) + 8, width)
    sheet.y += 40
    for index, item in enumerate(items):
        sheet.need(_height(item, texts))
        sheet.text(MARGIN, f"{index + 1}.", ASK, weight="bold")
        sheet.paragraph(question(item, texts), ASK, MARGIN + INDENT)
        sheet.y += 3
        if item.formula:
            sheet.text(MARGIN + INDENT + 8, item.formula, 13.0)
            sheet.y += 32
        if item.code:
            sheet.code(lettered(item.code, texts), MARGIN + INDENT)
        if item.graph is not None:
            sheet.y += 18
            sheet.graph(item.graph, MARGIN + INDENT + 30, 400, GRAPH, False)
            sheet.y += GRAPH + 26
        _options(sheet, item)
        sheet.y += 18


def _options(sheet: Paper, item: Item) -> None:
    """Write what there is to choose from, or a line for the answer."""
    texts, left = sheet.texts, MARGIN + INDENT
    if any(option.line is not None for option in item.options):
        step = (WIDTH - MARGIN - left) / len(item.options)
        for index, option in enumerate(item.options):
            assert option.line is not None
            sheet.text(left + index * step, _letter(index), TEXT)
            place = (left + index * step + 36, step - 48, CURVE)
            sheet.graph(framed([option.line]), *place, True)
        sheet.y += CURVE + 24
        return
    for index, option in enumerate(item.options):
        words = f"{_letter(index)}  {written(option.words, texts)}"
        looks: dict[str, Any] = {"family": list(TYPEWRITER)} if item.code else {}
        sheet.paragraph(words, TEXT, left + 8, **looks)
    if item.kind == "order":
        sheet.text(left + 8, "____ → " * (len(item.options) - 1) + "____", TEXT)
        sheet.y += line_height(TEXT)
    elif item.kind != "choice":
        key = "place" if item.kind == "click" else "decimals" if item.digits else "whole"
        label = texts(f"quiz.sheet.{key}", digits=item.digits)
        sheet.rule(left + 8, 130)
        sheet.text(left + 150, label, NOTE, color=LIGHT.muted)
        sheet.y += 20


def write_key(sheet: Paper, items: list[Item]) -> None:
    """Write the answers, each with its reason."""
    texts = sheet.texts
    for index, item in enumerate(items):
        why = explanation(item, texts)
        sheet.need(line_height(TEXT) * 2 + 40 + 40 * len(item.steps))
        sheet.text(MARGIN, f"{index + 1}.", TEXT, weight="bold")
        answer = answer_text(item, texts)
        words = spoken_answer(item, texts)
        if item.kind in ("choice", "order"):
            letters = answer.split(" → ")
            answer = " → ".join(f"({letter})" for letter in letters)
            answer += f"  {words}" if item.kind == "choice" and words else ""
        sheet.text(MARGIN + INDENT, answer, TEXT, weight="bold")
        sheet.y += line_height(TEXT)
        sheet.paragraph(why, NOTE, MARGIN + INDENT, color=LIGHT.muted)
        for step in item.steps:
            high = 0.8 * step_height(step)
            sheet.text(MARGIN + INDENT, step, TEXT, sheet.y + high / 2, va="center")
            sheet.y += high
        sheet.y += 8


def sheet_pages(settings: Settings, texts: Texts, seed: int) -> list[Figure]:
    """Return the pages with the questions of one sheet."""
    sheet = Paper(texts, texts("quiz.sheet.title"), texts("quiz.sheet.number", seed=seed))
    write_questions(sheet, paper(settings.templates, seed, settings.count))
    return sheet.pages


def key_pages(settings: Settings, texts: Texts, seed: int) -> list[Figure]:
    """Return the pages with the answers of one sheet."""
    sheet = Paper(texts, texts("quiz.sheet.key"), texts("quiz.sheet.number", seed=seed))
    sheet.y += 10
    write_key(sheet, paper(settings.templates, seed, settings.count))
    return sheet.pages


def seeds_of(settings: Settings) -> range:
    """Return the seeds of all sheets that are asked for."""
    return range(settings.seed, settings.seed + settings.sheets)


def printing(settings: Settings, texts: Texts) -> Task[bytes]:
    """Make a PDF of all sheets and then all keys, page by page.

    Args:
        settings: which questions, how many, and how many sheets.
        texts: the language.
    """
    install_fonts()
    makers = [partial(make, settings, texts) for make in (sheet_pages, key_pages)]
    parts = [partial(make, seed) for make in makers for seed in seeds_of(settings)]
    return (yield from pdf_of(parts))


def pdf_of(parts: Sequence[Callable[[], list[Figure]]]) -> Task[bytes]:
    """Make a PDF of the pages that each part makes when it is its turn."""
    file = io.BytesIO()
    with PdfPages(file, metadata={"CreationDate": None, "Creator": "ActTutor"}) as pages:
        for done, make in enumerate(parts):
            for page in make():
                FigureCanvasPdf(page)
                pages.savefig(page)
                yield done / len(parts)
    return file.getvalue()


def preview(settings: Settings, texts: Texts, dpi: float) -> npt.NDArray[np.uint8]:
    """Return the first page of the first sheet, shape (rows, columns, 4)."""
    page = sheet_pages(settings, texts, settings.seed)[0]
    page.set_dpi(dpi)
    canvas = FigureCanvasAgg(page)
    canvas.draw()
    return np.array(canvas.buffer_rgba())
