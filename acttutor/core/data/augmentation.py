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
        padded = (by_block @ _resampling(draw, most)).reshape(-1, PIXELS)
    if most.thickness:
        padded = thickened(padded, np.repeat(most.thickness * draw[:, 6], block))
    found = padded[: len(pictures)]
    if most.noise:
        found = found + rng.normal(0.0, most.noise, found.shape)
    return np.clip(found, 0.0, 1.0)


def _resampling(draw: Array, most: Distortion) -> Array:
    """Return for each block the matrix, shape (64, 64), that maps its pictures to distorted ones.

    Each pixel of the result looks up where it comes from, and takes the pixels around that place
    by how near they are (bilinear interpolation): by the product of two tents of width 1.
    """
    angle = math.radians(most.turn) * draw[:, 2]
    wide, high = 1.0 + most.stretch * draw[:, 4], 1.0 + most.stretch * draw[:, 5]
    slant, cos, sin = most.slant * draw[:, 3], np.cos(angle), np.sin(angle)
    y, x = np.indices((SIDE, SIDE)).reshape(2, 1, PIXELS) - _MIDDLE
    x = x - most.shift * draw[:, :1]
    y = y - most.shift * draw[:, 1:2]
    turned_x = cos[:, np.newaxis] * x + sin[:, np.newaxis] * y
    turned_y = cos[:, np.newaxis] * y - sin[:, np.newaxis] * x
    from_y = turned_y / high[:, np.newaxis]
    from_x = (turned_x + slant[:, np.newaxis] * turned_y) / wide[:, np.newaxis]
    weights = _tents(from_y)[:, :, np.newaxis] * _tents(from_x)[:, np.newaxis]
    return weights.reshape(len(draw), PIXELS, PIXELS)


def _tents(places: Array) -> Array:
    """Return for each of the 8 pixels of a side how near it is to places: 1 - distance, or 0.

    Args:
        places: shape (blocks, 64), counted from the middle.

    Returns:
        shape (blocks, 8, 64).
    """
    pixels = np.arange(SIDE)[:, np.newaxis] - _MIDDLE
    return np.maximum(1.0 - np.abs(places[:, np.newaxis] - pixels), 0.0)


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
