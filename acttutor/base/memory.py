"""What a run remembers, as plain data for files, and back again.

Reading is guided by a *template*: the memory of a fresh run with the same settings, whose shapes
and kinds a file has to match. So nothing of the wrong size or kind ever reaches a run.
"""

import base64
import math
from typing import TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt

M = TypeVar("M")
Numbers: TypeAlias = npt.NDArray[np.number]

#: No weight of a run gets here before its loss is beyond all numbers; the squares are finite still.
LARGEST = 1e100
#: How the numbers and truth values of a packed array are laid out.
PACKED: dict[str, np.dtype[np.number]] = {"f": np.dtype("<f8"), "b": np.dtype("|u1")}
#: Larger whole numbers are written as text: JSON readers may not keep their last digits.
MOST_EXACT = 2**53


def plain_memory(memory: object) -> object:
    """Return arrays, tuples, dicts and numbers as lists, dicts, texts and numbers.

    JSON has no nan and no infinity: ``None`` stands for them.
    """
    if isinstance(memory, np.ndarray):
        return plain_memory(memory.tolist())
    if isinstance(memory, np.generic):
        return memory.item()
    if isinstance(memory, dict):
        return {str(key): plain_memory(value) for key, value in memory.items()}
    if isinstance(memory, tuple | list):
        return [plain_memory(value) for value in memory]
    if isinstance(memory, int) and abs(memory) > MOST_EXACT:
        return str(memory)
    if isinstance(memory, float) and not math.isfinite(memory):
        return None
    return memory


def packed_memory(memory: object) -> object:
    """Return what `plain_memory` returns, but with arrays as texts: for many thousands of numbers.

    A text is the base64 form of the array's bytes, the lowest first: eight for a number, one for a
    truth value. It takes a twentieth of the time, and a third of the room.
    """
    if isinstance(memory, np.ndarray):
        kind = PACKED[memory.dtype.kind]
        return base64.b64encode(memory.astype(kind).tobytes()).decode("ascii")
    if isinstance(memory, dict):
        return {str(key): packed_memory(value) for key, value in memory.items()}
    if isinstance(memory, tuple | list):
        return [packed_memory(value) for value in memory]
    return plain_memory(memory)


def within_range(memory: M) -> M:
    """Return a memory with numbers for what is none: 0 for nan, the largest there is for infinity.

    Sums of squares overflow before the weights do, and a network that has diverged beside others
    no longer uses its memory: neither must keep a run from being written.
    """
    if isinstance(memory, np.ndarray):
        return cast(M, np.nan_to_num(memory)) if memory.dtype.kind == "f" else memory
    if isinstance(memory, tuple | list) and not hasattr(memory, "_fields"):
        return type(memory)(within_range(part) for part in memory)
    return memory


def check_weights(weights: Numbers | list[Numbers], name: str) -> None:
    """Raise a `ValueError` that names weights if there is one that no run could have reached."""
    for part in weights if isinstance(weights, list) else [weights]:
        if part.size and not np.abs(part).max() <= LARGEST:
            raise ValueError(f"{name}: a weight is beyond {LARGEST:g}")


def memory_like(template: M, data: object, name: str) -> M:
    """Return the memory that plain data describe.

    Args:
        template: a memory of the same shapes and kinds.
        data: what `plain_memory` or `packed_memory` made of one.
        name: what to call it in an error.

    Raises:
        ValueError: naming the part, if shapes, kinds or lengths differ, a number is not finite, or
            a count is below 0.
    """
    if isinstance(template, np.ndarray):
        return cast(M, _array_like(template, data, name))
    if isinstance(template, dict):
        if not isinstance(data, dict) or data.keys() != template.keys():
            raise ValueError(f"{name}: other fields")
        parts = {
            key: memory_like(part, data[key], f"{name}.{key}") for key, part in template.items()
        }
        return cast(M, parts)
    if isinstance(template, tuple | list):
        if not isinstance(data, list) or len(data) != len(template):
            raise ValueError(f"{name}: another length")
        pairs = zip(template, data, strict=True)
        items = [memory_like(item, value, f"{name}.{k}") for k, (item, value) in enumerate(pairs)]
        if hasattr(template, "_fields"):
            return type(template)(*items)
        return type(template)(items)
    return cast(M, _scalar_like(template, data, name))


