"""From bytes to text: which encoding a file is in.

Marks and rules decide where there are some (byte order marks, escape sequences, UTF-8 that is
valid).  Of the rest Japanese is preferred where what comes out looks like Japanese; then Western
European; then what charset-normalizer finds.  What is not certain is said to be so.
"""

import codecs
import re
from typing import NamedTuple

from acttutor.base.errors import UserError
from acttutor.tables import japanese

#: As much as is looked at to choose between encodings.
LOOKED_AT = 200_000
#: As much of a file is searched at a time.
PART = 1 << 20
#: What may be asked for by hand, in the order in which it is offered.
OFFERED = ("utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16", "cp1252")

#: What the detector chooses from: the usual ones of other scripts, not those of old machines.
_ELSEWHERE = (
    "cp1251", "koi8_r", "gb18030", "big5", "cp949", "cp1250", "cp1253", "cp1254", "cp1257",
    "cp1255", "cp1256", "cp874",
)  # fmt: skip

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What no text has; the last one ends files of old systems.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1b\x7f]")
_CONTROL_BYTES = bytes((*range(0x09), *range(0x0E, 0x1C), 0x7F))
#: Letters of Western European languages as Latin-1 has them, within a word of Latin letters.
_WESTERN = re.compile(r"[A-Za-z][À-ÖØ-öø-ÿŒœŠšŽžŸ]+|[À-ÖØ-öø-ÿŒœŠšŽžŸ]+[A-Za-z]")
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸƒ]")
_SIGNS = re.compile(r"[‘’“”–—…€°±²³µ·½¼¾«»¿¡§£©®×÷ªº]")


class Decoded(NamedTuple):
    """A text, the encoding that it was in (a name that Python knows), and whether that is sure."""

    text: str
    encoding: str
    is_certain: bool = True


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of a file.

    Args:
        data: its bytes.
        name: what errors call the file.
        encoding: the encoding, if somebody knows it.

    Raises:
        UserError: if it is no text, or in an encoding that cannot be told.
    """
    decoded = _try(data, encoding) if encoding else _marked(data) or _without_mark(data)
    if decoded is None:
        raise UserError("tables.binary" if b"\0" in data else "tables.encoding", file=name)
    text = decoded.text.removeprefix("\ufeff")
    # No sign of several bytes has one of theirs; those of UTF-16 do, and are looked at.
    stray = _CONTROLS.findall(text) if _has_controls(data) else []
    if "\0" in stray or len(stray) > 2 + len(text) / 1000:
        raise UserError("tables.binary", file=name)
    # A single one was typed by accident, or ended a file of old once.
    return decoded._replace(text=_CONTROLS.sub("", text) if stray else text)


def _has_controls(data: bytes) -> bool:
    """Tell whether there are any; a part at a time, because large files have no room for two."""
    parts = (data[start : start + PART] for start in range(0, len(data), PART))
    return any(len(part.translate(None, _CONTROL_BYTES)) < len(part) for part in parts)


def _try(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _marked(data: bytes) -> Decoded | None:
    """Return the text of a file that begins with a byte order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            # The last byte of UTF-16 may be missing where a file was cut.
            whole = data if encoding == "utf-8" else data[: len(data) // 2 * 2]
            return _try(whole, encoding)
    return None


def _without_mark(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return _utf_16(data)
    if b"\x1b" in data:
        return _try(data, "iso2022_jp") or _try(data, "iso2022_jp_ext")
    return _try(data, "utf-8") or _damaged_utf_8(data) or _legacy(data)


def _damaged_utf_8(data: bytes) -> Decoded | None:
    """Return UTF-8 of which a few bytes were lost or changed, with a sign for each of those."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    # Other encodings form hardly any sign of two bytes or more by chance.
    whole = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return Decoded(text, "utf-8", is_certain=False) if whole > 4 * lost else None


def _utf_16(data: bytes) -> Decoded | None:
    """Return UTF-16 without a mark: every digit, blank and end of line in it has a zero byte."""
    best, most = None, 0
    for encoding in ("utf-16-le", "utf-16-be"):
        decoded = _try(data[: len(data) // 2 * 2], encoding)
        if decoded is None or _CONTROLS.search(decoded.text):
            continue
        ascii_signs = len(re.findall(r"[\t\n\r -~]", decoded.text))
        if ascii_signs > most:
            best, most = decoded, ascii_signs
    return best if best is not None and most >= len(best.text) / 4 else None


def _legacy(data: bytes) -> Decoded | None:
    """Return the text of an encoding of before Unicode."""
    # An end within a sign of two bytes would make all of it invalid.
    head = data if len(data) <= LOOKED_AT else data[: data.rfind(b"\n", 0, LOOKED_AT) + 1]
    japanese_ones = []
    for encoding in ("cp932", "euc_jp", "euc_jis_2004"):
        decoded = _try(head, encoding)
        if decoded is not None and japanese.is_plausible(decoded.text):
            japanese_ones.append(decoded)
    western = _western(head)
    if japanese_ones:
        first = min(japanese_ones, key=lambda found: not japanese.is_certain(found.text))
        # Korean and Chinese are valid EUC-JP as a rule: only kana tell them from kanji alone.
        alone = first.encoding == "cp932" and len(japanese_ones) == 1 and western is None
        sure = japanese.is_certain(first.text) or alone
        return _whole(data, first.encoding, sure)
    if western is not None:
        return _whole(data, western.encoding, True)
    return _detected(data, head)


def _whole(data: bytes, encoding: str, is_certain: bool) -> Decoded | None:
    decoded = _try(data, encoding)
    return decoded and decoded._replace(is_certain=is_certain)


def _western(head: bytes) -> Decoded | None:
    """Return a text whose letters with accents stand among letters without."""
    encoding = "cp1252" if re.search(rb"[\x80-\x9f]", head) else "latin-1"
    decoded = _try(head, encoding)
    if decoded is None:
        return None
    others = re.findall(r"[^\x00-\x7f]", decoded.text)
    among = sum(len(_ACCENTED.findall(word)) for word in _WESTERN.findall(decoded.text))
    signs = len(_SIGNS.findall(decoded.text))
    return decoded if among + signs >= len(others) * 0.9 else None


def _detected(data: bytes, head: bytes) -> Decoded | None:
    """Return what a detector that knows other languages finds."""
    import charset_normalizer

    found = charset_normalizer.from_bytes(head[:20_000], cp_isolation=list(_ELSEWHERE))
    likely = [match for match in found if match.chaos <= 0.2]
    if len(likely) > 1:
        # A few words could be of several scripts; more of them sound like a language.
        likely = [match for match in likely if match.coherence > 0]
    if not likely:
        return None
    # Encodings of one script often differ in where capital and small letters are.
    best = max(likely, key=lambda match: _share_of_small(str(match)))
    return _whole(data, best.encoding, False)


def _share_of_small(text: str) -> float:
    letters = [sign for sign in text if sign > "\x7f" and sign.upper() != sign.lower()]
    return sum(map(str.islower, letters)) / len(letters) if letters else 0.5
