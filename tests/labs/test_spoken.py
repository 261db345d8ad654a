"""What is said of each picture: whole sentences in both languages, with the numbers of the run."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from showcase import showcase

from acttutor.__main__ import main
from acttutor.base.language.speech import aloud, heard
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.labs.quiz.topics import TEMPLATES
from acttutor.labs.registry import LABS

#: A digit that was drawn: a 1.
STROKE = (((0.5, 0.1), (0.5, 0.9)),)
#: Settings of each mode beside the showcase, by lab; steps that are made.
MODES: list[tuple[str, dict[str, object], int]] = [
    ("overview", {"view": "history"}, 0),
    ("overview", {"view": "chooser"}, 0),
    ("overview", {"view": "labs"}, 0),
    ("quiz", {"mode": "exam"}, 0),
    ("quiz", {"mode": "sheet"}, 0),
    ("quiz", {"mode": "daily"}, 0),
    ("activations", {"view": "overlaid", "others": ("relu", "step")}, 0),
    ("softmax", {"true": 2}, 0),
    ("maxout", {"units": "two"}, 3),
    ("maxout", {"target": "none"}, 0),
    ("perceptron", {"data": "xor"}, 12),
    ("descent", {"function": "wells", "compare": "mixed"}, 5),
    ("descent", {"function": "plateau", "lr": 0.0}, 2),
    ("descent2d", {"function": "himmelblau"}, 5),
    ("backprop", {"mode": "fill"}, 2),
    ("backprop", {"net": "1-1"}, 99),
    ("network", {"mode": "race"}, 2),
    ("network", {"mode": "fan"}, 2),
    ("network", {"mode": "sweep", "sweep_seeds": 1, "sweep_epochs": 10}, 0),
    ("network", {"view": "judge"}, 3),
    ("network", {"view": "judge", "data": "reg_plane"}, 3),
    ("network", {"pinned": (1.0, 2.0)}, 3),
    ("network", {"activation": "maxout", "data": "own"}, 0),
    ("collapse", {"f1": "relu"}, 1),
    ("gradients", {"activation": "relu", "batch_norm": True}, 2),
    ("gan", {"data": "drawn"}, 0),
    ("gan", {"loss": "saturating"}, 3),
    ("digits", {"view": "judge"}, 1),
    ("digits", {"view": "map"}, 1),
    ("digits", {"view": "inside", "off": (0, 3)}, 1),
    ("digits", {"view": "change", "drawing": STROKE, "target": "7", "walk": 1.0}, 1),
    ("digits", {"view": "own"}, 1),
]
#: Whatever mathematics leaves behind if it is not put into characters.
MATHEMATICS = re.compile(r"[$\\{}]|\bnone\b|spoken\.")


#: What a voice says or pauses at: letters, digits and punctuation, and what code is made of.
PRONOUNCED = re.compile(r"[\w\s.,:;?!%()\[\]'\"&*–—“”’、。「」（）：？・〜～ー-]*")
#: Letters of mathematics that few voices know, and raised or lowered ones.
MUTE = re.compile("[α-ωΑ-Ω⁰-₟²³¹ᵏᵀʲ]")


def check_voice(said: list[str], texts: Texts) -> None:
    """See that a voice has a word for every sign."""
    for line in heard("\n".join(said), texts).splitlines():
        assert PRONOUNCED.fullmatch(line), sorted({c for c in line if not PRONOUNCED.fullmatch(c)})
        assert not MUTE.search(line), line


def run_of(lab: str, changes: dict[str, object], steps: int) -> Any:
    run = LABS[lab].run_class(changed(LABS[lab].defaults(), **changes))
    for _ in range(steps):
        run.step()
    return run


@pytest.fixture(scope="module", params=["en", "ja"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return Texts(request.param)


def check(said: list[str]) -> None:
    assert 1 <= len(said) <= 6
    assert len("".join(said)) < 900
    for sentence in said:
        assert sentence.endswith((".", "。", "?", "？", "!"))
        assert not sentence.endswith(("..", "。。"))
        assert not MATHEMATICS.search(sentence), sentence
        assert "  " not in sentence and "nan" not in sentence.replace("inf/inf = nan", "")


@pytest.mark.parametrize("lab", LABS)
def test_every_lab_says_in_whole_sentences_what_its_picture_shows(lab: str, texts: Texts) -> None:
    said = LABS[lab].spoken(showcase(lab, 6), texts)
    check(said)
    check_voice(said, texts)


@pytest.mark.parametrize(("lab", "changes", "steps"), MODES)
def test_every_mode_says_something_of_its_own(
    lab: str, changes: dict[str, object], steps: int
) -> None:
    run = run_of(lab, changes, steps)
    english, japanese = (LABS[lab].spoken(run, Texts(language)) for language in ("en", "ja"))
    for said, language in ((english, "en"), (japanese, "ja")):
        check(said)
        check_voice(said, Texts(language))
    # Numbers are the same in every language, and not in the same order.
    digits = [sorted(re.findall(r"\d+\.\d+", " ".join(said))) for said in (english, japanese)]
    assert digits[0] == digits[1]
    assert english != LABS[lab].spoken(run_of(lab, {}, steps + 1), Texts("en"))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_voice_has_a_word_for_every_sign_of_every_question(template: str, texts: Texts) -> None:
    for seed in range(4):
        run = run_of("quiz", {"only": (template,), "seed": seed}, 0)
        assert run.item.template == template
        check_voice(LABS["quiz"].spoken(run, texts), texts)


# -- against the numbers -----------------------------------------------------------------------


def said(lab: str, changes: dict[str, object], steps: int = 0) -> str:
    return " ".join(LABS[lab].spoken(run_of(lab, changes, steps), Texts("en")))


def test_a_unit_says_what_each_input_adds() -> None:
    words = said("unit", {"x1": 2.0, "w1": -0.75, "x2": 3.0, "w2": 0.5, "b": 0.25})
    assert "u = 0.25: −1.50 from the first input, 1.50 from the second, and 0.25" in words


def test_descent_says_where_the_point_is() -> None:
    # Each step takes 0.4 of the distance 3 from the minimum at 1.
    words = said("descent", {"x0": 4.0, "a": 1.0, "b": 0.5, "lr": 0.3}, 2)
    assert f"at x = {1 + 3 * 0.4**2:.2f}" in words
    assert f"the slope there is {2 * 3 * 0.4**2:.2f}" in words


def test_softmax_says_which_class_is_likely_and_which_is_true() -> None:
    z = np.array([2.0, 0.0, 1.0])
    p = np.exp(z) / np.exp(z).sum()
    words = said("softmax", {"classes": 3, "logits": (*z, *[0.0] * 5), "true": 2})
    assert f"Class 1 is the most likely one with p = {p[0]:.3f}, but class 2 is true" in words
    assert f"it gets only {p[1]:.3f}" in words and f"cross-entropy is {-np.log(p[1]):.3f}" in words


def test_the_network_says_its_losses_and_its_largest_weight() -> None:
    run = run_of("network", {}, 4)
    words = " ".join(LABS["network"].spoken(run, Texts("en")))
    largest = max((abs(w), w) for layer in run.network.layers for w in layer.W.ravel())[1]
    assert f"and is {largest:.3g}".replace("-", "−") in words
    assert f"to {run.losses.train[-1]:.4g}" in words
    held = run.problem.part("test")
    right = np.sign(run.network.forward(held[0])[:, 0]) == held[1][:, 0]
    assert f"{100 * right.mean():.1f} % are classified correctly" in words


def test_a_race_says_who_is_first_and_who_is_last() -> None:
    run = run_of("network", {"mode": "race", "race_by": "lr"}, 5)
    losses = run.ensemble.losses.values[:, -1]
    order = [run.ensemble.members[k].name for k in np.argsort(losses)]
    words = " ".join(LABS["network"].spoken(run, Texts("en")))
    assert f"ε = {order[0]} has the lowest" in words and f"ε = {order[-1]} the highest" in words


def test_digits_say_which_mistake_is_the_most_frequent() -> None:
    run = run_of("digits", {"view": "judge"}, 1)
    labels, read = run.parts["validation"].labels, run.read_as("validation")
    wrong = [(int(t), int(r)) for t, r in zip(labels, read, strict=True) if t != r]
    words = " ".join(LABS["digits"].spoken(run, Texts("en")))
    assert f"{len(wrong)} are read wrongly" in words
    true, taken, count = map(int, re.findall(r"(\d) is read as (\d), (\d+) times", words)[0])
    assert wrong.count((true, taken)) == count == max(map(wrong.count, wrong))


def test_curves_of_the_quiz_are_told_by_their_heights() -> None:
    run = run_of("quiz", {"only": ("derivative_graph",)}, 0)
    words = " ".join(LABS["quiz"].spoken(run, Texts("en")))
    asked, *offered = run.item.graph.lines, *((option.line,) for option in run.item.options)
    assert len(offered) == 4
    for (line,) in (asked, *offered):
        x, y = (np.array(values) for values in (line.x, line.y))
        for k in (0, len(x) // 2, len(x) - 1):
            assert f"{y[k] + 0.0:.2f} at {x[k]:.2g}".replace("-", "−") in words


# -- signs as words ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "english", "japanese"),
    [
        (
            "x₁ = 4.00 − 0.30 × 6.00.",
            "x 1 equals 4.00 minus 0.30 times 6.00.",
            "x 1 イコール 4.00 マイナス 0.30 かける 6.00.",
        ),
        (
            "‖δ³‖ ≈ 2 × 10⁻¹³",
            "the norm of delta cubed is about 2 times 10 to the power of minus 13",
            "デルタ の 3 乗 のノルム 約 2 かける 10 の マイナス 13 乗",
        ),
        ("x², 2.7e−4", "x squared, 2.7 times 10 to the power of minus 4", None),
        (
            "|1−2ε| = 3/4",
            "the absolute value of 1 minus 2 epsilon equals 3 over 4",
            "1 マイナス 2 イプシロン の絶対値 イコール 4 分の 3",
        ),
        ("a₄⁽¹⁾", "a 4 1", "a 4 1"),
    ],
)
def test_a_voice_is_given_words_for_signs(written: str, english: str, japanese: str | None) -> None:
    assert heard(written, Texts("en")) == english
    if japanese is not None:
        assert heard(written, Texts("ja")) == japanese


# -- mathematics as characters, and the command line -------------------------------------------


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        (r"$x_{1} = 4.00 − 0.30 \times 6.00$", "x₁ = 4.00 − 0.30 × 6.00"),
        (r"$2.01 \times 10^{−13}$", "2.01 × 10⁻¹³"),
        (r"$L_D=-\frac{1}{2}\,\overline{\ln D(x)}$", "L_D=-(1)/(2) ln D(x)"),
        (r"$\Vert\delta^{3}\Vert$", "‖δ³‖"),
        (r"a $f'(x)$ b", "a f′(x) b"),
    ],
)
def test_mathematics_is_written_in_characters(source: str, plain: str) -> None:
    assert aloud(source) == plain


def test_a_picture_without_a_place_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "--lab", "unit"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_command_line_writes_the_sentences_after_the_steps(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    main(["render", "--lab", "descent", "--steps", "3", "--text", str(file), "--lang", "en"])
    assert "Step 3:" in file.read_text(encoding="utf-8")
