"""The sentences, formulas and numbers of the GAN lab."""

import math

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import Style, fixed, percent
from acttutor.labs.gan.measures import Measures
from acttutor.labs.gan.run import Run

#: From this share of points on that are pushed nowhere, it has to be said.
MANY_UNPUSHED = 0.3
#: Up to this share of the parts, the generator is said to have collapsed.
COLLAPSED = 0.5
#: D is sure of itself if it gives generated points less than this.
SURE = 0.1


def number(value: float, digits: int = 2) -> str:
    """Return a number for running text with a proper minus; ``–`` if there is none."""
    if not math.isfinite(value):
        return "–"
    if value != 0 and abs(value) < 0.5 * 10**-digits:
        # A small number is not nothing.
        return Style(None, 1, math.inf, mathtext=False).write(value).text
    return fixed(value, digits)


def ratio(value: float) -> str:
    """Return a distance in multiples of the usual one: ``1.3 ×``, ``48 ×``."""
    if not math.isfinite(value):
        return "–"
    return f"{fixed(value, 1 if value < 10 else 0)} ×"


# -- formulas ----------------------------------------------------------------------------------


def d_formula(run: Run) -> str:
    """Return what D makes small; the bar is the mean over the points."""
    if run.settings.d_output == "identity":
        return r"$L_D=\frac{1}{4}\,\overline{(D(x)-1)^2}+\frac{1}{4}\,\overline{D(G(z))^2}$"
    return r"$L_D=-\frac{1}{2}\,\overline{\ln D(x)}-\frac{1}{2}\,\overline{\ln(1-D(G(z)))}$"


def g_formula(run: Run) -> str:
    """Return what G makes small."""
    if run.settings.d_output == "identity":
        return r"$L_G=\frac{1}{2}\,\overline{(D(G(z))-1)^2}$"
    if run.saturating:
        return r"$L_G=\overline{\ln(1-D(G(z)))}$"
    return r"$L_G=-\,\overline{\ln D(G(z))}$"


# -- the parts of the text beside the plane ----------------------------------------------------


def d_says(seen: Measures, texts: Texts) -> str:
    """Return the mean verdicts of D."""
    return texts("gan.says", real=number(seen.d_real), fake=number(seen.d_fake))


def g_told(seen: Measures, texts: Texts) -> str:
    """Return how strongly D pushes the generated points."""
    return texts("gan.told", push=number(seen.push_size), none=percent(seen.no_push))


def coverage(run: Run, seen: Measures, texts: Texts) -> str:
    """Return how much of the shape is covered, and how much of what is generated lies on it."""
    return texts(
        f"gan.coverage.{run.settings.data}",
        covered=seen.covered,
        parts=seen.parts,
        share=percent(seen.on_data),
    )


def verdict(run: Run, texts: Texts) -> tuple[str, str]:
    """Return how things stand, and its tone: ``"good"``, ``"bad"`` or ``"plain"``."""
    seen = run.measures
    if seen is None:
        return texts("gan.verdict.empty"), "plain"
    if run.failed_at is not None:
        return texts("gan.verdict.failed", t=f"{run.failed_at:,}"), "bad"
    if run.t == 0:
        return texts("gan.verdict.ready"), "plain"
    return _trouble(run, seen, texts) or _progress(run, seen, texts)


def _trouble(run: Run, seen: Measures, texts: Texts) -> tuple[str, str] | None:
    """Return what goes wrong, if anything does."""
    if seen.no_push >= MANY_UNPUSHED and not seen.alike:
        key = {"relu": "dead", "sigmoid": "flat", "tanh": "flat"}
        cause = key.get(run.settings.d_hidden, "unpushed")
        return texts(f"gan.verdict.{cause}", share=percent(seen.no_push)), "bad"
    if run.saturating and seen.d_fake < SURE:
        values = {"push": number(seen.push_size), "other": number(seen.push_otherwise)}
        return texts("gan.verdict.vanishing", **values), "bad"
    if run.ahead:
        return texts("gan.verdict.ahead", count=f"{run.ahead:,}"), "plain"
    collapsed = 0 < seen.covered <= COLLAPSED * seen.parts and seen.on_data >= 0.3
    if collapsed and run.settings.data == "grid":
        return texts("gan.verdict.collapse", covered=seen.covered, parts=seen.parts), "bad"
    return None


def _progress(run: Run, seen: Measures, texts: Texts) -> tuple[str, str]:
    if seen.alike:
        since = run.alike_since
        key = "alike" if since is None else "alike_since"
        return texts(f"gan.verdict.{key}", t=f"{since or 0:,}"), "good"
    if seen.on_data > 0.5 and seen.covered < seen.parts:
        return texts("gan.verdict.gaps"), "plain"
    return texts("gan.verdict.learning"), "plain"


def readout(run: Run, texts: Texts) -> str:
    """Return update, losses and distance in one line."""
    if run.eye is None or not run.records:
        return texts("gan.readout.empty")
    loss_d, loss_g, distance = run.latest
    return texts(
        "gan.readout.full",
        t=f"{run.t:,}",
        d=number(loss_d),
        g=number(loss_g),
        distance=ratio(distance),
    )
