"""Two networks that learn against each other: a generator and a discriminator.

The generator G turns noise z into points G(z); the discriminator D says how real a point looks.
D learns to tell real points from generated ones, G learns to be taken for real.  G never sees a
real point: all it is told is the slope of its loss by its points, and that comes through D.

Goodfellow et al., "Generative adversarial nets" (2014); Radford, Metz and Chintala,
"Unsupervised representation learning with deep convolutional GANs" (2016) for leaky ReLU in D
and Adam with beta1 = 0.5; Mao et al., "Least squares GANs" (2017) for a D with identity output.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.nn.network import Network, flat_gradient
from acttutor.core.optim.optimizer import Optimizer
from acttutor.core.optim.optimizers import make_optimizer

#: Output activations of D, and the loss that belongs to each.
D_LOSSES = {"sigmoid": "binary_cross_entropy", "identity": "squared_error"}
#: Weights of G start at this share of He's, so that its points start close together.
SMALL_START = 0.5


class GANState(NamedTuple):
    """All weights of both networks, and what their optimizers remember."""

    generator: Array
    discriminator: Array
    g_memory: object
    d_memory: object


@dataclass(frozen=True)
class Plan:
    """What the two networks are to be.

    Args:
        g_units, d_units: units of the hidden layers of G and D.
        g_hidden, d_hidden: activations of the hidden layers.
        g_output, d_output: activations of the output layers; that of D is a key of `D_LOSSES`.
        leak: slope of leaky ReLU for negative input, in D.
        optimizer: ``"adam"`` (with beta1 = 0.5) or ``"sgd"``.
        noise: dimensions of z.
    """

    g_units: Sequence[int] = (24, 24)
    d_units: Sequence[int] = (24, 24)
    g_hidden: str = "relu"
    d_hidden: str = "leaky_relu"
    g_output: str = "tanh"
    d_output: str = "sigmoid"
    leak: float = 0.2
    optimizer: str = "adam"
    noise: int = 2


class GAN:
    """Generator and discriminator of points in the plane.

    Args:
        plan: see `Plan`.
        rng: source of the first weights.

    Attributes:
        generator, discriminator: the networks; their parameters can be read and assigned.

    Raises:
        ValueError: the plan names something that there is not.
    """

    def __init__(self, plan: Plan, rng: np.random.Generator) -> None:
        self.plan = plan
        g_sizes = (plan.noise, *plan.g_units, 2)
        d_sizes = (2, *plan.d_units, 1)
        g_acts = [plan.g_hidden] * len(plan.g_units)
        d_acts = [plan.d_hidden] * len(plan.d_units)
        leak = {"alpha": plan.leak} if plan.d_hidden == "leaky_relu" else {}
        d_params = [leak] * len(d_acts)
        g_params: list[dict[str, float]] = [{}] * (len(g_acts) + 1)
        self.generator = Network(g_sizes, g_acts, plan.g_output, "he", rng)
        for layer in self.generator.layers:
            layer.W = SMALL_START * layer.W
        self.discriminator = Network(d_sizes, d_acts, plan.d_output, "he", rng, d_params)
        # To teach G, D is set behind it: together they are one network, and backpropagation
        # carries the verdict of D down into the layers of G.
        self._joined = Network(
            (*g_sizes, *d_sizes[1:]),
            [*g_acts, plan.g_output, *d_acts],
            plan.d_output,
            "he",
            rng,
            [*g_params, *d_params],
        )
        self._loss = D_LOSSES[plan.d_output]
        self._g_optimizer = self._make_optimizer(self.generator)
        self._d_optimizer = self._make_optimizer(self.discriminator)

    def _make_optimizer(self, network: Network) -> Optimizer:
        params = {"beta1": 0.5} if self.plan.optimizer == "adam" else {}
        return make_optimizer(self.plan.optimizer, len(network.parameters), params)

    # -- what they say -------------------------------------------------------------------------

    def generate(self, z: Array) -> Array:
        """The points G(z): (n, noise) -> (n, 2)."""
        return self.generator.forward(z)

    def judge(self, X: Array) -> Array:
        """How real D finds points, shape (n,); with a sigmoid output a probability."""
        verdict: Array = self.discriminator.forward(X)[:, 0]
        return verdict

    def discriminator_loss(self, real: Array, fake: Array) -> float:
        """The mean of D's loss on real points (target 1) and that on generated ones (target 0).

        With a sigmoid output -1/2 mean ln D(x) - 1/2 mean ln(1 - D(G(z))); ln 2 if D guesses.
        """
        ones, zeros = np.ones((len(real), 1)), np.zeros((len(fake), 1))
        judge = self.discriminator
        return (judge.loss(real, ones, self._loss) + judge.loss(fake, zeros, self._loss)) / 2

    def generator_loss(self, fake: Array, saturating: bool = False) -> float:
        """What G wants to be small: -mean ln D(G(z)), or mean ln(1 - D(G(z))) if `saturating`.

        With an identity output (least squares) there is one form only, mean 1/2 (D(G(z)) - 1)^2.
        """
        target = np.full((len(fake), 1), 0.0 if saturating else 1.0)
        loss = self.discriminator.loss(fake, target, self._loss)
        return -loss if saturating else loss

    def push(self, fake: Array, saturating: bool = False) -> Array:
        """Where G is told to move each of its points: minus the slope of that point's loss by
        the point, shape (n, 2).

        For -ln D it is (1 - D) times the slope of D's pre-activation, for ln(1 - D) only D
        times it: next to nothing where D is sure that the point is generated.
        """
        target = np.full((len(fake), 1), 0.0 if saturating else 1.0)
        first = self.discriminator.backpropagate(fake, target, self._loss)[0]
        # Backpropagation is of the mean loss: times n, it is each point's own.
        slope: Array = first.delta @ self.discriminator.layers[0].W * len(fake)
        return slope if saturating else -slope

    # -- learning ------------------------------------------------------------------------------

    def teach_discriminator(self, real: Array, fake: Array, lr: float) -> None:
        """One update of D on as many real points as generated ones."""
        X = np.concatenate((real, fake))
        T = np.zeros((len(X), 1))
        T[: len(real)] = 1.0
        gradient = flat_gradient(self.discriminator.backpropagate(X, T, self._loss))
        _update(self.discriminator, self._d_optimizer, gradient, lr)

    def teach_generator(self, z: Array, lr: float, saturating: bool = False) -> None:
        """One update of G on noise z (n, noise), with D as it is."""
        own = len(self.generator.parameters)
        self._joined.parameters[:own] = self.generator.parameters
        self._joined.parameters[own:] = self.discriminator.parameters
        target = np.full((len(z), 1), 0.0 if saturating else 1.0)
        layers = self._joined.backpropagate(z, target, self._loss)
        gradient = flat_gradient(layers[: len(self.generator.layers)])
        # ln(1 - D) is minus the cross-entropy of the target 0.
        _update(self.generator, self._g_optimizer, -gradient if saturating else gradient, lr)

    @property
    def finite(self) -> bool:
        """Whether all weights are finite numbers."""
        both = (self.generator, self.discriminator)
        return all(bool(np.isfinite(network.parameters).all()) for network in both)

    # -- going back ----------------------------------------------------------------------------

    def state(self) -> GANState:
        """A copy of all weights and of what the optimizers remember."""
        return GANState(
            self.generator.parameters.copy(),
            self.discriminator.parameters.copy(),
            self._g_optimizer.state(),
            self._d_optimizer.state(),
        )

    def restore(self, state: GANState) -> None:
        """Return to a copy of an earlier `state`."""
        self.generator.parameters = state.generator
        self.discriminator.parameters = state.discriminator
        self._g_optimizer.restore(state.g_memory)
        self._d_optimizer.restore(state.d_memory)


@np.errstate(all="ignore")
def _update(network: Network, optimizer: Optimizer, gradient: Array, lr: float) -> None:
    optimizer.update(network.parameters, gradient * optimizer.gradient_scale(lr), lr)
