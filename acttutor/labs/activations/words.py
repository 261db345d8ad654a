"""The sentences and numbers of the activation lab, in the reader's language."""

import math
from typing import NamedTuple

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import Style, fixed, rounded, significant
from acttutor.core.activations.activation import Kink
from acttutor.core.activations.extent import Interval
from acttutor.core.activations.facts import ActivationFacts
from acttutor.labs.activations.inset_axes import Strip
from acttutor.labs.activations.run import Reading, Run

#: The texts on each function, in the order in which they are shown.
NOTES = ("strengths", "weaknesses", "used", "trap", "source")
_FOUR = Style(None, 4, 1e-4, mathtext=False)
#: Kinks that are listed.
MAX_KINKS = 3


class Item(NamedTuple):
    """One labelled text; ``kind`` decides its colour."""

    kind: str
    label: str
    text: str


def four(value: float) -> str:
    """Write a number with four significant digits and a true minus sign."""
    return "–" if math.isnan(value) else _FOUR.write(value).text


def short(value: float) -> str:
    """Write a number with up to four significant digits, without trailing zeros."""
    if not math.isfinite(value):
        return four(value)
    return significant(value)


def large(latex: str) -> str:
    """Write the fractions of a formula as large as they are when they stand alone."""
    return latex.replace(r"\frac", r"\dfrac")


def name(function: str, texts: Texts) -> str:
    """Return the name of a function."""
    return texts.option("activations.function", function)


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
            large(run.activations[function].formula(**run.params[function])),
            large(run.activations[function].formula_df(**run.params[function])),
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
        if kink is None and not math.isfinite(reading.f):
            return texts("activations.kink.gap", name=name(reading.id, texts), x=short(reading.x))
        if kink is None:
            continue
        return texts(
            f"activations.kink.{_kind(reading, kink)}",
            name=name(reading.id, texts),
            x=short(kink.z),
            left=short(kink.df_left),
            right=short(kink.df_right),
            f=short(reading.f),
            df=short(reading.df or 0.0),
        )
    return texts("activations.kink.flat") if run.has_no_slope else ""


def _kind(reading: Reading, kink: Kink) -> str:
    """Return what there is at a kink: a corner, a jump or a pole."""
    if not (math.isfinite(kink.f_left) and math.isfinite(kink.f_right)):
        return "pole"
    return "jump" if reading.df is None else "corner"


def values(known: ActivationFacts) -> str:
    """Write the values of a function: ``[−0.17, ∞)``, ``{0, 1}``, ``(−∞, 0.5] ∪ {2}``."""
    parts: list[str] = []
    single: list[str] = []
    for part in known.values:
        if part.low == part.high:
            single.append(short(part.low))
            continue
        parts += [_set(single), _interval(part)]
        single = []
    return " ∪ ".join(filter(None, [*parts, _set(single)]))


def _set(written: list[str]) -> str:
    return f"{{{', '.join(written)}}}" if written else ""


def _interval(value: Interval) -> str:
    opening, closing = "[" if value.low_closed else "(", "]" if value.high_closed else ")"
    return f"{opening}{short(value.low)}, {short(value.high)}{closing}"


def slope_at_zero(run: Run, function: str, texts: Texts) -> str:
    """Write f′(0); where the slope jumps there, the slopes on both sides."""
    for kink in run.activations[function].jumps(**run.params[function]):
        if kink.z == 0.0:
            if kink.f_left != kink.f_right or not math.isfinite(kink.f_left):
                return texts("activations.none")
            return f"{short(kink.df_left)} → {short(kink.df_right)}"
    slope = run.facts(function).slope_at_zero
    return short(slope) if math.isfinite(slope) else texts("activations.none")


def largest_slope(known: ActivationFacts, texts: Texts) -> str:
    """Write the largest slope and where it is."""
    if known.largest_slope_at is None:
        return short(known.largest_slope)
    where = float(rounded(known.largest_slope_at, 4))
    return texts("activations.slope_at", slope=short(known.largest_slope), x=short(where))


def kinks(run: Run, function: str, texts: Texts) -> str:
    """Write where f or f′ jumps."""
    found = run.activations[function].kinks_at(**run.params[function])
    if not found:
        return texts("activations.none")
    # A typed function may have dozens; those nearest to 0 stand for all.
    near = sorted(sorted(found, key=abs)[:MAX_KINKS])
    return "x = " + ", ".join(map(short, near)) + (" …" if len(found) > len(near) else "")


def stats(run: Run, function: str, texts: Texts) -> list[Item]:
    """Return the computed facts of a function at its present parameters."""
    known = run.facts(function)
    at_zero = short(known.at_zero) if math.isfinite(known.at_zero) else texts("activations.none")
    written = {
        "range": values(known),
        "at_zero": at_zero,
        "slope_at_zero": slope_at_zero(run, function, texts),
        "largest_slope": largest_slope(known, texts),
        "zero_centred": texts(f"activations.{'yes' if known.zero_centred else 'no'}"),
        "saturates": texts(f"activations.saturation.{known.saturates}"),
        "kinks": kinks(run, function, texts),
    }
    for kind in known.measured:
        written[kind] = texts("activations.measured", fact=written[kind])
    return [Item(kind, texts(f"activations.stats.{kind}"), text) for kind, text in written.items()]


def notes(function: str, texts: Texts) -> list[Item]:
    """Return strengths, weaknesses, use, trap and source of a function of the core."""
    return [
        Item(kind, texts(f"activations.notes.{kind}"), texts(f"functions.{function}.{kind}"))
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


def strip_head(strip: Strip, run: Run, texts: Texts) -> str:
    """Write what a strip shows; a magnified one with its power and its largest value."""
    largest = strip.largest(run.settings.half_width)
    return texts(
        f"activations.strips.{strip.id}",
        power=strip.power,
        largest=fixed(largest * 10**strip.power),
    )


def strip_value(strip: Strip, x: float) -> str:
    """Write what a strip reads under the probe, as mathtext: magnified ones with their power."""
    value = strip.at(x)
    if not strip.power:
        return four(value)
    return rf"{fixed(value * 10**strip.power, 3)}\times 10^{{−{strip.power}}}"
