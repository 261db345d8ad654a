"""Pictures and texts on the clipboard of the system, where it has one."""

import io
from typing import Any

from PIL import Image

from acttutor.system import clipboard


def copy_text(widget: Any, text: str) -> None:
    """Put a text on the clipboard; ``widget`` is any widget of the window."""
    widget.clipboard_clear()
    widget.clipboard_append(text)


def copy_picture(image: Image.Image) -> bool:
    """Put a picture on the clipboard; ``False`` where that cannot be done."""
    return clipboard.copy_picture(_encoded(image, "PNG"), _encoded(image, "BMP"))


def _encoded(image: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()
