"""Whether decoded text looks like Japanese, or like bytes that were decoded the wrong way."""

import re

#: Letters of the Latin alphabet stand around every sign: "Länge" read as Shift_JIS is "L舅ge".
_FLANKED = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])")
_HALF_WIDTH = re.compile(r"[｡-ﾟ]+")
#: What half-width katakana never do: begin with a small kana or a mark, voice what has no voiced
#: form, or put a small ya, yu or yo behind a syllable without i.
_IMPOSSIBLE = re.compile(
    r"^[｡､ｧ-ｯｰﾞﾟ]"
    r"|(?<![ｶ-ﾄﾊ-ﾎｳ])ﾞ"
    r"|(?<![ﾊ-ﾎ])ﾟ"
    r"|(?<![ｷｼﾁﾆﾋﾐﾘ])(?<![ｷｼﾁﾋ]ﾞ)(?<!ﾋﾟ)[ｬｭｮ]"
    r"|ｯ[ﾞﾟｱ-ｵﾅ-ﾉﾏ-ﾝ]"
    r"|[｢｣､｡]"
)
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
_OTHERS = re.compile(r"[^\x00-\x7f]")


def is_plausible(text: str) -> bool:
    """Tell whether the signs in a text beyond ASCII may well be Japanese."""
    others = len(_OTHERS.findall(text))
    if not others or any("\ue000" <= sign <= "\uf8ff" for sign in text):
        return False
    words = _HALF_WIDTH.findall(text)
    if any(_IMPOSSIBLE.search(word) for word in words):
        return False
    # Small letters of Russian in KOI8-R are where the second half of the katakana is.
    if sum(map(len, words)) > 8 and not any("ｦ" <= sign <= "ｿ" for word in words for sign in word):
        return False
    if re.search(r"[｡-ﾟ][a-z]|[a-z][｡-ﾟ]", text):
        return False
    if re.search(r"[\x80-\x9f]", text):
        return False
    flanked, rare = len(_FLANKED.findall(text)), sum(map(_is_rare, text))
    return flanked <= others / 4 and rare <= others / 4


def is_certain(text: str) -> bool:
    """Tell whether a text has kana, which next to nothing else is ever decoded into by mistake."""
    return bool(_KANA.search(text))


def _is_rare(sign: str) -> bool:
    """Tell whether a sign is a kanji beyond the 2,965 of level 1 (JIS X 0208)."""
    if not "\u4e00" <= sign <= "\u9fff":
        # Letters of other scripts, which both encodings have, are rare in Japanese tables.
        return "\u0400" <= sign <= "\u04ff" or "\u2500" <= sign <= "\u257f"
    try:
        return sign.encode("euc_jp")[0] >= 0xD0
    except UnicodeEncodeError:
        return True
