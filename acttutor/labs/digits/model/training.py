"""A network for the digits and its trainer, as the settings ask for them."""

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.data.augmentation import Distortion
from acttutor.core.data.digits import PIXELS, Labels
from acttutor.core.engine.trainer import Trainer
from acttutor.core.nn.network import Network
from acttutor.labs.digits.model.data import Part
from acttutor.labs.digits.state import CLASSES, Settings

LOSS = "softmax_cross_entropy"


def make_network(settings: Settings) -> Network:
    """Return a network with the weights of the seed."""
    return Network(
        (PIXELS, *settings.layers, CLASSES),
        hidden=settings.activations,
        output="softmax",
        init=settings.init,
        rng=np.random.default_rng([settings.seed, 1]),
        batch_norm=settings.batch_norm,
    )


def make_trainer(settings: Settings, parts: dict[str, Part], network: Network) -> Trainer:
    """Return what trains ``network``; it never sees the test data."""
    train, validation = parts["train"], parts["validation"]
    return Trainer(
        network,
        train.images,
        one_hot(train.taught),
        *(np.zeros((0, PIXELS)), np.zeros((0, CLASSES))),
        validation=(validation.images, one_hot(validation.labels)),
        loss=LOSS,
        optimizer=settings.optimizer,
        lr=settings.lr,
        batch_size=settings.batch,
        l2=settings.weight_decay,
        rng=np.random.default_rng([settings.seed, 2]),
        dropout=settings.dropout,
    )


def distortion(settings: Settings) -> Distortion:
    """Return how far pictures are distorted at most."""
    return Distortion(
        shift=settings.shift,
        turn=settings.turn,
        slant=settings.slant,
        stretch=settings.stretch / 100,
        thickness=settings.thicken,
        noise=settings.pixel_noise,
    )


def one_hot(labels: Labels) -> Array:
    """Return 1 in the column of each label, shape (n, 10)."""
    return np.eye(CLASSES)[labels]


def share_right(outputs: Array, labels: Labels) -> float:
    """Return the share of samples whose largest output is that of their label; nan for none."""
    return float(np.mean(outputs.argmax(axis=1) == labels)) if len(labels) else np.nan
