"""What lessons and files may know of the backpropagation lab."""

from acttutor.base.published import Columns, Observed
from acttutor.core.worksheet.calculation import LOSS, NEW_LOSS, Quantity, renewed
from acttutor.labs.backprop.agreement import rows, summary
from acttutor.labs.backprop.run import Run


def metrics(run: Run) -> Observed:
    """Return named values of the run; a number that is not on the sheet yet is ``None``."""
    digits, agree = summary(rows(run))
    return {
        **_numbers(run),
        "steps_done": run.position,
        "steps": len(run.steps),
        "finished": run.finished,
        "loss": run.known[LOSS] if run.shows(LOSS) else None,
        "new_loss": run.known[NEW_LOSS] if run.shows(NEW_LOSS) else None,
        "right": run.marks.count("right"),
        "corrected": run.marks.count("corrected"),
        "shown": run.marks.count("shown"),
        **_by_hand(run),
        "tries": run.tries,
        "mistake": run.mistake,
        "graph_done": run.graph.position,
        "graph_finished": run.graph.finished,
        "graph_loss": run.graph.loss,
        "check_agrees": agree,
        "check_digits": digits,
    }


def _by_hand(run: Run) -> Observed:
    """Return what was worked out and typed: how much, and whether it is the first unit's δ, and an
    updated weight."""
    marks = zip(run.steps[: run.position], run.marks, strict=True)
    typed = [name for name, mark in marks if mark in ("right", "corrected")]
    return {
        "by_hand": len(typed),
        "first_delta_by_hand": Quantity("delta", 1) in typed,
        "new_weight_by_hand": any(name.kind == "new_w" for name in typed),
    }


def _numbers(run: Run) -> dict[str, float | None]:
    """Return what is given and what is calculated at the first unit and at the first output."""
    task = run.task
    last = task.layers[-1].start
    source = task.sources(last).start
    # The second edge into the output; a single unit has none.
    second = source + 1 if source + 1 in task.sources(last) else None

    def shown(kind: str, unit: int, source: int = 0) -> float | None:
        name = Quantity(kind, unit, source)
        return run.known[name] if name in run.known and run.shows(name) else None

    def given(kind: str, unit: int, source: int = 0) -> float | None:
        return task.given().get(Quantity(kind, unit, source))

    weight = Quantity("w", last, source)
    return {
        "input": given("x", 1),
        "target": given("t", last),
        "weight": task.given()[weight],
        "bias": given("b", last),
        "net_input": shown("u", last),
        "output": shown("o", last),
        "delta": shown("delta", last),
        "slope_1": shown("dw", last, source),
        "slope_2": None if second is None else shown("dw", last, second),
        "new_weight": shown(*renewed(weight)),
        "first_net_input": shown("u", 1),
        "first_output": shown("o", 1),
        "first_delta": shown("delta", 1),
    }


def table(run: Run) -> Columns:
    """Return the calculation as far as it has come, and how each step was done."""
    if run.in_graph:
        return _graph_table(run)
    done = run.steps[: run.position]
    return [
        ("step", range(1, len(done) + 1)),
        ("quantity", [_plain_name(*step) for step in done]),
        ("value", [run.known[step] for step in done]),
        ("mark", list(run.marks)),
    ]


def _graph_table(run: Run) -> Columns:
    """Return what each step of the computational graph has found, number by number."""
    graph, rows = run.graph, []
    for number, step in enumerate(graph.steps[: graph.position], start=1):
        if step.phase == "forward":
            found = [(step.node.name, graph.computation.values[step.node.name])]
        else:
            back = graph.computation.edges_of(step.node)
            found = [
                (f"dL/d{name}", value) for name, value in zip(step.node.inputs, back, strict=True)
            ]
        for name, value in found:
            rows += [(number, name, float(each)) for each in value.ravel()]
    numbers, names, values = zip(*rows, strict=True) if rows else ((), (), ())
    return [("step", list(numbers)), ("quantity", list(names)), ("value", list(values))]


def _plain_name(kind: str, unit: int, source: int) -> str:
    """Return a name in ASCII: ``u1``, ``delta3``, ``dL/dw31``, ``w31_new``."""
    number = f"{unit}{source}" if source else f"{unit}" if unit else ""
    if kind in ("dw", "db"):
        return f"dL/d{kind[1]}{number}"
    if kind == "carry":
        return f"delta{unit}*w{number}"
    if kind.startswith("new_"):
        return f"{kind[4:]}{number}_new"
    return f"{kind}{number}"
