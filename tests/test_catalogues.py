"""The texts: all languages say the same things, everything that is shown has a text, and every
character has a shape in the fonts that come with the program."""

import ast
import re
import string
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from matplotlib import font_manager, ft2font

from acttutor.base.language.languages import LANGUAGES
from acttutor.base.language.texts import load_catalogue
from acttutor.base.resources import asset
from acttutor.base.state.fields import Choice, field_names, spec_of
from acttutor.labs.registry import LABS
from acttutor.startup.fonts import font_files

PACKAGE = Path(__file__).resolve().parents[1] / "acttutor"
CATALOGUES = {language: load_catalogue(language) for language in LANGUAGES}
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")
#: What may stand in a key where the code puts a value.
ANYTHING = r"[\w.]+"
KEY = re.compile(r"[a-z][a-z_0-9]*(\.[a-z_0-9]+)+")


def placeholders(text):
    """Return the names of the placeholders in ``text``."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


# -- the catalogues beside each other ----------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_the_same_keys(language):
    found = CATALOGUES[language].keys() ^ CATALOGUES["en"].keys()
    assert not found, f"in {language} or in en alone: {sorted(found)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_the_same_placeholders(language):
    """A value that is not handed over could not be shown at all."""
    different = [
        key
        for key, text in CATALOGUES["en"].items()
        if placeholders(text) != placeholders(CATALOGUES[language].get(key, text))
    ]
    assert not different, f"other placeholders in {language}: {different}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_padded(language):
    padded = [
        key
        for key, text in CATALOGUES[language].items()
        # Separators and what is added to another text begin or end with blanks on purpose.
        if not text.strip() or (text != text.strip() and len(text.strip()) > 40)
    ]
    assert not padded


def test_english_texts_are_in_english():
    found = {k: t for k, t in CATALOGUES["en"].items() if JAPANESE.search(t)}
    assert not found


def test_japanese_texts_are_in_japanese():
    """A sentence that was forgotten in English has two English words beside each other."""
    words = re.compile(r"\b[a-z]{3,} [a-z]{3,}\b")
    found = {}
    for key, text in CATALOGUES["ja"].items():
        plain = re.sub(r"\$.*?\$|\{.*?\}", "", text)
        if not JAPANESE.search(plain) and words.search(plain):
            found[key] = text
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tooltip_is_a_sentence(language):
    ends = ("。", "）", ".", ")")
    texts = CATALOGUES[language]
    found = {k: t for k, t in texts.items() if k.endswith(".tip") and not t.endswith(ends)}
    assert not found


# -- what the code asks for --------------------------------------------------------------------


def calls():
    """Yield file, name of the function and first argument of every call with an argument."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = node.func
                last = name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")
                yield path, last, node.args[0]


def lab_of(path):
    """Return the id of the lab that a file belongs to; an empty string for the others."""
    parts = path.relative_to(PACKAGE).parts
    return parts[1] if parts[0] == "labs" and len(parts) > 2 else ""


