"""Axes linear in a logarithm: their limits move freely, as those of a log axis cannot."""

import math


def decade_name(value: float) -> str:
    """Return 10 to the power of ``value`` for an axis."""
    power = round(value)
    return {0: "1", 1: "10", -1: "0.1"}.get(power, rf"$10^{{{power}}}$".replace("-", "−"))


def rounded_up(value: float, least: float, growth: float) -> float:
    """Return the first of least, least·growth, least·growth² … that is not below ``value``."""
    if value <= least:
        return least
    return float(least * growth ** math.ceil(math.log(value / least) / math.log(growth) - 1e-9))
