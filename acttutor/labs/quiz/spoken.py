"""What the page of the quiz shows, in sentences."""

import numpy as np

from acttutor.base.language.speech import listed, sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import fixed, significant
from acttutor.labs.quiz import words
from acttutor.labs.quiz.code.snippet import lettered
from acttutor.labs.quiz.model.graphs import Line
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.model.judging import explanation, question, spoken_answer
from acttutor.labs.quiz.model.text import written
from acttutor.labs.quiz.run import Run

#: At so many places, from end to end, it is said how high a curve is.
PLACES = 5


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say the question and what there is to choose from; then whether it was right, and why."""
    item, exam = run.item, run.exam
    if item is None:
        if exam is not None and exam.done:
            right, asked = exam.score()[:2]
            return sentences(texts, texts("spoken.quiz.result", right=right, asked=asked))
        return sentences(texts, texts(f"spoken.quiz.{run.phase_name}"), _score(run, texts))
    where = _score(run, texts)
    if exam is not None and not exam.done:
        where = texts("spoken.quiz.exam", number=exam.position + 1, count=len(exam.items))
    return sentences(
        texts,
        where,
        question(item, texts),
        item.formula,
        _code(item, texts),
        _graph(item, texts),
        _options(item, texts),
        *_said(run, item, texts),
    )


def _score(run: Run, texts: Texts) -> str:
    """Say how it went so far."""
    begun = run.settings.mode == "daily" or run.score()[1]
    return words.readout(run, texts) if begun else texts("spoken.quiz.none")


def _code(item: Item, texts: Texts) -> str:
    """Say the code under the question, its gaps by their letters."""
    lines = lettered(item.code, texts).splitlines() if item.code else []
    return texts("spoken.pause").join(line.strip() for line in lines if line.strip())


def _graph(item: Item, texts: Texts) -> str:
    """Say how high the curves under the question are."""
    if item.graph is None:
        return ""
    curves = []
    for line in item.graph.lines:
        name, curve = written(line.name, texts), _curve(line, texts)
        curves.append(texts("spoken.quiz.named", name=name, curve=curve) if name else curve)
    return texts("spoken.quiz.graph", curves=texts("spoken.pause").join(curves))


def _curve(line: Line, texts: Texts) -> str:
    """Say how high a curve is from its left end to its right one."""
    x, y = np.array(line.x), np.array(line.y)
    at = np.linspace(0, len(x) - 1, PLACES).round().astype(int)
    places = [
        texts("spoken.quiz.place", x=significant(float(x[k]), 2), y=fixed(float(y[k])))
        for k in at
        if np.isfinite(y[k])
    ]
    return texts("spoken.quiz.curve", places=listed(places, texts))


def _options(item: Item, texts: Texts) -> str:
    """Say what there is to choose from."""
    named = [
        texts(
            "spoken.quiz.option",
            number=number,
            words=written(option.words, texts)
            if option.line is None
            else _curve(option.line, texts),
        )
        for number, option in enumerate(item.options, start=1)
    ]
    return texts("spoken.pause").join(named)


def _said(run: Run, item: Item, texts: Texts) -> list[str]:
    judged = run.judged
    if judged is None:
        return []
    key = "right" if judged.right else "wrong"
    answer = texts(f"spoken.quiz.{key}", answer=spoken_answer(item, texts))
    return [answer, explanation(item, texts)]