def pattern_of(node):
    """Return a pattern for a literal or an f-string; ``None`` for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            re.escape(part.value) if isinstance(part, ast.Constant) else ANYTHING
            for part in node.values
        )
    return None


def test_every_text_that_the_code_asks_for_exists():
    missing, asked = [], 0
    for path, function, argument in calls():
        lab = lab_of(path)
        # These two know their lab and leave it out of the key; without a lab, it is not known here.
        if function not in ("texts", "_texts", "UserError", *(("text", "section") if lab else ())):
            continue
        pattern = pattern_of(argument)
        if pattern is not None and function == "section":
            pattern = r"sections\." + pattern
        # What is no key, such as the words of an artist, has no dot between names.
        if pattern is None or not KEY.fullmatch(pattern.replace(ANYTHING, "x").replace("\\", "")):
            continue
        if function in ("text", "section"):
            pattern = rf"{lab}\.{pattern}"
        asked += 1
        whole = re.compile(pattern)
        for language in LANGUAGES:
            if not any(whole.fullmatch(key) for key in CATALOGUES[language]):
                missing.append(f"{path.name}: {whole.pattern} in {language}")
    assert not missing, "\n".join(missing)
    assert asked > 60, "the search has lost its way"


def shown_settings(lab):
    """Return the settings that the panel of ``lab`` shows with `Panel.control`, or in a loop."""
    shown, fields = set(), set(field_names(LABS[lab].settings_class))
    for path in (PACKAGE / "labs" / lab).glob("panel*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        loops = [node.iter for node in ast.walk(tree) if isinstance(node, ast.For)]
        for node in (part for loop in loops for part in ast.walk(loop)):
            if isinstance(node, ast.Constant) and node.value in fields:
                shown.add(node.value)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "control"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                shown.add(node.args[0].value)
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lab", LABS)
def test_every_control_has_label_tooltip_and_names_of_its_options(lab, language):
    texts, missing = CATALOGUES[language], []
    settings = import_module(f"acttutor.labs.{lab}.state").Settings
    shown = shown_settings(lab)
    assert shown <= set(field_names(settings))
    for name in sorted(shown):
        for part in ("label", "tip"):
            if not {f"{lab}.{name}.{part}", f"common.{name}.{part}"} & texts.keys():
                missing.append(f"{name}.{part}")
        spec = spec_of(settings, name)
        for option in spec.options if isinstance(spec, Choice) else ():
            if not {f"{lab}.{name}.options.{option}", f"functions.{option}.name"} & texts.keys():
                missing.append(f"{name}.options.{option}")
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lab", LABS)
def test_every_lab_has_its_names_and_every_group_its_heading(lab, language):
    texts = CATALOGUES[language]
    entry = LABS[lab]
    observed = entry.export.metrics(entry.run_class(entry.defaults()))
    wanted = {f"{lab}.{each}" for each in ("name", "title", "question")}
    wanted |= {f"{lab}.observables.{name}" for name in observed}
    wanted.add(f"shell.groups.{entry.group}")
    missing = sorted(wanted - texts.keys())
    assert not missing, f"no text in {language}: {missing}"


# -- shapes ------------------------------------------------------------------------------------


@cache
def shapes():
    """Return the characters for which the program brings a shape of its own to figures."""
    paths = [asset("fonts", f"NotoSansJP-{weight}.ttf") for weight in ("Regular", "Bold")]
    regular, bold = (set(ft2font.FT2Font(str(path)).get_charmap()) for path in paths)
    fallback = ft2font.FT2Font(font_manager.findfont("DejaVu Sans", fallback_to_default=False))
    return (regular & bold) | set(fallback.get_charmap())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_has_a_shape(language):
    """A character without one is shown as a box."""
    used = set("".join(CATALOGUES[language].values())) - {"\n"}
    assert not {char for char in used if ord(char) not in shapes()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_widgets_can_show_every_character(language):
    """Tk finds other fonts for what the registered ones lack, if there are any: never ask."""
    fonts = [ft2font.FT2Font(str(path)) for path in font_files()]
    bundled = {character for font in fonts for character in font.get_charmap()}
    found = {}
    for key, text in CATALOGUES[language].items():
        plain = re.sub(r"\$.*?\$", "", text)
        lacking = {char for char in plain if ord(char) not in bundled} - {"\n"}
        if lacking:
            found[key] = lacking
    assert not found


def test_every_character_in_the_strings_of_the_code_has_a_shape():
    lacking = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # The ends of a range of characters need not be characters.
        bounds = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.Compare)
            for part in (node.left, *node.comparators)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                chars = {c for c in node.value if ord(c) >= 32 and ord(c) not in shapes()}
                if chars and id(node) not in bounds:
                    lacking[f"{path.name}:{node.lineno}"] = chars
    assert not lacking


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_no_emoji(language):
    """Colour emoji can bring Tk down on X11."""
    text = "".join(CATALOGUES[language].values())
    assert not re.findall("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]", text)


# -- mathematics in the texts ------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_dollar_signs_come_in_pairs(language):
    """A single one would show the rest of the sentence as it is, or as mathematics."""
    odd = [key for key, text in CATALOGUES[language].items() if text.count("$") % 2]
    assert not odd
