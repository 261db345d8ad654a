"""The quiz without a window: its questions as JSON, sheets and keys as PDF."""

import argparse
import json
import sys
from dataclasses import replace
from functools import partial
from typing import Any

from acttutor.base.language.texts import Texts
from acttutor.cli.bar import Bar
from acttutor.labs.quiz.code.snippet import lettered
from acttutor.labs.quiz.model.choices import with_choices
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.model.judging import explanation, question
from acttutor.labs.quiz.model.text import written
from acttutor.labs.quiz.topics import TEMPLATES


def as_data(item: Item, texts: Texts) -> dict[str, Any]:
    """Return a question as plain data.

    ``answer`` is the number or the place asked for, the text of the right choice, or the texts in
    the right order; ``choices`` is empty where nothing is to be chosen.
    """
    choices = [written(option.words or str(option.value), texts) for option in item.options]
    answer: Any = item.answer[0]
    if item.kind == "choice":
        answer = choices[item.answer[0]]
    elif item.kind == "order":
        answer = [choices[index] for index in item.answer]
    return {
        "id": item.template,
        "topic": item.topic,
        "kind": item.kind,
        "text": question(item, texts),
        "code": lettered(item.code, texts),
        "choices": choices,
        "answer": answer,
        "why": explanation(item, texts),
    }


def list_questions(options: argparse.Namespace, texts: Texts) -> None:
    """Print the question of each template for a seed."""
    asked = [template.item(options.seed) for template in TEMPLATES.values()]
    items = [as_data(with_choices(item) if options.choices else item, texts) for item in asked]
    if options.json:
        json.dump(items, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    for item in items:
        print(f"{item['id']:26} {item['text']}")


def write_sheets(options: argparse.Namespace, texts: Texts) -> None:
    """Write a sheet and its key for each seed into a folder."""
    from acttutor.base.storage.atomic import put, said
    from acttutor.base.task import finish
    from acttutor.labs.quiz.figures.sheet import key_pages, pdf_of, sheet_pages
    from acttutor.labs.quiz.state import Settings
    from acttutor.plots.style import install_fonts

    settings = replace(Settings(), count=options.count, choices=options.choices)
    with said(options.out):
        options.out.mkdir(parents=True, exist_ok=True)
    install_fonts()
    bar = Bar()
    first, last = options.seeds
    for seed in range(first, last + 1):
        for name, pages in (("sheet", sheet_pages), ("key", key_pages)):
            content = finish(pdf_of([partial(pages, settings, texts, seed)], texts))
            put(options.out / f"{name}-{seed:04}.pdf", content)
        bar.show((seed - first + 1) / (last - first + 1))
    bar.end()
