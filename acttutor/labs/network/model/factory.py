"""Networks and trainers as the settings describe them."""

from typing import TypedDict

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.data.features import expand
from acttutor.core.engine.trainer import Trainer
from acttutor.core.formula.expression import OWN, activation_from
from acttutor.core.nn.network import Network
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.state import Settings


def make_network(settings: Settings, problem: Problem | None) -> Network:
    """Return a network with the weights of the seed; without a problem, for two classes."""
    return Network(
        (len(settings.features), *settings.layers, problem.n_outputs if problem else 1),
        hidden=[
            activation_from(settings.formula) if layer.activation == OWN else layer.activation
            for layer in settings.hidden
        ],
        output=problem.output if problem else "tanh",
        init=settings.init,
        rng=np.random.default_rng([settings.seed, 1]),
        hidden_params=[layer.params for layer in settings.hidden],
        pieces=[layer.pieces for layer in settings.hidden],
    )


def make_trainer(settings: Settings, problem: Problem, network: Network) -> Trainer:
    """Return what trains ``network`` on the problem."""
    train, test, validation = samples(problem, settings.features)
    return Trainer(
        network,
        *train,
        *test,
        validation=validation,
        loss=problem.loss,
        optimizer=settings.optimizer,
        lr=settings.lr,
        **way_of_training(settings),
    )


class Way(TypedDict):
    """How one network is trained, and each of many as well."""

    batch_size: int
    l1: float
    l2: float
    rng: np.random.Generator | None
    dropout: tuple[float, ...]
    shuffle: bool


def way_of_training(settings: Settings) -> Way:
    """Return what one network and many have in common while they learn."""
    return Way(
        batch_size=settings.batch,
        l1=penalty(settings, "l1"),
        l2=penalty(settings, "l2"),
        rng=make_chance(settings),
        dropout=settings.dropout_rates,
        shuffle=settings.shuffle,
    )


def samples(problem: Problem, features: tuple[str, ...]) -> list[tuple[Array, Array]]:
    """Return the chosen features and the targets for training, testing and validation."""
    parts = (problem.part(name) for name in ("train", "test", "validation"))
    outputs = problem.n_outputs
    return [(expanded(X, features), T if len(T) else np.zeros((0, outputs))) for X, T in parts]


def expanded(points: Array, features: tuple[str, ...]) -> Array:
    """Return the chosen features of points, also of none at all."""
    return expand(points, features) if len(points) else np.zeros((0, len(features)))


def make_chance(settings: Settings) -> np.random.Generator | None:
    """Return what shuffles samples and leaves out units; ``None`` where nothing is by chance."""
    by_chance = settings.shuffle or any(settings.dropout_rates)
    return np.random.default_rng([settings.seed, 2]) if by_chance else None


def penalty(settings: Settings, kind: str) -> float:
    """Return the rate of a kind of regularisation, ``"l1"`` or ``"l2"``; 0 if it is not chosen."""
    return settings.penalty_rate if settings.penalty == kind else 0.0
