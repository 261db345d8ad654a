"""The sentences of the backpropagation lab."""

from acttutor.base.language.texts import Texts
from acttutor.core.worksheet.calculation import LOSS, NEW_LOSS, Quantity, Task
from acttutor.labs.backprop.formulas import name
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.styles import plain


def kind_of(task: Task, step: Quantity) -> str:
    """Return which sort of step it is, for the texts about it."""
    if step.kind == "delta" and task.is_output(step.unit):
        return "delta_output"
    return step.kind


def title(run: Run, texts: Texts) -> str:
    """Return the heading of the step in view."""
    step = run.current
    if step is None:
        return texts("backprop.start.title")
    return texts(f"backprop.step.{kind_of(run.task, step)}", **_names(run.task, step))


def say(run: Run, texts: Texts) -> str:
    """Return the sentence about the step in view."""
    step = run.current
    if step is None:
        return texts("backprop.start.say")
    if run.finished:
        return result(run, texts)
    kind = kind_of(run.task, step)
    if kind == "delta_output" and run.task.loss == "binary_cross_entropy":
        kind = "delta_entropy"
    return texts(f"backprop.say.{kind}", **_names(run.task, step))


def _names(task: Task, step: Quantity) -> dict[str, str]:
    """Return the names that sentences and hints may use, as mathematics."""
    unit, source = step.unit, step.source
    signal = task.signal(unit, source) if unit and source else step
    return {
        "u": f"$u_{unit}$",
        "o": f"$o_{unit}$",
        "delta": rf"$\delta_{unit}$",
        "slope": f"$f'(u_{unit})$",
        "signal": f"${name(task, signal)}$" if source else "",
        "weight": f"$w_{{{unit}{source}}}$",
        "back": f"$o_{source}$",
        "unit": str(unit),
        "source": str(source),
    }


def result(run: Run, texts: Texts) -> str:
    """Return what the whole calculation has come to."""
    before, after = run.known[LOSS], run.known[NEW_LOSS]
    change = "smaller" if after < before else "larger" if after > before else "same"
    return texts(f"backprop.result.{change}", before=plain(before), after=plain(after))


def score(run: Run, texts: Texts) -> str:
    """Return how many blanks were filled, and how."""
    marks = run.marks
    return texts(
        "backprop.score",
        right=marks.count("right"),
        corrected=marks.count("corrected"),
        shown=marks.count("shown"),
    )


def verdict(run: Run, texts: Texts) -> str:
    """Return what there is to say about the latest answer; "" if there is nothing."""
    if run.settings.mode != "fill":
        return ""
    if run.answer is None:
        filled = bool(run.marks) and run.marks[-1] != "shown"
        return texts("backprop.right") if filled and run.filling else ""
    step = run.steps[run.position]
    names = _names(run.task, step)
    mistake = run.mistake
    if mistake:
        hint = texts(f"backprop.hint.{mistake}", **names)
    else:
        hint = texts(f"backprop.general.{_general(run.task, step)}", **names)
    return texts("backprop.wrong", answer=plain(run.answer), hint=hint)


def _general(task: Task, step: Quantity) -> str:
    """Return which hint helps where the mistake is not known."""
    kind = kind_of(task, step)
    if kind == "delta_output" and task.loss == "binary_cross_entropy":
        return "delta_entropy"
    return kind


def readout(run: Run, texts: Texts) -> str:
    """Return the numbers written beside the transport."""
    if run.in_graph:
        graph = run.graph
        done = texts("backprop.readout.steps", done=graph.position, all=len(graph.steps))
        return done if graph.loss is None else f"{done}    L = {plain(graph.loss)}"
    done = texts("backprop.readout.steps", done=run.position, all=len(run.steps))
    if run.settings.mode == "fill":
        return done + "    " + score(run, texts)
    parts = [done]
    if run.shows(LOSS):
        parts.append(f"L = {plain(run.known[LOSS])}")
    if run.shows(NEW_LOSS):
        parts.append(texts("backprop.readout.new_loss", value=plain(run.known[NEW_LOSS])))
    return "    ".join(parts)
