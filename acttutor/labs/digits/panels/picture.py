"""Reading a picture that somebody chose, as shades of grey."""

import io
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from acttutor.base.errors import UserError
from acttutor.base.storage.user_file import read_user_file
from acttutor.core.arrays import Array

#: Bytes of a file, pixels of a picture, and the pixels of its longer side that are looked at.
MOST_BYTES, MOST_PIXELS, LONGEST = 40_000_000, 80_000_000, 512
FORMATS = ("PNG", "JPEG")
SUFFIXES = (".png", ".jpg", ".jpeg")


def read_grey(path: Path) -> Array:
    """Return a PNG or JPEG as shades from 0 for black to 1 for white, upright as it was taken.

    Raises:
        UserError: naming the file, if it is no such picture, damaged or too large.
    """
    data = read_user_file(path, MOST_BYTES)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise UserError("digits.open_picture.too_large", file=path.name)
                # A JPEG is decoded at a fraction of its size at once.
                picture.draft("L", (LONGEST, LONGEST))
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LONGEST, LONGEST))
                paper = Image.new("RGBA", upright.size, "white")
                paper.alpha_composite(upright.convert("RGBA"))
                return np.asarray(paper.convert("L"), dtype=float) / 255
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise UserError("digits.open_picture.unknown", file=path.name) from None
    except Image.DecompressionBombError:
        raise UserError("digits.open_picture.too_large", file=path.name) from None
