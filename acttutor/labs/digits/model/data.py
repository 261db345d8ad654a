"""The digits that come with the program, and their parts: to learn, to choose by, to test."""

import gzip
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from acttutor.base.resources import asset
from acttutor.core.arrays import Array
from acttutor.core.data.digits import Digits, Labels, mislabelled, parse_digits, take_evenly
from acttutor.core.data.splitting import split_three
from acttutor.labs.digits.model.writing import Own, as_digits
from acttutor.labs.digits.state import CLASSES, Settings

#: The parts of the data; the last one is what was written by the user and is not learned.
PARTS = ("train", "validation", "test", "own")


@lru_cache(maxsize=1)
def digits() -> Digits:
    """Return all digits that come with the program; the arrays are shared and read-only."""
    packed = asset("data", "digits.csv.gz").read_bytes()
    return parse_digits(gzip.decompress(packed).decode("ascii"))


class Part(NamedTuple):
    """Some of the digits.

    Attributes:
        images: shape (n, 64), from 0 to 1.
        labels: what they are, shape (n,).
        taught: what they are said to be, shape (n,): another digit under label noise.
    """

    images: Array
    labels: Labels
    taught: Labels


def make_parts(settings: Settings) -> dict[str, Part]:
    """Return each of `PARTS` as the settings ask for it."""
    images, labels = digits()
    places = np.arange(len(labels))[:, np.newaxis].astype(float)
    rng = np.random.default_rng([settings.data_seed, 1])
    split = split_three(
        places,
        places,
        settings.train_share / 100,
        settings.validation_share / 100,
        labels,
        rng,
    )
    train, test, validation = (part[:, 0].astype(np.intp) for part in split[::2])
    train = train[take_evenly(labels[train], settings.train_count)]
    own, learned = _own(settings.own, settings)
    train_images = np.concatenate((images[train], learned.images))
    train_labels = np.concatenate((labels[train], learned.labels))
    noise = np.random.default_rng([settings.data_seed, 2])
    taught = mislabelled(train_labels, settings.label_noise / 100, CLASSES, noise)
    return {
        "train": Part(train_images, train_labels, taught),
        "validation": _plain(Digits(images[validation], labels[validation])),
        "test": _plain(Digits(images[test], labels[test])),
        "own": _plain(own),
    }


def _plain(some: Digits) -> Part:
    return Part(some.images, some.labels, some.labels)


def _own(own: Own, settings: Settings) -> tuple[Digits, Digits]:
    """Return the user's digits to test on, and those to learn: none, or every second of a class."""
    images, labels = as_digits(own)
    if not settings.learn_own:
        return Digits(images, labels), Digits(images[:0], labels[:0])
    rank = np.zeros(len(labels), dtype=np.intp)
    for label in np.unique(labels):
        members = labels == label
        rank[members] = np.arange(members.sum())
    to_test = rank % 2 == 1
    return Digits(images[to_test], labels[to_test]), Digits(images[~to_test], labels[~to_test])
