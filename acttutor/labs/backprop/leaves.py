"""The numbers that go into the small computational graphs."""

from collections.abc import Callable

from acttutor.base.numbers.unchecked import items, reals

#: In the order in which they are kept: a price and a count, twice, and a tax; or the input, weight,
#: bias and target of a unit.
LEAVES: dict[str, tuple[str, ...]] = {
    "shopping": ("a", "n", "c", "k", "r"),
    "unit": ("x", "w", "b", "t"),
}
#: No number that goes into a graph may be larger.
MOST_LEAF = 1000.0

Leaves = tuple[float, ...]


def check_leaves(graph: str) -> Callable[[object], Leaves]:
    """Return the check of the numbers that go into a graph."""

    def check(value: object) -> Leaves:
        numbers = reals(items(value))
        if len(numbers) != len(LEAVES[graph]):
            raise ValueError(f"{len(LEAVES[graph])} numbers are needed")
        for each in numbers:
            # Also refuses what is no number.
            if not abs(each) <= MOST_LEAF:
                raise ValueError(f"{each} is not within −{MOST_LEAF:g} to {MOST_LEAF:g}")
        return numbers

    return check
