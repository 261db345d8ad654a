"""How colours are seen: contrast, and distance for normal and three simulated kinds of vision.

Contrast as WCAG 2.2 defines it; distances are those of CIE 1976 (L*a*b* under D65).
"""

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_rgb

Array = npt.NDArray[np.float64]

#: Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
#: deficiency" (2009), severity 1, in linear light.
VISIONS = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ]
    ),
    "deutan": np.array(
        [
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ]
    ),
    "tritan": np.array(
        [
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ]
    ),
}
#: From linear light to X, Y and Z (IEC 61966-2-1); its rows add up to the white of D65.
XYZ = np.array(
    [
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    ]
)


def linear(rgb: Array) -> Array:
    """Return linear light (IEC 61966-2-1) for red, green and blue from 0 to 1."""
    return np.asarray(np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4))


def luminance(rgb: Array) -> Array:
    """Return the relative luminance (WCAG 2.2) of colours, shape (…, 3)."""
    return np.asarray(linear(rgb) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(first: object, second: object) -> float:
    """Return the contrast ratio (WCAG 2.2) of two colours, 1 … 21."""
    low, high = sorted(float(luminance(np.array(to_rgb(color)))) for color in (first, second))
    return (high + 0.05) / (low + 0.05)


def lab(color: object, vision: str = "normal") -> Array:
    """Return L*, a* and b* of a colour as an eye of this kind sees it."""
    light = np.clip(VISIONS[vision] @ linear(np.array(to_rgb(color))), 0.0, 1.0)
    t = XYZ @ light / XYZ.sum(axis=1)
    x, y, z = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(first: object, second: object, vision: str = "normal") -> float:
    """Return ΔE*ab (CIE 1976) of two colours; 2.3 can just be seen side by side."""
    return float(np.linalg.norm(lab(first, vision) - lab(second, vision)))
