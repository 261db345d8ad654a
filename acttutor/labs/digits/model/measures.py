"""What can be measured of the network as it is now: its answers, and what its units look for."""

import numpy as np
import numpy.typing as npt

from acttutor.base.state import run
from acttutor.core.arrays import Array
from acttutor.core.data.digits import Labels
from acttutor.core.metrics.classes import Counts, confusion_matrix
from acttutor.core.nn.network import Network
from acttutor.labs.digits.model.data import Part, make_parts
from acttutor.labs.digits.model.shaky import shaky
from acttutor.labs.digits.model.training import make_network, share_right
from acttutor.labs.digits.state import CLASSES, Settings


class Measured(run.Run[Settings]):
    """A run with a network that can be measured.

    What is measured of a part of the digits is kept until the network changes.
    """

    def _make_parts(self) -> None:
        self.parts = make_parts(self.settings)
        self._changed()

    def _make_network(self) -> None:
        self.network = make_network(self.settings)
        self._changed()

    def _changed(self) -> None:
        """Forget what was measured: the network is another one now, or the digits are."""
        self._answers: dict[str, Array] = {}
        self._activations: dict[str, list[Array]] = {}
        self._reader: Network | None = None

    @property
    def off(self) -> list[int]:
        """The units of the first hidden layer that are switched off, those that there are."""
        return [unit for unit in self.settings.off if unit < self.network.sizes[1]]

    @property
    def reader(self) -> Network:
        """The network that learns, but nothing comes out of units that are switched off."""
        if not self.off:
            return self.network
        if self._reader is None:
            self._reader = self.network.copy()
            self._reader.layers[1].W[:, self.off] = 0.0
        return self._reader

    def part(self, name: str) -> Part:
        """Return some of the digits: one of `parts`, or those of the shaky hand."""
        if name != "shaky":
            return self.parts[name]
        images, labels = shaky(self.settings.preparation)
        return Part(images, labels, labels)

    # -- one picture ---------------------------------------------------------------------------

    def predict(self, image: npt.ArrayLike) -> Array:
        """Return the probability of each digit, shape (10,), for a picture of 64 pixels."""
        answers: Array = self.hidden(image)[-1]
        return answers

    def hidden(self, image: npt.ArrayLike) -> list[Array]:
        """Return the outputs of the units of each layer for a picture, the ten answers last."""
        picture = np.asarray(image, dtype=float).reshape(1, -1)
        found = [outputs[0] for outputs in self.reader.activations(picture)]
        found[0][self.off] = 0.0
        return found

    # -- a part of the digits ------------------------------------------------------------------

    def outputs(self, part: str) -> Array:
        """Return the probabilities of all digits of a part, shape (n, 10)."""
        if part not in self._answers:
            self._answers[part] = self.reader.forward(self.part(part).images)
        return self._answers[part]

    def read_as(self, part: str) -> Labels:
        """Return which digit each of a part is taken for."""
        found: Labels = self.outputs(part).argmax(axis=1)
        return found

    def accuracy_on(self, part: str) -> float:
        """Return the share of a part that is read rightly; nan if there are none."""
        return share_right(self.outputs(part), self.part(part).labels)

    def confusion(self, part: str) -> Counts:
        """Return how often each digit (rows) was taken for each (columns)."""
        return confusion_matrix(self.part(part).labels, self.read_as(part), CLASSES)

    def last_hidden(self, part: str) -> Array:
        """Return the outputs of the last hidden layer for a part, shape (n, units)."""
        self.unit_outputs(part)
        return self._activations[part][-2]

    # -- the units of the first hidden layer ---------------------------------------------------

    def unit_outputs(self, part: str) -> Array:
        """Return the outputs of the first hidden layer for a part, shape (n, units)."""
        if part not in self._activations:
            self._activations[part] = self.network.activations(self.part(part).images)
        return self._activations[part][0]

    def answers_of(self, unit: int, part: str) -> Array:
        """Return the mean output of a unit for each digit, shape (10,); nan where there is none."""
        outputs, labels = self.unit_outputs(part)[:, unit], self.part(part).labels
        sums = np.bincount(labels, outputs, CLASSES)
        with np.errstate(invalid="ignore"):
            means: Array = sums / np.bincount(labels, minlength=CLASSES)
        return means

    def exciting(self, unit: int, part: str, count: int) -> list[int]:
        """Return the places of the digits of a part for which a unit has its largest outputs."""
        order = np.argsort(-self.unit_outputs(part)[:, unit], kind="stable")
        return [int(place) for place in order[:count]]
