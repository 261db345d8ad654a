"""What the pictures of the network lab show, in sentences: one for each mode."""

import math

import numpy as np

from acttutor.base.language.speech import listed, sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import percent, significant
from acttutor.labs.network import words, words_sweep
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.model.judgement import judge_classes, judge_numbers
from acttutor.labs.network.model.linear_pieces import pieces_of
from acttutor.labs.network.names import feature_name
from acttutor.labs.network.run import Run
from acttutor.labs.network.words_layers import layer_names

#: Points along each side of the map on which the shares of the classes are counted.
GRID = 41


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say what is learned by what, how far it has come, and what stands out."""
    problem = run.problem
    if problem is None:
        return sentences(texts, words.message(run, texts))
    given = _given(run, problem, texts, "one" if run.settings.mode == "one" else "many")
    if run.sweep is not None:
        return sentences(texts, given, *_sweep(run, texts))
    if run.ensemble is not None:
        return sentences(texts, given, *_crowd(run, texts))
    told = _judged(run, problem, texts) if run.is_judged else _map(run, problem, texts)
    return sentences(texts, given, _losses(run, texts), *told, words.message(run, texts))


def _given(run: Run, problem: Problem, texts: Texts, count: str) -> str:
    """Say the data, and the network if it is only one."""
    settings = run.settings
    # Without hidden layers nothing but the sum is left.
    named = dict.fromkeys(layer_names(settings, k, texts)[0] for k in range(len(settings.layers)))
    return texts(
        f"spoken.network.{count}",
        count=f"{len(problem.X_train):,}",
        data=texts.option("network.data", settings.data),
        inputs=listed((feature_name(name, problem) for name in run.feature_ids), texts),
        network="–".join(map(str, run.network.sizes)),
        activation=listed(named or [texts.option("network.activation", "identity")], texts),
    )


def _losses(run: Run, texts: Texts) -> str:
    """Say how the losses have gone, and how much is classified rightly."""
    losses, held = run.losses, run.held_out
    values = {
        "epoch": f"{run.epoch:,}",
        "first": significant(float(losses.train[0])),
        "train": significant(float(losses.train[-1])),
        "part": texts(f"network.losses.{held}"),
        "held": significant(float(losses.of(held)[-1])),
    }
    accuracy = run.accuracy_on(held)
    if math.isnan(accuracy):
        return texts("spoken.network.numbers", **values)
    return texts("spoken.network.classes", accuracy=percent(accuracy, 1), **values)


# -- one network -------------------------------------------------------------------------------


def _map(run: Run, problem: Problem, texts: Texts) -> list[str]:
    return [_shares(run, problem, texts), _strongest(run, texts), _pinned(run, problem, texts)]


def _shares(run: Run, problem: Problem, texts: Texts) -> str:
    """Say how much of the map each class has; nothing for numbers to predict."""
    if problem.kind == "regression":
        return ""
    side = np.linspace(-6.0, 6.0, GRID)
    points = np.column_stack([axis.ravel() for axis in np.meshgrid(side, side)])
    found = problem.class_numbers(run.network.forward(run.feature_grid(points)))
    named = [
        texts("spoken.network.share", name=name, share=percent(float((found == number).mean())))
        for number, name in enumerate(words.class_names(problem))
    ]
    return texts("spoken.network.map", shares=listed(named, texts))


def _strongest(run: Run, texts: Texts) -> str:
    """Say which weight is the largest; a maxout unit has several for each line."""
    layers = run.network.layers
    if any(pieces_of(layer) > 1 for layer in layers):
        return ""
    number = max(range(len(layers)), key=lambda n: float(np.abs(layers[n].W).max()))
    W = layers[number].W
    unit, source = np.unravel_index(int(np.abs(W).argmax()), W.shape)
    return texts(
        "spoken.network.strongest",
        source=_name(run, number, int(source), texts),
        unit=_name(run, number + 1, int(unit), texts),
        weight=significant(float(W[unit, source]), 3),
    )


def _name(run: Run, layer: int, unit: int, texts: Texts) -> str:
    if layer == 0:
        return feature_name(run.feature_ids[unit], run.problem)
    if layer < len(run.network.layers):
        return texts("spoken.network.unit", layer=layer, unit=unit + 1)
    alone = run.network.sizes[-1] == 1
    return texts(f"spoken.network.{'output' if alone else 'output_of'}", unit=unit + 1)


def _pinned(run: Run, problem: Problem, texts: Texts) -> str:
    """Say what comes out for the point that is sent through the network."""
    signal = run.signal()
    if signal is None:
        return ""
    square = problem.frame.into(np.array([run.settings.pinned]))
    output = run.network.forward(run.feature_grid(square))
    place = listed((significant(value) for value in run.settings.pinned), texts)
    if problem.kind == "regression":
        answer = significant(float(problem.in_units(output[0, 0])))
    else:
        answer = words.class_names(problem)[int(problem.class_numbers(output)[0])]
    return texts("spoken.network.pinned", place=place, answer=answer)


# -- judged ------------------------------------------------------------------------------------


def _judged(run: Run, problem: Problem, texts: Texts) -> list[str]:
    part = run.judged_part
    name, targets = texts(f"network.losses.{part}"), problem.part(part)[1]
    if problem.kind == "regression":
        numbers = judge_numbers(problem, run.outputs(part), targets)
        found = {key: significant(getattr(numbers, key)) for key in ("r2", "rmse", "mae")}
        return [texts("spoken.network.fit", part=name, **found)]
    judged = judge_classes(problem, run.outputs(part), targets, run.settings.threshold)
    shares = ("accuracy", "majority", "precision", "recall", "f1")
    said = texts(
        "spoken.network.judged",
        part=name,
        **{key: percent(getattr(judged, key), 1) for key in shares},
    )
    counts, names = judged.counts.copy(), words.class_names(problem)
    np.fill_diagonal(counts, 0)
    true, taken = np.unravel_index(int(counts.argmax()), counts.shape)
    if not counts.max():
        return [said, texts("spoken.network.no_mistakes")]
    mistake = {"true": names[true], "taken": names[taken], "count": int(counts.max())}
    return [said, texts("spoken.network.mistakes", **mistake)]


# -- many networks -----------------------------------------------------------------------------


def _crowd(run: Run, texts: Texts) -> list[str]:
    """Say what the networks differ in, and which is ahead and which behind."""
    ensemble, settings = run.ensemble, run.settings
    assert ensemble is not None
    by = "seed" if settings.mode == "fan" else settings.race_by
    names = words.crowd_names(run, texts)
    order = [
        (float(losses[-1]), name)
        for losses, name in zip(ensemble.losses.values, names, strict=True)
    ]
    finite = sorted(pair for pair in order if math.isfinite(pair[0]))
    said = [
        texts(
            "spoken.network.crowd",
            count=len(names),
            by=texts(f"network.{by}.label"),
            epoch=f"{ensemble.epoch:,}",
        )
    ]
    if finite:
        (best, first), (worst, behind) = finite[0], finite[-1]
        values = {"best": significant(best), "worst": significant(worst)}
        said.append(texts("spoken.network.ends", first=first, last=behind, **values))
    lost = len(names) - len(finite)
    return [*said, texts("spoken.network.lost", count=lost) if lost else ""]


def _sweep(run: Run, texts: Texts) -> list[str]:
    sweep = run.sweep
    assert sweep is not None
    said = [words_sweep.heading(sweep, texts), words_sweep.progress(sweep, texts)]
    best = sweep.best()
    if best is None:
        return said
    pair = words_sweep.cell_name(sweep.grid, best, texts)
    loss = words_sweep.loss_text(sweep.median(best))
    return [*said, texts("spoken.network.best_cell", pair=pair, loss=loss)]
