"""What can be measured of a network as it is now: accuracy, gradients, units that are off."""

import math

from acttutor.base.state import run
from acttutor.core.arrays import Array
from acttutor.core.data.features import FEATURES
from acttutor.labs.network.model.choices import PARTS
from acttutor.labs.network.model.data.problem import Problem, make_problem
from acttutor.labs.network.model.factory import expanded, make_network
from acttutor.labs.network.state import Settings

#: Activations that can switch a unit off: nothing, or next to nothing, for negative input.
RECTIFIERS = frozenset({"relu", "leaky_relu", "prelu", "elu", "selu"})


class Measured(run.Run[Settings]):
    """A run with a network that can be measured."""

    settings: Settings

    def _make_problem(self) -> None:
        """Make what is to be learned; without points there is nothing."""
        self.problem: Problem | None = make_problem(self.settings)

    def _make_network(self) -> None:
        """Make a network for the problem."""
        problem, settings = self.problem, self.settings
        self.network = make_network(settings, problem)
        #: The inputs of each part of the data, as the chosen features.
        self._inputs: dict[str, Array] = {}
        if problem is not None:
            for part in PARTS:
                self._inputs[part] = expanded(problem.part(part)[0], settings.features)

    @property
    def shown_parts(self) -> tuple[str, ...]:
        """The parts of the data whose results are shown.

        The test data only on request where there are validation data to choose by.
        """
        problem = self.problem
        if problem is None or not problem.has_validation:
            return ("train", "test")
        return PARTS if self.settings.open_test else PARTS[:2]

    @property
    def held_out(self) -> str:
        """The part that was not learned and is there to choose by."""
        return self.shown_parts[1]

    @property
    def is_judged(self) -> bool:
        """Whether it is shown how well the network does, instead of how it learns."""
        settings = self.settings
        return settings.view == "judge" and settings.mode == "one" and self.problem is not None

    @property
    def judged_part(self) -> str:
        """The part of the data that is judged: the one chosen, if it may be seen and has points."""
        problem = self.problem
        assert problem is not None
        wanted = (self.settings.judged, self.held_out)
        seen = (part for part in wanted if part in self.shown_parts and len(problem.part(part)[0]))
        return next(seen, "train")

    def outputs(self, part: str) -> Array:
        """Return the outputs of the network on one of `PARTS`, shape (n, outputs)."""
        assert self.problem is not None
        inputs = self._inputs[part]
        return self.network.forward(inputs) if len(inputs) else self.problem.part(part)[1][:0]

    def accuracy(self) -> tuple[float, float]:
        """Return the accuracy on training data and on those to choose by, as a rule the test data.

        It is nan where it makes no sense.
        """
        return self.accuracy_on("train"), self.accuracy_on(self.held_out)

    def accuracy_on(self, part: str) -> float:
        """Return the accuracy on one of `PARTS`; nan where it makes no sense."""
        problem = self.problem
        if problem is None:
            return math.nan
        return problem.accuracy(self.outputs(part), problem.part(part)[1])

    def gradients(self) -> list[tuple[Array, Array]]:
        """Return (dW, db) of the loss on all training data, layer by layer; empty without data."""
        problem = self.problem
        if problem is None:
            return []
        return self.network.gradients(self._inputs["train"], problem.T_train, problem.loss)

    def off_shares(self) -> list[float]:
        """Return for each hidden layer the share of (unit, point) pairs that are off.

        A unit is off at a point where its input is not above 0. It is nan for layers that do not
        switch off, and empty if none does.
        """
        switches = [name in RECTIFIERS for name in self.settings.activations]
        if not any(switches) or self.problem is None:
            return []
        inputs = self.network.pre_activations(self._inputs["train"])[:-1]
        return [
            float((z <= 0).mean()) if switch else math.nan
            for z, switch in zip(inputs, switches, strict=True)
        ]

    def feature_grid(self, points: Array) -> Array:
        """Return the chosen features at ``points`` of the square."""
        return expanded(points, self.settings.features)

    @property
    def feature_ids(self) -> tuple[str, ...]:
        """The chosen features."""
        return tuple(name for name in FEATURES if name in self.settings.features)
