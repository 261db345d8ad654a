"""The sentences and numbers of the activation lab, in the reader's language."""

import math
import re
from typing import NamedTuple

from acttutor.base.texts import Texts
from acttutor.core.activation_facts import ActivationFacts
from acttutor.core.activations import ACTIVATIONS, Interval
from acttutor.labs.activations.run import Reading, Run

#: The texts on each function, in the order in which they are shown.
NOTES = ("strengths", "weaknesses", "used", "trap", "source")


class Item(NamedTuple):
    """One labelled text; ``kind`` decides its colour."""

    kind: str
    label: str
    text: str


def four(value: float) -> str:
    """Write a number with four significant digits and a true minus sign."""
    if math.isnan(value):
        return "–"
    if value == 0:
        return "0"
    return f"{value:#.4g}".rstrip(".").replace("-", "−")


def short(value: float) -> str:
    """Write a number with up to four significant digits, without trailing zeros."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value + 0.0:.4g}".replace("-", "−")


def in_x(latex: str) -> str:
    """Write a formula of the core, whose argument is z, in the x of this lab's axis, and large."""
    words = {"z": "x", r"\frac": r"\dfrac"}
    return re.sub(r"\\[A-Za-z]+|z", lambda match: words.get(match[0], match[0]), latex)


def name(function: str, texts: Texts) -> str:
    """Return the name of a function."""
    return texts(f"common.options.{function}")


def title(run: Run, texts: Texts) -> str:
    """Return the heading of the figure: what is shown."""
    names = [name(function, texts) for function in run.functions]
    if len(names) == 1:
        return names[0]
    if run.comparison is not None:
        return texts(f"activations.{run.comparison.id}.title")
    return texts("activations.separator").join(names)


def formulas(run: Run) -> list[tuple[str, str, str]]:
    """Return id, f and f′ of each function as mathtext, with the parameters' numbers."""
    return [
        (
            function,
            in_x(ACTIVATIONS[function].formula(**run.params[function])),
            in_x(ACTIVATIONS[function].formula_df(**run.params[function])),
        )
        for function in run.functions
    ]


def slope_text(reading: Reading, texts: Texts) -> str:
    """Return the slope that the probe reads, or that there is none."""
    return texts("activations.none") if reading.df is None else four(reading.df)


def readout(run: Run, texts: Texts) -> str:
    """Return the numbers under the probe for the bar at the bottom."""
    readings = run.readings()
    x = four(run.probe)
    if len(readings) == 1:
        (reading,) = readings
        return texts(
            "activations.readout.one", x=x, f=four(reading.f), df=slope_text(reading, texts)
        )
    parts = [
        texts(
            "activations.readout.each",
            name=name(reading.id, texts),
            f=four(reading.f),
            df=slope_text(reading, texts),
        )
        for reading in readings
    ]
    return "      ".join([texts("activations.readout.x", x=x), *parts])


def probe_note(run: Run, texts: Texts) -> str:
    """Return what there is to say where the probe is: at a kink, or on a function without slope."""
    for reading in run.readings():
        kink = reading.kink
        if kink is None:
            continue
        key = "activations.kink.jump" if reading.df is None else "activations.kink.corner"
        return texts(
            key,
            name=name(reading.id, texts),
            x=short(kink.z),
            left=short(kink.df_left),
            right=short(kink.df_right),
            f=short(reading.f),
            df=short(reading.df or 0.0),
        )
    return texts("activations.kink.flat") if run.has_no_slope else ""


def interval(value: Interval, two_values: bool = False) -> str:
    """Write a range, for example ``[−0.17, ∞)``; ``two_values`` for a function with only two."""
    if two_values:
        return f"{{{short(value.low)}, {short(value.high)}}}"
    opening, closing = "[" if value.low_closed else "(", "]" if value.high_closed else ")"
    return f"{opening}{short(value.low)}, {short(value.high)}{closing}"


def _jumps(run: Run, function: str) -> bool:
    kinks = ACTIVATIONS[function].jumps(**run.params[function])
    return any(kink.f_left != kink.f_right for kink in kinks)


def slope_at_zero(run: Run, function: str, texts: Texts) -> str:
    """Write f′(0); where the slope jumps there, the slopes on both sides."""
    for kink in ACTIVATIONS[function].jumps(**run.params[function]):
        if kink.z == 0.0:
            if kink.f_left != kink.f_right:
                return texts("activations.none")
            return f"{short(kink.df_left)} → {short(kink.df_right)}"
    return short(run.facts(function).slope_at_zero)


def largest_slope(known: ActivationFacts, texts: Texts) -> str:
    """Write the largest slope and where it is."""
    if known.largest_slope_at is None:
        return short(known.largest_slope)
    where = round(known.largest_slope_at, 4)
    return texts("activations.slope_at", slope=short(known.largest_slope), x=short(where))


def kinks(run: Run, function: str, texts: Texts) -> str:
    """Write where f or f′ jumps."""
    found = ACTIVATIONS[function].kinks_at(**run.params[function])
    return "x = " + ", ".join(map(short, found)) if found else texts("activations.none")


def stats(run: Run, function: str, texts: Texts) -> list[Item]:
    """Return the computed facts of a function at its present parameters."""
    known = run.facts(function)
    values = {
        "range": interval(known.range, _jumps(run, function)),
        "at_zero": short(known.at_zero),
        "slope_at_zero": slope_at_zero(run, function, texts),
        "largest_slope": largest_slope(known, texts),
        "zero_centred": texts(f"activations.{'yes' if known.zero_centred else 'no'}"),
        "saturates": texts(f"activations.saturation.{known.saturates}"),
        "kinks": kinks(run, function, texts),
    }
    return [Item(kind, texts(f"activations.stats.{kind}"), text) for kind, text in values.items()]


def notes(function: str, texts: Texts) -> list[Item]:
    """Return strengths, weaknesses, use, trap and source of a function."""
    return [
        Item(
            kind, texts(f"activations.notes.{kind}"), texts(f"activations.facts.{function}.{kind}")
        )
        for kind in NOTES
    ]


def look(run: Run, texts: Texts) -> list[Item]:
    """Return what to look at in a ready-made comparison; nothing in any other picture."""
    comparison = run.comparison
    if comparison is None:
        return []
    return [
        Item(
            "look",
            texts(f"activations.aspects.{aspect}"),
            texts(f"activations.look.{comparison.id}.{aspect}"),
        )
        for aspect in comparison.aspects
    ]
