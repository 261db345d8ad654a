"""The sentences and numbers of the gradient flow lab."""

import math

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.arithmetic import fit, num, product
from acttutor.base.numbers.numerals import Style, percent, significant
from acttutor.base.state.fields import changed
from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.state import Settings
from acttutor.labs.gradients.trial import Trial
from acttutor.labs.gradients.verdict import Remedy

#: How norms and ratios are written.
_SIZE = Style(None, 3, least=0.01, large=1000.0)
_READ = Style(None, 3, large=10000.0, trim=True, mathtext=False)
#: More digits than these do not fit into a line of factors.
_MOST_DIGITS = 2


def power(value: float) -> str:
    """Return a number as mathtext: ``0.32``, or with a power of ten: ``5.2 \\times 10^{−7}``."""
    return _SIZE.write(value).text


def number(value: float) -> str:
    """Return a number for running text: ``5.2e−7`` for the small ones."""
    if not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    return _READ.write(value).text


def off_word(settings: Settings) -> str:
    """Return the key of the word for a unit that hands nothing back: off, or saturated."""
    return "saturated" if settings.activation in ("sigmoid", "tanh") else "off"


# -- the verdict -------------------------------------------------------------------------------


def heading(run: Run, texts: Texts) -> str:
    """Return the verdict in a few words, with the number that it is taken from."""
    verdict = run.verdict
    ratio = f"${power(verdict.ratio)}$"
    failure = run.trial.failure
    if failure is not None:
        return texts("gradients.verdict.failed", epoch=f"{failure.epoch:,}")
    if verdict.kind == "dead":
        return texts("gradients.verdict.dead", dead=verdict.dead, units=run.trial.died.size)
    if math.isnan(verdict.ratio):
        return texts("gradients.verdict.nothing")
    return texts(f"gradients.verdict.{verdict.kind}", ratio=ratio)


def cause(run: Run, texts: Texts) -> str:
    """Return why it is so, in one sentence."""
    verdict, trial = run.verdict, run.trial
    settings = run.settings
    if trial.failure is not None:
        return texts(
            "gradients.cause.failed",
            norm=number(trial.failure.norm),
            lr=significant(settings.lr, 6),
        )
    if verdict.kind == "blocked":
        return texts(f"gradients.cause.{_blocked_by(trial)}", layer=_blocked_at(trial))
    if verdict.kind == "healthy" and verdict.dead:
        return texts("gradients.cause.healthy_dead", dead=verdict.dead, units=trial.died.size)
    if verdict.kind in ("vanishing", "exploding"):
        return texts(f"gradients.cause.{verdict.kind}_{_main_share(trial, verdict.kind)}")
    return texts(f"gradients.cause.{verdict.kind}")


def _main_share(trial: Trial, kind: str) -> str:
    """Return which kind of factors makes most of the ratio: weights, activation or norm."""
    products = dict(zip(("norm", "weights", "activation"), trial.now.flow.products(0), strict=True))
    main = (min if kind == "vanishing" else max)(products, key=lambda name: products[name])
    if main == "activation" and trial.settings.activation == "sigmoid":
        return "sigmoid"
    return main


def _blocked_at(trial: Trial) -> int:
    """Return the number of the last layer that nothing arrives at."""
    zero = [index for index, size in enumerate(trial.now.flow.delta) if size == 0.0]
    return zero[-1] + 1 if zero else 1


def _blocked_by(trial: Trial) -> str:
    """Return whether weights or dead units let nothing through."""
    return "dead_layer" if (trial.died[_blocked_at(trial) - 1] >= 0).all() else "zero_weights"


def comparison(run: Run, texts: Texts) -> str:
    """Return before and now in numbers; empty without a before."""
    former = run.before
    if former is None:
        return ""
    return texts(
        "gradients.comparison",
        before=f"${power(former.now.flow.ratio())}$",
        now=f"${power(run.trial.now.flow.ratio())}$",
        loss_before=_loss(former),
        loss=_loss(run.trial),
    )


def _loss(trial: Trial) -> str:
    # A network that failed has no loss any more, only a last one.
    return "NaN" if trial.failure is not None else f"${power(trial.losses[-1])}$"


def remedy_name(remedy: Remedy, settings: Settings, texts: Texts) -> str:
    """Return a remedy for its button: what it does, and the ratio that it gives."""
    name = remedy_itself(remedy, settings, texts)
    return name if remedy.ratio is None else rf"{name}  $\to {power(remedy.ratio)}$"


