"""Folding neighbours, one pair after the other, and what that does to the map."""

from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.base.memory import memory_like
from acttutor.base.state import run
from acttutor.core.nn.collapse import Linear, fold, fold_all, forward
from acttutor.labs.collapse.state import Settings

#: The square in which the maps are compared, and points along each of its sides.
REACH, GRID = 2.0, 101
_side = np.linspace(-REACH, REACH, GRID)
#: The grid, the row with the largest x₂ first, as pictures are stored.
GRID_POINTS = np.column_stack([axis.ravel() for axis in np.meshgrid(_side, _side[::-1])])
#: Maps that differ by less than this share of their largest value are the same.
SAME = 1e-12

Array = npt.NDArray[np.float64]


class Block(NamedTuple):
    """One layer, or neighbours folded into one.

    Args:
        first, last: which layers it is made of, counted from 0, both included.
        layer: what it computes, without an activation.
        after: id of the function behind it.
    """

    first: int
    last: int
    layer: Linear
    after: str

    @property
    def is_folded(self) -> bool:
        """Whether it is made of more than one layer."""
        return self.last > self.first


def _both(one: Block, other: Block) -> Block:
    """Return two neighbours as one block."""
    return Block(one.first, other.last, fold(one.layer, other.layer), other.after)


class Comparison(NamedTuple):
    """The deep network beside the one layer that its matrices multiply into.

    Args:
        deep, single: outputs on the grid, shape (GRID, GRID).
        difference: the largest one on the grid, as an absolute value.
        at: the point of the grid where it is.
        values: both outputs there.
    """

    deep: Array
    single: Array
    difference: float
    at: tuple[float, float]
    values: tuple[float, float]

    @property
    def same(self) -> bool:
        """Whether nothing but rounding tells the maps apart."""
        size = max(float(np.abs(self.deep).max()), float(np.abs(self.single).max()), 1.0)
        return self.difference <= SAME * size


class Run(run.Run[Settings]):
    """The layers, as many of them folded as steps were taken.

    Args:
        settings: see `Settings`.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.folds = 0
        #: Counts changes, so that the figure knows.
        self.generation = run.new_generation()
        self._follow()

    def configure(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        shape = (old.depth, old.width, old.activations)
        if shape != (settings.depth, settings.width, settings.activations):
            self.folds = 0
        self._follow()

    def _follow(self) -> None:
        """Compute everything for the present number of folds."""
        self.generation = run.new_generation()
        self.unfolded = self._folded(0)
        self.blocks = self._folded(self.folds)
        #: The first of the two blocks that the next step folds; ``None`` without them.
        self.pair = self._pair(self.blocks)
        for name in ("comparison", "whole", "product"):
            self.__dict__.pop(name, None)

    def _folded(self, folds: int) -> list[Block]:
        """Return the blocks after some folds."""
        settings = self.settings
        after = (*settings.activations, "identity")
        blocks = [
            Block(index, index, layer, function)
            for index, (layer, function) in enumerate(zip(settings.layers, after, strict=True))
        ]
        for _ in range(folds):
            pair = self._pair(blocks)
            assert pair is not None
            blocks[pair : pair + 2] = [_both(*blocks[pair : pair + 2])]
        return blocks

    @staticmethod
    def _pair(blocks: list[Block]) -> int | None:
        """Return the first block with nothing between it and the next; ``None`` without one."""
        for index, block in enumerate(blocks[:-1]):
            if block.after == "identity":
                return index
        return None

    # -- moving --------------------------------------------------------------------------------

    def step(self) -> bool:
        if self.pair is None:
            return False
        self.folds += 1
        self._follow()
        return self.pair is not None

    def step_back(self) -> bool:
        if not self.folds:
            return False
        self.folds -= 1
        self._follow()
        return True

    def reset(self) -> None:
        self.folds = 0
        self._follow()

    # -- what it shows -------------------------------------------------------------------------

    @property
    def in_the_way(self) -> tuple[int, ...]:
        """The layers, counted from 0, behind which a function stands."""
        functions = self.settings.activations
        return tuple(index for index, name in enumerate(functions) if name != "identity")

    @property
    def refused(self) -> bool:
        """Whether everything is folded that can be, and more than one layer is left."""
        return self.pair is None and len(self.blocks) > 1

    @property
    def compared(self) -> bool:
        """Whether the one layer and what it changes may be seen now."""
        return self.settings.ahead or self.pair is None

    @cached_property
    def product(self) -> Block:
        """What the next step folds the pair into."""
        assert self.pair is not None
        return _both(*self.blocks[self.pair : self.pair + 2])

    @cached_property
    def whole(self) -> Linear:
        """All matrices multiplied into one layer, as if there were no functions between them."""
        return fold_all(self.settings.layers)

    @cached_property
    def comparison(self) -> Comparison:
        """The deep network, as it was before any folding, beside the one layer."""
        settings = self.settings
        deep = forward(settings.layers, settings.activations, GRID_POINTS).ravel()
        single = forward([self.whole], (), GRID_POINTS).ravel()
        away = np.abs(deep - single)
        worst = int(away.argmax())
        x, y = GRID_POINTS[worst]
        return Comparison(
            deep.reshape(GRID, GRID),
            single.reshape(GRID, GRID),
            float(away[worst]),
            (float(x), float(y)),
            (float(deep[worst]), float(single[worst])),
        )

    # -- what is kept --------------------------------------------------------------------------

    def snapshot(self) -> run.Snapshot:
        return {"folds": self.folds}

    def restore(self, snapshot: run.Snapshot) -> None:
        folds = memory_like(0, snapshot.get("folds"), "folds")
        possible = sum(name == "identity" for name in self.settings.activations)
        if folds > possible:
            raise ValueError(f"folds: {folds} is not within 0 to {possible}")
        self.folds = folds
        self._follow()
