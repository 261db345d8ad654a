"""What the page of the quiz shows, in sentences."""

from acttutor.base.language.speech import sentences
from acttutor.base.language.texts import Texts
from acttutor.labs.quiz import words
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.model.judging import explanation, question, spoken_answer
from acttutor.labs.quiz.model.text import written
from acttutor.labs.quiz.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say the question and what there is to choose from; then whether it was right, and why."""
    item, exam = run.item, run.exam
    if item is None:
        if exam is not None and exam.done:
            right, asked = exam.score()[:2]
            return sentences(texts, texts("spoken.quiz.result", right=right, asked=asked))
        return sentences(texts, texts(f"spoken.quiz.{run.phase_name}"), words.readout(run, texts))
    where = words.readout(run, texts)
    if exam is not None and not exam.done:
        where = texts("spoken.quiz.exam", number=exam.position + 1, count=len(exam.items))
    return sentences(
        texts,
        where,
        question(item, texts),
        item.formula,
        _options(item, texts),
        *_said(run, item, texts),
    )


def _options(item: Item, texts: Texts) -> str:
    """Say what there is to choose from; curves have only their numbers."""
    named = [
        texts("spoken.quiz.option", number=number, words=written(option.words, texts))
        if option.line is None
        else texts("spoken.quiz.curve", number=number)
        for number, option in enumerate(item.options, start=1)
    ]
    return texts("spoken.pause").join(named) if named else ""


def _said(run: Run, item: Item, texts: Texts) -> list[str]:
    judged = run.judged
    if judged is None:
        return []
    key = "right" if judged.right else "wrong"
    answer = texts(f"spoken.quiz.{key}", answer=spoken_answer(item, texts))
    return [answer, explanation(item, texts)]
