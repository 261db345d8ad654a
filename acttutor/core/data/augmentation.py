"""Augmentation: pictures to learn from that were never written, made from those that were.

A digit that is a little moved, turned, slanted, stretched, thickened or noisy is still the same
digit.  LeCun et al., "Gradient-based learning applied to document recognition" (1998), section
III.E; Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to
visual document analysis", ICDAR (2003).
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_matrix
from acttutor.core.checks import check_count, check_rng
from acttutor.core.data.digits import PIXELS, SIDE

#: Pictures that are distorted alike: an epoch draws new distortions for each block.
BLOCK = 4
#: Pictures that are resampled at once: what is computed in between stays near the processor.
AT_ONCE = 64
_MIDDLE = (SIDE - 1) / 2


@dataclass(frozen=True)
class Distortion:
    """How much pictures are distorted at most, each way; 0 leaves them as they are.

    Attributes:
        shift: in pixels, right or left and up or down.
        turn: in degrees.
        slant: pixels sideways for each pixel upwards.
        stretch: share by which each side grows or shrinks, below 1.
        thickness: 1 replaces each pixel by the darkest, or the lightest, of itself and its four
            neighbours; less goes only part of the way.
        noise: standard deviation of what is added to each pixel.
    """

    shift: float = 0.0
    turn: float = 0.0
    slant: float = 0.0
    stretch: float = 0.0
    thickness: float = 0.0
    noise: float = 0.0


def augment(
    images: npt.ArrayLike, most: Distortion, rng: np.random.Generator, block: int = BLOCK
) -> Array:
    """Return distorted copies of pictures of 8 × 8 pixels.

    Args:
        images: shape (n, 64), from 0 to 1; never changed.
        most: how far each distortion goes at most; what is drawn is uniform up to there.
        rng: the source of randomness.
        block: how many neighbours are distorted alike, 1 or more; noise is new in every pixel.

    Returns:
        pictures of the same shape, from 0 to 1.

    Example:
        >>> image = np.zeros((1, 64))
        >>> image[0, 27] = 1.0
        >>> moved = augment(image, Distortion(shift=1.0), np.random.default_rng(0))
        >>> bool(abs(moved.sum() - 1.0) < 1e-12), bool(moved.max() < 1.0)
        (True, True)
    """
    pictures = as_matrix(images, "images", columns=PIXELS)
    check_count("block", block, 1)
    groups = -(-len(pictures) // block)
    padded: Array = np.zeros((groups * block, PIXELS))
    padded[: len(pictures)] = pictures
    draw = check_rng(rng).uniform(-1.0, 1.0, (groups, 7))
    if most.shift or most.turn or most.slant or most.stretch:
        by_block = padded.reshape(groups, block, PIXELS)
        step = max(AT_ONCE // block, 1)
        for start in range(0, groups, step):
            some = slice(start, start + step)
            by_block[some] = _resampled(by_block[some], *_sources(draw[some], most))
    if most.thickness:
        padded = thickened(padded, np.repeat(most.thickness * draw[:, 6], block))
    found = padded[: len(pictures)]
    if most.noise:
        found = found + rng.normal(0.0, most.noise, found.shape)
    return np.clip(found, 0.0, 1.0)


def _sources(draw: Array, most: Distortion) -> tuple[Array, Array]:
    """Return where each pixel of a distorted picture comes from, x and y, each (blocks, 64).

    Places are counted from the middle of the picture.
    """
    angle = math.radians(most.turn) * draw[:, 2:3]
    wide, high = 1.0 + most.stretch * draw[:, 4:5], 1.0 + most.stretch * draw[:, 5:6]
    slant, cos, sin = most.slant * draw[:, 3:4], np.cos(angle), np.sin(angle)
    y, x = np.indices((SIDE, SIDE)).reshape(2, 1, PIXELS) - _MIDDLE
    x, y = x - most.shift * draw[:, :1], y - most.shift * draw[:, 1:2]
    x, y = cos * x + sin * y, cos * y - sin * x
    return (x + slant * y) / wide, y / high


def _resampled(pictures: Array, x: Array, y: Array) -> Array:
    """Return what pictures show at places between their pixels, by bilinear interpolation.

    Each place takes the pixels around it by how near they are: by a tent of width 1 across and
    another one down.

    Args:
        pictures: shape (blocks, n, 64).
        x, y: the places for all pictures of a block, shape (blocks, 64).
    """
    blocks, n, _ = pictures.shape
    across = pictures.reshape(blocks, n * SIDE, SIDE) @ _tents(x)
    found = across.reshape(blocks, n, SIDE, PIXELS)
    found *= _tents(y)[:, np.newaxis]
    return np.asarray(found.sum(axis=2))


def _tents(places: Array) -> Array:
    """Return for each of the 8 pixels of a side how near it is to places: 1 - distance, or 0.

    Args:
        places: shape (blocks, 64).

    Returns:
        shape (blocks, 8, 64).
    """
    pixels = np.arange(SIDE)[:, np.newaxis] - _MIDDLE
    near = places[:, np.newaxis] - pixels
    np.abs(near, near)
    np.subtract(1.0, near, near)
    return np.maximum(near, 0.0, out=near)


def thickened(images: Array, amount: Array) -> Array:
    """Return pictures with thicker strokes, or thinner ones where the amount is below 0.

    Dilation and erosion with a cross of five pixels; Serra, "Image Analysis and Mathematical
    Morphology" (1982).

    Args:
        images: shape (n, 64), from 0 to 1.
        amount: for each picture, from -1 to 1, how far to go.

    Example:
        >>> image = np.zeros((1, 64))
        >>> image[0, 27] = 1.0
        >>> float(thickened(image, np.array([0.5])).sum())  # four neighbours, half as dark
        3.0
    """
    padded = np.zeros((len(images), SIDE + 2, SIDE + 2))
    middle = slice(1, SIDE + 1)
    padded[:, middle, middle] = images.reshape(-1, SIDE, SIDE)
    # Erosion is dilation of the paper.
    thin = amount < 0
    padded[thin] = 1.0 - padded[thin]
    own = padded[:, middle, middle]
    widest = own.copy()
    for rows, columns in (
        (slice(0, SIDE), middle),
        (slice(2, SIDE + 2), middle),
        (middle, slice(0, SIDE)),
        (middle, slice(2, SIDE + 2)),
    ):
        np.maximum(widest, padded[:, rows, columns], out=widest)
    found = own + np.abs(amount)[:, np.newaxis, np.newaxis] * (widest - own)
    found[thin] = 1.0 - found[thin]
    return found.reshape(images.shape)
