"""One letter and one word for one thing, in everything that learners read."""

import re
from itertools import combinations

import pytest

from acttutor.base.language.languages import LANGUAGES
from acttutor.base.language.texts import load_catalogue
from acttutor.base.resources import asset
from acttutor.labs.quiz.code import SNIPPETS
from acttutor.shell.dialogs.symbols import SYMBOLS

CATALOGUES = {language: load_catalogue(language) for language in LANGUAGES}
LESSONS = {path.stem: path.read_text("utf-8") for path in asset("lessons").glob("*.toml")}

#: What other books write for what has its letter here; the page of symbols alone names them.
RIVALS = {
    "the learning rate, ε": r"η|\\eta\b|\\epsilon\b",
    "the pre-activation, u": r"(?<![A-Za-z])z(?![A-Za-z}])|[{^ _]z}|ᶻ",
    "the loss, L": r"∂E|\\partial E|\\nabla E|(?<![A-Za-z])J\(",
    "the target, t": r"\\hat\{y\}|ŷ",
    "the product of the elements, ∘": r"⊙|\\odot",
}
#: Where a letter is met in its own right: z is the noise of a GAN, Ctrl+Z takes back.
OWN = r"G\(z\)|\$z\$|Ctrl\+Z"


def read_by_learners() -> dict[str, str]:
    """Return all texts by where they stand, without the page that compares the spellings."""
    texts = {
        f"{language} {key}": re.sub(r"(?<!\^)\{z\d?\}", "", text)
        for language, catalogue in CATALOGUES.items()
        for key, text in catalogue.items()
        if not key.startswith("symbols.")
    }
    return texts | LESSONS


@pytest.mark.parametrize("thing", RIVALS)
def test_a_thing_has_one_letter(thing: str) -> None:
    """The glossary says once that η is as common, and the voice knows what to call it."""
    found = {
        place
        for place, text in read_by_learners().items()
        if re.search(RIVALS[thing], re.sub(OWN, "", text))
    }
    allowed = ("glossary.learning_rate.text", "spoken.signs")
    assert found <= {f"{language} {key}" for language in LANGUAGES for key in allowed}


def test_the_letters_of_rivals_are_found_where_they_stand() -> None:
    """Of a text with a rival the search says so: it is not blind."""
    for text, thing in (
        (r"$u = e^{z}$", "u"),
        ("ReLU is the larger of 0 and z.", "u"),
        (r"$w \leftarrow w - \eta g$", "ε"),
        ("∂E/∂w", "L"),
    ):
        pattern = next(each for name, each in RIVALS.items() if name.endswith(f", {thing}"))
        assert re.search(pattern, re.sub(OWN, "", text)), text


def signs(id: str, language: str) -> set[str]:
    """Return the letters that an entry of the page of symbols is about, without indices."""
    left = CATALOGUES[language][f"symbols.{id}.sign"].partition("=")[0]
    return set(re.findall(r"∂L/∂\w|∇f|[A-Za-zα-ω][_₀-₉ᵢⱼ′²]*B?²?|∘", left))


#: How the page says that a letter stands for another thing.
OTHER = {"ja": "とは別|では合成", "en": "not the|another thing|Between functions"}


@pytest.mark.parametrize("language", OTHER)
def test_a_letter_stands_for_one_thing_or_the_page_says_that_it_is_another(language: str) -> None:
    for first, second in combinations(SYMBOLS, 2):
        # The f of a composition is that of the unit.
        shared = (signs(first, language) & signs(second, language)) - {"f"}
        said = [
            CATALOGUES[language][f"symbols.{id}.words"]
            for id in (first, second)
            if re.search(OTHER[language], CATALOGUES[language][f"symbols.{id}.words"])
        ]
        assert all(any(letter in words for words in said) for letter in shared), (first, second)


#: Spellings and terms of which the program uses one; the glossary may name others to look up.
SPELLINGS = {
    "ja": "わか[らりる]|くり返|まちが|なめらか|はたら[きく]|こんど|ネステロフ|モメンタム|二値交差|"
    "クロスエントロピー|重みつき|隠れ(層|ユニット)|階段関数|入力の総和|局所的最小|標本|桁あふれ",
    "en": r"(?i)\b(re)?(normal|initial|regular|general|minim|optim)is(e|ed|es|ing|ation|ations)\b"
    r"|belongs? into|\bdear(er|est)\b|net input|train loss",
}


@pytest.mark.parametrize("language", SPELLINGS)
def test_a_thing_has_one_word(language: str) -> None:
    texts = {key: text for key, text in CATALOGUES[language].items() if "glossary" not in key}
    found = {key for key, text in texts.items() if re.search(SPELLINGS[language], text)}
    for name, lesson in LESSONS.items():
        said = re.sub(r"(?m)^(id|after) = .*$", "", lesson)
        found |= {f"{name}: {match[0]}" for match in re.finditer(SPELLINGS[language], said)}
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_the_page_is_listed(language: str) -> None:
    entries = {key.split(".")[1] for key in CATALOGUES[language] if key.startswith("symbols.")} - {
        "columns",
        "tip",
    }
    assert entries == set(SYMBOLS)


def test_code_to_be_completed_does_not_say_z() -> None:
    """The output of a layer is y there, too."""
    for snippet in SNIPPETS.values():
        assert not re.search(r"\bz\b", snippet.code + snippet.right), snippet.id
