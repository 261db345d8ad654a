"""Sheets to print: questions on A4, and a key with the answers and why."""

import io
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from acttutor.base.language.texts import Texts
from acttutor.base.task import Task
from acttutor.labs.quiz.code.snippet import lettered
from acttutor.labs.quiz.figures.graph import GraphPart
from acttutor.labs.quiz.figures.paper import NOTE, PDF, TEXT, Block, Paper
from acttutor.labs.quiz.model.graphs import Graph, framed
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.model.judging import answer_text, explanation, question, spoken_answer
from acttutor.labs.quiz.model.text import number_text, written
from acttutor.labs.quiz.state import Settings, exercises
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import columns, share
from acttutor.plots.parts.words.text_block import Item as Text
from acttutor.plots.parts.words.text_block import formula
from acttutor.plots.pdf import Pdf
from acttutor.plots.style import LIGHT, install_fonts

#: Size of a question, and space below questions and answers.
ASK, GAP, BELOW = 10.5, 18.0, 8.0
#: Heights of a graph and of curves to choose; widths of a graph and of lines to write on.
GRAPH, CURVE, WIDE, ANSWER, NAME = 198.0, 116.0, 480.0, 130.0, 250.0


def _letter(index: int) -> str:
    return f"({chr(ord('a') + index)})"


def _curves(block: Block, curves: list[Graph]) -> None:
    """Add curves to choose from beside each other, each with its letter."""
    parts = [GraphPart(block.page, small=True) for _ in curves]
    letters = [block.words(_letter(index), TEXT, 24.0) for index in range(len(curves))]
    row = columns(*chain(*zip(letters, map(share, parts), strict=True)))
    draws = (partial(part.update, graph) for part, graph in zip(parts, curves, strict=True))
    block.add(row, CURVE, *draws)


def _question(page: Drawing, number: int, item: Item) -> Block:
    """Return a question with what there is to choose from, or a line for the answer."""
    block, texts = Block(page, f"{number}.", ASK), page.texts
    block.say([Text(question(item, texts), ASK), formula(item.formula, 13.0, above=2)])
    if item.code:
        block.code(lettered(item.code, texts))
    if item.graph is not None:
        part = GraphPart(page)
        row = columns(share(part, most=WIDE), share(None, 0.001))
        block.add(row, GRAPH, partial(part.update, item.graph))
    curves = [framed([option.line]) for option in item.options if option.line is not None]
    options = [written(option.words, texts) for option in item.options]
    if curves:
        _curves(block, curves)
    elif item.code:
        block.code("\n".join(f"{_letter(k)}  {words}" for k, words in enumerate(options)))
    elif options:
        block.say([Text(words, TEXT, label=_letter(k)) for k, words in enumerate(options)])
    if item.kind == "order":
        block.say([Text("____ → " * (len(options) - 1) + "____", TEXT)])
    elif item.kind != "choice":
        key = "place" if item.kind == "click" else "decimals" if item.digits else "whole"
        within = number_text(item.tolerance)
        block.rule(texts(f"quiz.sheet.{key}", digits=item.digits, within=within), ANSWER)
    return block


def _answer(page: Drawing, number: int, item: Item) -> Block:
    """Return the answer to a question, with its reason."""
    block, texts = Block(page, f"{number}."), page.texts
    answer, words = answer_text(item), spoken_answer(item, texts)
    if item.kind in ("choice", "order"):
        answer = " → ".join(f"({letter})" for letter in answer.split(" → "))
        answer += f"  {words}" if item.kind == "choice" and words else ""
    if item.kind == "click":
        answer += f" ± {number_text(item.tolerance)}"
    why = Text(explanation(item, texts), NOTE, LIGHT.muted)
    steps = [formula(step, TEXT, above=2) for step in item.steps]
    block.say([Text(answer, TEXT, bold=True), why, *steps])
    return block


def _person(page: Drawing) -> Block:
    """Return the lines for name and date."""
    block = Block(page, "")
    for key in ("name", "date"):
        block.rule("", NAME, page.texts(f"quiz.sheet.{key}"))
    return block


def sheet_pages(settings: Settings, texts: Texts, seed: int, dpi: float = PDF) -> list[Figure]:
    """Return the pages with the questions of one sheet."""
    note = texts("quiz.sheet.number", seed=seed)
    return _asked(settings.sheet(seed), texts, note, dpi)


def key_pages(settings: Settings, texts: Texts, seed: int, dpi: float = PDF) -> list[Figure]:
    """Return the pages with the answers of one sheet."""
    return _answered(settings.sheet(seed), texts, texts("quiz.sheet.number", seed=seed), dpi)


def _asked(items: Sequence[Item], texts: Texts, note: str, dpi: float = PDF) -> list[Figure]:
    sheet = Paper(texts, texts("quiz.sheet.title"), note, dpi)
    sheet.add(_person, GAP)
    for number, item in enumerate(items, start=1):
        sheet.add(partial(_question, number=number, item=item), GAP)
    return sheet.pages


def _answered(items: Sequence[Item], texts: Texts, note: str, dpi: float = PDF) -> list[Figure]:
    sheet = Paper(texts, texts("quiz.sheet.key"), note, dpi)
    for number, item in enumerate(items, start=1):
        sheet.add(partial(_answer, number=number, item=item), BELOW)
    return sheet.pages


def exercises_about(
    lab: str, texts: Texts, seed: int, count: int
) -> tuple[list[Figure], list[Figure]]:
    """Return pages with up to ``count`` questions about a lab, and pages with their answers."""
    items = exercises(lab, seed, count)
    if not items:
        return [], []
    note = texts(f"{lab}.title")
    return _asked(items, texts, note), _answered(items, texts, note)


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
    return (yield from pdf_of(parts, texts))


def pdf_of(parts: Sequence[Callable[[], list[Figure]]], texts: Texts) -> Task[bytes]:
    """Make a PDF of the pages that each part makes when it is its turn."""
    file = io.BytesIO()
    with Pdf(file, texts.language, texts("quiz.sheet.title")) as pdf:
        for done, make in enumerate(parts):
            for page in make():
                pdf.add(page)
                yield done / len(parts)
    return file.getvalue()


def preview(settings: Settings, texts: Texts, dpi: float) -> npt.NDArray[np.uint8]:
    """Return the first page of the first sheet, shape (rows, columns, 4)."""
    page = sheet_pages(settings, texts, settings.seed, dpi)[0]
    canvas = FigureCanvasAgg(page)
    canvas.draw()
    return np.array(canvas.buffer_rgba())