def numbers_like(data: object, name: str) -> list[float]:
    """Return a list of finite numbers, of whatever length.

    Raises:
        ValueError: naming the list, if it is none or holds anything else.
    """
    if not isinstance(data, list):
        raise ValueError(f"{name}: no list")
    return memory_like([0.0] * len(data), data, name)


def losses_like(data: object, length: int, name: str) -> npt.NDArray[np.float64]:
    """Return ``length`` numbers of which some may be missing; those are nan.

    Raises:
        ValueError: naming the list, if it is none, of another length, or holds anything else.
    """
    if not isinstance(data, list) or len(data) != length:
        raise ValueError(f"{name}: another length")
    if not all(v is None or type(v) in (int, float) for v in data):
        raise ValueError(f"{name}: no number")
    return np.array([math.nan if v is None else v for v in data], dtype=float)


def _unpacked(template: npt.NDArray[np.generic], text: str, name: str) -> npt.NDArray[np.generic]:
    kind = PACKED.get(template.dtype.kind)
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise ValueError(f"{name}: not packed numbers") from None
    if kind is None or len(data) != template.size * kind.itemsize:
        raise ValueError(f"{name}: another shape or kind")
    found: Numbers = np.frombuffer(data, kind).reshape(template.shape)
    largest = float(np.abs(found).max(initial=0))
    if not math.isfinite(largest) or (template.dtype.kind == "b" and largest > 1):
        raise ValueError(f"{name}: a number is not finite, or no truth value")
    values: npt.NDArray[np.generic] = found.astype(template.dtype)
    return values


def _array_like(
    template: npt.NDArray[np.generic], data: object, name: str
) -> npt.NDArray[np.generic]:
    if isinstance(data, str):
        return _unpacked(template, data, name)
    try:
        found = np.asarray(data)
    except ValueError:
        raise ValueError(f"{name}: rows of different lengths") from None
    if found.shape != template.shape or (found.dtype.kind not in "iufb" and found.size):
        raise ValueError(f"{name}: another shape or kind")
    if found.size and (
        (found.dtype.kind == "b") != (template.dtype.kind == "b")
        or (found.dtype.kind == "f" and template.dtype.kind in "iu")
        or (template.dtype.kind != "b" and has_flag(data))
    ):
        raise ValueError(f"{name}: another kind")
    values = found.astype(template.dtype)
    if values.dtype.kind == "f" and not np.isfinite(values).all():
        raise ValueError(f"{name}: a number is not finite")
    return values


def has_flag(data: object) -> bool:
    """Tell whether there is a truth value in nested lists, which NumPy takes for 0 or 1."""
    if isinstance(data, list):
        return any(map(has_flag, data))
    return isinstance(data, bool)


def _scalar_like(template: object, data: object, name: str) -> object:
    if isinstance(template, bool) or template is None or isinstance(template, str):
        if type(data) is not type(template):
            raise ValueError(f"{name}: another kind")
        return data
    if isinstance(template, int):
        if isinstance(data, str) and data.isascii() and data.isdigit() and len(data) < 50:
            # Only what JSON readers may not keep is written as text.
            data = int(data) if int(data) > MOST_EXACT else data
        if isinstance(data, bool) or not isinstance(data, int) or data < min(template, 0):
            raise ValueError(f"{name}: no count")
        return data
    if isinstance(data, bool) or not isinstance(data, int | float) or not math.isfinite(data):
        raise ValueError(f"{name}: no finite number")
    return float(data)