def remedy_itself(remedy: Remedy, settings: Settings, texts: Texts) -> str:
    """Return what a remedy does."""
    changes = dict(remedy.changes)
    rate = changed(settings, **changes).lr
    values = {"init": "", "lr": significant(rate, 6)}
    if "init" in changes:
        values["init"] = texts(f"gradients.init.options.{changes['init']}")
    return texts(f"gradients.remedies.{remedy.id}", **values)


# -- the layer that is looked into -------------------------------------------------------------


def effect(remedy: Remedy, texts: Texts) -> str:
    """Return what a remedy will do, in one sentence."""
    if remedy.ratio is None:
        return texts(f"gradients.effects.{remedy.id}")
    return texts("gradients.effects.ratio", ratio=f"${power(remedy.ratio)}$")


#: Words, and the kind of factor whose colour they have.
Piece = tuple[str, str]


def delta_line(run: Run, texts: Texts) -> list[Piece]:
    """Return how delta of the layer comes about, in pieces with the kind that gives the colour."""
    layer, flow = run.settings.shown, run.trial.now.flow
    normalization, weights, activation = flow.products(layer)
    delta = float(flow.delta[layer])
    head = rf"$\Vert\delta^{{{layer + 1}}}\Vert = {power(delta)}$"
    factors = [
        (texts("gradients.shares.output"), float(flow.delta[-1]), "delta"),
        (texts("gradients.shares.weights"), weights, "weights"),
        (texts("gradients.shares.activation"), activation, "activation"),
    ]
    if run.settings.batch_norm:
        factors.append((texts("gradients.shares.norm"), normalization, "norm"))
    return [(head, "delta"), *_product(factors, delta)]


def gradient_line(run: Run, texts: Texts) -> list[Piece]:
    """Return how dW of the layer comes about from its delta."""
    layer, flow = run.settings.shown, run.trial.now.flow
    number_ = layer + 1
    delta, arriving = float(flow.delta[layer]), float(flow.arriving[layer])
    gradient = float(flow.gradient[layer])
    factors = [(rf"$\Vert\delta^{{{number_}}}\Vert$", delta, "delta")]
    if run.settings.batch_norm:
        own = arriving / delta if delta else 0.0
        factors.append((texts("gradients.shares.norm"), own, "norm"))
    signal = gradient / arriving if arriving else 0.0
    factors.append((texts("gradients.shares.signal"), signal, "signal"))
    head = rf"$\Vert dW^{{{number_}}}\Vert = {power(gradient)}$"
    return [(head, "delta"), *_product(factors, gradient)]


def _product(factors: list[tuple[str, float, str]], value: float) -> list[Piece]:
    """Return named factors with digits in which their product is ``value`` as it is written."""
    numbers = [num(factor, _SIZE) for _, factor, _ in factors]
    found = fit(product(*numbers), value, _SIZE, _MOST_DIGITS)
    signs = (found.sign, *[r"\times"] * len(factors))
    return [
        (f"${sign}$ {name} ${written.write(found.extra)}$", kind)
        for sign, written, (name, _, kind) in zip(signs, numbers, factors, strict=False)
    ]


def unit_summary(run: Run, texts: Texts) -> str:
    """Return what is to be said of all units of the layer."""
    layer = run.settings.shown
    word = texts(f"gradients.words.{off_word(run.settings)}")
    died = run.trial.died[layer]
    dead = int((died >= 0).sum())
    return texts(
        "gradients.units.summary_dead" if dead else "gradients.units.summary",
        epoch=f"{died.max():,}",
        word=word,
        share=percent(float(run.trial.flat(layer).mean())),
        dead=dead,
        units=run.settings.width,
    )


def unit_reading(run: Run, unit: int, texts: Texts) -> str:
    """Return what is to be said of one unit."""
    layer = run.settings.shown
    died = int(run.trial.died[layer, unit])
    if died >= 0:
        return texts("gradients.units.dead", unit=unit + 1, epoch=f"{died:,}")
    word = texts(f"gradients.words.{off_word(run.settings)}")
    share = percent(float(run.trial.flat(layer)[:, unit].mean()))
    return texts("gradients.units.alive", unit=unit + 1, word=word, share=share)


def readout(run: Run, texts: Texts) -> str:
    """Return epoch, loss, and the length of the gradient in one line."""
    trial = run.trial
    values = {
        "epoch": f"{trial.epoch:,}",
        "loss": number(trial.losses[-1]),
        "norm": number(trial.gradient_norm),
    }
    if trial.clipped:
        return texts(
            "gradients.readout.clipped", limit=significant(run.settings.clip_norm, 6), **values
        )
    return texts("gradients.readout.free", **values)
