"""Share codes: an experiment as one line of text, short enough to read out or to make a QR code of.

The line is ``ACT1`` and groups of letters and digits.  They are the settings that differ from the
defaults, as JSON, compressed (zlib), with their CRC-32 in front, in base 32 without padding (RFC
4648, section 6).  Base 32 knows no lower case and neither 0 nor 1, so that little can be mistyped,
and QR codes have a dense mode for it.
"""

import base64
import json
import unicodedata
import zlib
from typing import Any

from acttutor.base.errors import UserError
from acttutor.base.numbers.plain import settings_from_plain, unlike_defaults
from acttutor.base.storage.strict_json import read_json, shortened
from acttutor.files.experiment import Experiment
from acttutor.labs.registry import LABS

PREFIX = "ACT1"
#: Letters of a group; groups are easier to compare by eye.
GROUP = 5
#: What a code may unpack to.
MAX_UNPACKED = 200_000
#: Longer lines are no longer something to paste into a chat.
MAX_LETTERS = 4000


def encode(experiment: Experiment) -> str:
    """Return the share code of an experiment, without the progress of its run.

    Raises:
        UserError: if data of one's own make it too long; a file can hold them.
    """
    changes = unlike_defaults(experiment.settings)
    text = json.dumps([experiment.lab, changes], ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(text.encode("utf-8", "replace"), 9)
    letters = base64.b32encode(zlib.crc32(packed).to_bytes(4, "big") + packed).decode("ascii")
    letters = letters.rstrip("=")
    if len(letters) > MAX_LETTERS:
        raise UserError("files.code.too_long")
    groups = [letters[start : start + GROUP] for start in range(0, len(letters), GROUP)]
    return "-".join([PREFIX, *groups])


def decode(text: str) -> Experiment:
    """Return the experiment of a share code, however it was wrapped, spaced or capitalised.

    Raises:
        UserError: if it is no share code, has a typo, or names what is not there.
    """
    letters = unicodedata.normalize("NFKC", text[: 4 * MAX_LETTERS]).upper()
    # What is written around a code in another script is dropped; the checksum finds the rest.
    letters = "".join(char for char in letters if char.isascii() and char.isalnum())
    if not letters.startswith(PREFIX):
        raise UserError("files.code.none")
    document = read_json(_unpack(letters[len(PREFIX) :]))
    lab, changes = document if isinstance(document, list) and len(document) == 2 else ("", {})
    if not isinstance(lab, str) or lab not in LABS:
        raise UserError("files.code.other_lab", lab=shortened(lab))
    settings, unknown = settings_from_plain(LABS[lab].settings_class, changes)
    return Experiment(lab, settings, unknown=unknown)


def _unpack(letters: str) -> bytes:
    """Return what was packed, or say that there is a typo."""
    try:
        data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:  # other letters, or too few of them
        raise UserError("files.code.typo") from None
    checksum, packed = data[:4], data[4:]
    if zlib.crc32(packed).to_bytes(4, "big") != checksum:
        raise UserError("files.code.typo")
    return _inflate(packed)


def _inflate(packed: bytes) -> bytes:
    stream: Any = zlib.decompressobj()
    try:
        unpacked: bytes = stream.decompress(packed, MAX_UNPACKED)
    except zlib.error:
        raise UserError("files.code.typo") from None
    if not stream.eof:
        raise UserError("files.code.too_long")
    return unpacked
