"""Networks and trainers as the settings describe them."""

import numpy as np

from acttutor.core.network import Network
from acttutor.core.training import Trainer
from acttutor.labs.network.problem import Array, Problem
from acttutor.labs.network.state import Settings


def make_network(settings: Settings, problem: Problem | None) -> Network:
    """Return a network with the weights of the seed; without a problem, for two classes."""
    return Network(
        (len(settings.features), *settings.layers, problem.n_outputs if problem else 1),
        hidden=settings.activation,
        output=problem.output if problem else "tanh",
        init=settings.init,
        rng=np.random.default_rng([settings.seed, 1]),
    )


def make_trainer(
    settings: Settings, problem: Problem, network: Network, X_train: Array, X_test: Array
) -> Trainer:
    """Return what trains ``network`` on the problem, given as the chosen features."""
    return Trainer(
        network,
        X_train,
        problem.T_train,
        X_test,
        problem.T_test,
        loss=problem.loss,
        optimizer=settings.optimizer,
        lr=settings.lr,
        batch_size=settings.batch,
        l1=settings.penalty_rate if settings.penalty == "l1" else 0.0,
        l2=settings.penalty_rate if settings.penalty == "l2" else 0.0,
        rng=np.random.default_rng([settings.seed, 2]) if settings.shuffle else None,
    )
