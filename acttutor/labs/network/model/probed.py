"""A run through which one point can be sent: how far it has come, and what it does there."""

import numpy as np

from acttutor.core.arrays import Array
from acttutor.labs.network.model.measures import Measured
from acttutor.labs.network.model.signal import Signal, send, states


class Probed(Measured):
    """A run with a network through which the pinned point can be sent, step by step.

    A step of the way takes the point through one layer, and on the way back its error.
    """

    #: Steps of the way that are done; `ahead` of them lead to the output, as many back.
    sent = 0

    @property
    def ahead(self) -> int:
        """Steps from the inputs to the output: one for each layer."""
        return len(self.network.layers)

    @property
    def way_end(self) -> int:
        """Where the way ends that the settings ask for."""
        return (2 if self.settings.way == "back" else 1) * self.ahead

    def has_reached(self, layer: int) -> bool:
        """Whether the point has come through a layer, counted from 0 without the inputs."""
        return self.sent > layer

    def has_returned(self, layer: int) -> bool:
        """Whether the error has come back to a layer."""
        return self.sent >= 2 * self.ahead - layer

    @property
    def is_probed(self) -> bool:
        """Whether there is a point to send, and one network to send it through."""
        settings = self.settings
        return self.problem is not None and settings.mode == "one" and len(settings.pinned) == 2

    def signal(self) -> Signal | None:
        """Return what the network does with the pinned point; ``None`` if there is none.

        Where no training point lies, the target is that of the nearest one.
        """
        problem = self.problem
        if problem is None or not self.is_probed:
            return None
        point = problem.frame.into(np.array([self.settings.pinned]))
        distance = ((problem.X_train - point) ** 2).sum(axis=1)
        nearest = int(distance.argmin())
        return send(
            self.network,
            point[0],
            self.feature_grid(point)[0],
            problem.T_train[nearest],
            problem.loss,
            bool(distance[nearest] < 1e-12),
        )

    @np.errstate(all="ignore")
    def unit_states(self, signal: Signal) -> list[list[str]]:
        """Return for each layer and unit why no error comes through it, see `signal.states`."""
        flat = any((np.abs(layer.slope) == 0).any() for layer in signal.layers)
        sums: list[Array] = self.network.pre_activations(self._inputs["train"]) if flat else []
        found = []
        for k, (layer, own) in enumerate(zip(self.network.layers, signal.layers, strict=True)):
            dead = np.zeros(len(own.u), dtype=bool)
            if flat and layer.activation is not None:
                slopes = layer.activation.derivative(sums[k], **layer.activation_params())
                dead = (slopes == 0).all(axis=0)
            found.append(states(layer, own, dead))
        return found
