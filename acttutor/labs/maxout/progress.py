"""The steps of a run as plain data: learning rates, and how often each was used."""

#: Steps after which a run ends: nothing moves any more that could be seen.
MOST_STEPS = 5000


def check_steps(value: object) -> list[tuple[float, int]]:
    """Return learning rates and how often each was used.

    Raises:
        ValueError: naming the field, if ``value`` is anything else.
    """
    if not isinstance(value, list) or not all(
        isinstance(pair, list) and len(pair) == 2 for pair in value
    ):
        raise ValueError("steps: must be a list of pairs")
    for lr, count in value:
        if isinstance(lr, bool) or not isinstance(lr, (int, float)) or not 0 < lr <= 1:
            raise ValueError(f"steps: {lr!r} is not a learning rate from 0 to 1")
        if isinstance(count, bool) or not isinstance(count, int) or count < 1:
            raise ValueError(f"steps: {count!r} is not a number of steps")
    if sum(count for _, count in value) > MOST_STEPS:
        raise ValueError(f"steps: more than {MOST_STEPS}")
    return [(float(lr), count) for lr, count in value]
