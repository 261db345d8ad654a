"""Several statements, one of which is wrong; and terms to be matched with what they mean.

The sentences of a subject are ``quiz.statements.<subject>.<name>``; those that are wrong have a
``quiz.because.<subject>.<name>``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import permutations

from acttutor.labs.quiz.model.item import Item, Option, Rng, add_template, choice, pick, template
from acttutor.labs.quiz.model.text import Row, Word, name_of

#: Statements in a question.
STATEMENTS = 4
#: Terms to match.
TERMS = 3


@dataclass(frozen=True)
class Subject:
    """What is said about a subject.

    Args:
        id: the template is called ``wrong_<id>``.
        topic, covers: see `Template`.
        true, false: names of sentences.
        show: where it can be looked at.
    """

    id: str
    topic: str
    covers: tuple[str, ...]
    true: tuple[str, ...]
    false: tuple[str, ...]
    show: tuple[str, Mapping[str, object]] = field(default=("overview", {}))

    def item(self, rng: Rng) -> Item:
        """Ask which of four statements is wrong."""
        wrong = pick(rng, self.false)
        return choice(
            rng,
            {"reason": Word(f"quiz.because.{self.id}.{wrong}")},
            self._card(wrong),
            [self._card(name, "is_true") for name in pick(rng, self.true, STATEMENTS - 1)],
            show=self.show,
        )

    def _card(self, name: str, mistake: str = "") -> Option:
        return Option(name, Word(f"quiz.statements.{self.id}.{name}"), mistake)


SUBJECTS = (
    Subject(
        "activations", "units", ("comparisons", "sigmoid", "tanh", "relu", "gelu", "step"),
        ("sigmoid_quarter", "tanh_centred", "relu_continuous", "gelu_flat", "elu_smooth"),
        ("tanh_square", "relu_jump", "step_abs", "prelu_max", "gelu_never_flat"),
        ("activations", {"function": "relu", "others": ("tanh", "gelu")}),
    ),
    Subject(
        "logistic", "softmax", ("losses", "sigmoid", "softmax"),
        ("logit", "one_unit", "bernoulli", "link", "other_form"),
        ("any_number", "two_differ", "exponent_sign", "link_sigmoid"),
        ("activations", {"function": "sigmoid"}),
    ),
    Subject(
        "descent", "descent", ("descent", "learning_rate"),
        ("too_many", "parabola", "left", "full_batch", "place_and_value"),
        ("least_is_a", "explosion", "always_global", "solved"),
        ("descent", {}),
    ),
    Subject(
        "gradients", "trouble", ("vanishing", "exploding", "clipping", "relu"),
        ("relu_shrinks", "quarter", "depth", "clip_direction", "exploding_is"),
        ("relu_never", "explosion_rate", "relu_saturates", "clip_parts"),
        ("gradients", {"activation": "relu"}),
    ),
    Subject(
        "rectifiers", "trouble", ("dying_relu", "sparsity", "leaky_relu", "prelu"),
        ("dead", "leak", "still_learns", "half", "learned"),
        ("faster", "stops", "alpha_fixed", "revived"),
        ("activations", {"function": "leaky_relu", "others": ("relu",)}),
    ),
    Subject(
        "maxout", "others", ("maxout", "relu"),
        ("largest_of_lines", "special", "parameters", "convex"),
        ("largest_input", "any_curve", "one_weight"),
        ("maxout", {}),
    ),
    Subject(
        "starts", "trouble", ("initialization", "relu"),
        ("all_zero", "he", "xavier", "he_leaky", "symmetry"),
        ("hidden_zero", "xavier_relu", "he_lecun", "large"),
        ("gradients", {"init": "he", "activation": "relu"}),
    ),
    Subject(
        "selection", "trouble", ("overfitting", "building"),
        ("validation", "early", "overfits", "more_data", "once"),
        ("by_test", "train_high", "test_added", "train_chooses"),
        ("network", {"show_test": True, "noise": 50}),
    ),
    Subject(
        "augmentation", "trouble", ("augmentation", "overfitting"),
        ("train_only", "label_kept", "every_epoch", "gap"),
        ("test_too", "any_flip", "replaces_data", "for_underfitting"),
        ("digits", {"augment": True}),
    ),
    Subject(
        "regularization", "trouble",
        ("weight_decay", "dropout", "early_stopping", "augmentation", "overfitting"),
        ("l2_shrinks", "l1_zeros", "dropout_train", "early_best", "augmenting"),
        ("l2_zeros", "dropout_inference", "stronger_better", "lowers_train"),
        ("network", {"penalty": "l2", "penalty_rate": 0.03}),
    ),
    Subject(
        "numpy", "code", ("softmax", "tanh", "step"),
        ("exp_inf", "shift", "axis", "if_fails", "tanh_safe"),
        ("exe", "flat_divides", "np_max", "tanh_exponentials"),
        ("softmax", {}),
    ),
    Subject(
        "generator", "others", ("gan", "tanh", "leaky_relu"),
        ("output", "teacher", "normalizes", "grows", "overwrites"),
        ("inplace_changes", "inverse", "sees_data", "relu_judge"),
        ("gan", {}),
    ),
    Subject(
        "graph", "networks", ("computational_graph", "backpropagation", "layer"),
        ("adds", "same_shape", "multiply", "softmax_loss", "transposed", "composed"),
        ("add_shares", "own_input", "by_rate", "no_sum"),
        ("backprop", {"view": "graph"}),
    ),
    Subject(
        "optimizers", "descent", ("optimizers", "learning_rate"),
        ("momentum", "adagrad", "rmsprop", "adam"),
        ("adagrad_forgets", "adam_free", "momentum_squares"),
        ("descent2d", {}),
    ),
)  # fmt: skip
for subject in SUBJECTS:
    add_template(f"wrong_{subject.id}", subject.topic, subject.covers, subject.item)


# -- matching ----------------------------------------------------------------------------------


def _matched(rng: Rng, pairs: Mapping[str, tuple[Word, Word]], show: str) -> Item:
    """Ask which terms belong to three descriptions.

    Args:
        pairs: by id, a description and the term for it.
        show: the lab where they can be looked at.
    """
    chosen = pick(rng, tuple(pairs), TERMS)
    given = dict(zip("abc", (pairs[id][0] for id in chosen), strict=True))
    options = []
    for order in permutations(chosen):
        moved = sum(one != other for one, other in zip(order, chosen, strict=True))
        mistake = {0: "", 2: "code_pair_swapped"}.get(moved, "all_moved")
        options.append(Option(order, Row(tuple(pairs[id][1] for id in order), " / "), mistake))
    right, *wrong = options
    return choice(rng, given, right, pick(rng, wrong, 3), show=(show, {}))


def _options(group: str, id: str) -> Word:
    return Word(f"quiz.options.{group}.{id}")


@template("descent", "optimizers")
def match_optimizers(rng: Rng) -> Item:
    names = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
    pairs = {id: (_options("idea", id), _options("optimizer", id)) for id in names}
    return _matched(rng, pairs, "descent2d")


@template("units", "choosing", "softmax", "identity")
def match_outputs(rng: Rng) -> Item:
    jobs = {"regression": "identity", "two": "sigmoid", "many": "softmax", "generator": "tanh"}
    pairs = {job: (Word(f"quiz.jobs.{job}"), name_of(id)) for job, id in jobs.items()}
    return _matched(rng, pairs, "overview")


@template("trouble", "vanishing", "overfitting", "exploding", "initialization", "weight_decay")
def match_remedies(rng: Rng) -> Item:
    cures = {"exploding": "clipping", "dying": "leaky", "overfitting": "stop_early",
             "equal": "random_start"}  # fmt: skip
    pairs = {name: (_options("trouble", name), _options("cure", id)) for name, id in cures.items()}
    return _matched(rng, pairs, "gradients")


@template("softmax", "losses", "softmax", "sigmoid")
def match_losses(rng: Rng) -> Item:
    losses = {"two": "binary_cross_entropy", "many": "softmax_cross_entropy",
              "regression": "squared_error"}  # fmt: skip
    pairs = {job: (_options("loss_job", job), _options("loss", id)) for job, id in losses.items()}
    return _matched(rng, pairs, "network")
