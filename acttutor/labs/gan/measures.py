"""What is measured of the two networks, always on the same noise and the same real points."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.data.energy_distance import NormalizedEnergyDistance
from acttutor.core.data.shapes import Shape
from acttutor.core.nn.gan import GAN

#: Generated and real points that everything is measured on; the generated ones are also shown.
FAKE, REAL = 200, 400
#: A part of the shape counts as covered from this share of the points due to it.
COVERED = 0.25
#: Below this a push is counted as none.
NO_PUSH = 1e-3
#: What it takes to be called alike: energy distance, share on the shape.
ALIKE_DISTANCE, ALIKE_ON_DATA = 5.0, 0.85


class Sight(NamedTuple):
    """What is seen in the plane.

    Args:
        points: G of the fixed noise, shape (FAKE, 2).
        push: where G is told to move them, shape (FAKE, 2).
    """

    points: Array
    push: Array


@dataclass(frozen=True)
class Measures:
    """The two networks at one moment.

    Args:
        sight: the generated points and pushes.
        loss_g, loss_d: the losses.
        d_real, d_fake: mean verdict of D on real and on generated points.
        distance: energy distance between generated and real points, where 1 is the distance
            usual between two real samples.
        on_data: share of the generated points that lie on the shape.
        covered, parts: parts of the shape that get their share, and how many there are.
        push_size: median length of the pushes.
        push_otherwise: the same for −ln D, whatever the loss is.
        no_push: share of the points that are pushed nowhere.
    """

    sight: Sight
    loss_g: float
    loss_d: float
    d_real: float
    d_fake: float
    distance: float
    on_data: float
    covered: int
    parts: int
    push_size: float
    push_otherwise: float
    no_push: float

    @property
    def alike(self) -> bool:
        """Whether the generated points look like the real ones."""
        return (
            self.distance <= ALIKE_DISTANCE
            and self.on_data >= ALIKE_ON_DATA
            and self.covered == self.parts
        )


class Eye:
    """Measures a GAN against a shape.

    Args:
        shape: what the generator is to imitate.
        noise: dimensions of the noise.
    """

    def __init__(self, shape: Shape, noise: int) -> None:
        # Not the seed of the training: the same eye looks at all of them.
        rng = np.random.default_rng(20_140_610)
        self.shape = shape
        self.noise = rng.normal(size=(FAKE, noise))
        self.real = shape.sample(REAL, rng)
        self._yardstick = NormalizedEnergyDistance(self.real)

    @np.errstate(all="ignore")
    def look(self, gan: GAN, saturating: bool) -> Sight:
        """Return the points that G makes now, and where D pushes them."""
        points = gan.generate(self.noise)
        return Sight(points, gan.push(points, saturating))

    @np.errstate(all="ignore")
    def measure(self, gan: GAN, saturating: bool) -> Measures:
        """Measure the networks as they are."""
        sight = self.look(gan, saturating)
        points, push = sight
        lengths = np.hypot(*push.T)
        finite = bool(np.isfinite(points).all())
        part = self.shape.part_of(points) if finite else np.full(FAKE, -1)
        verdicts = gan.judge(points)
        # (1 − D) times the slope of D's pre-activation instead of D times it.
        otherwise = lengths * (1 - verdicts) / verdicts if saturating else lengths
        counts = np.bincount(part[part >= 0], minlength=self.shape.parts)
        return Measures(
            sight=sight,
            loss_g=gan.generator_loss(points, saturating) if finite else math.nan,
            loss_d=gan.discriminator_loss(self.real, points) if finite else math.nan,
            d_real=float(gan.judge(self.real).mean()),
            d_fake=float(verdicts.mean()),
            distance=self._yardstick.ratio(points),
            on_data=float((part >= 0).mean()),
            covered=int((counts >= COVERED * FAKE / self.shape.parts).sum()),
            parts=self.shape.parts,
            push_size=float(np.median(lengths)),
            push_otherwise=float(np.median(otherwise)),
            no_push=float((lengths < NO_PUSH).mean()),
        )
