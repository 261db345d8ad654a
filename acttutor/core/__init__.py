"""The mathematics of ActTutor: NumPy only, no GUI, usable as a library.

Every public name is importable from here. Read the rooms in this order:

    activations   thirteen activation functions, their derivatives and the registry
    nn            layers, losses and a network with hand-written backpropagation; softmax, maxout
    descent       gradient descent on a parabola and on landscapes, step by step
    data          the toy problems, and the features that prepare their inputs
    optim         what to do with a gradient: six rules, from SGD to Adam
    engine        the fast form of the same arithmetic, for one network or many
    metrics       how well a model does: for classes, over thresholds, for numbers
    worksheet     backpropagation as it is done on paper
    program       a trained network as a program for NumPy or PyTorch
    formula       an activation function of one's own, from a typed formula

Arrays are float64 and sample-major, shape ``(n_samples, n_features)``, unless a docstring
says otherwise. Randomness is always a `numpy.random.Generator` that the caller passes in.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from acttutor.core.activations.activation import Activation, Kink, Param
    from acttutor.core.activations.extent import Interval
    from acttutor.core.activations.facts import ActivationFacts, facts
    from acttutor.core.activations.registry import ACTIVATIONS
    from acttutor.core.activations.special import erf, erfc, normal_cdf, normal_pdf
    from acttutor.core.data.augmentation import Distortion, augment
    from acttutor.core.data.datasets import DATASETS, Dataset, split
    from acttutor.core.data.digits import Digits, parse_digits
    from acttutor.core.data.energy_distance import energy_distance
    from acttutor.core.data.features import FEATURES, expand
    from acttutor.core.data.handwriting import Preparation, prepare
    from acttutor.core.data.principal_components import PrincipalComponents, principal_components
    from acttutor.core.data.scanning import scanned
    from acttutor.core.data.separability import overlap
    from acttutor.core.data.shapes import grid, moons, ring
    from acttutor.core.data.splitting import split_three
    from acttutor.core.descent.gradient_descent import (
        Objective,
        Path,
        Quadratic,
        contraction,
        descend,
        regime,
    )
    from acttutor.core.descent.landscapes import (
        BEALE,
        HIMMELBLAU,
        ROSENBROCK,
        SADDLE,
        Landscape,
        elongated_bowl,
    )
    from acttutor.core.descent.learning_curves import LearningCurves, learning_curves
    from acttutor.core.descent.linear_unit import LinearUnit, linear_unit
    from acttutor.core.descent.objectives import CURVES, Curve
    from acttutor.core.engine.early_stopping import BestEpoch
    from acttutor.core.engine.ensemble import EnsembleTrainer
    from acttutor.core.engine.evaluator import Evaluator
    from acttutor.core.engine.trainer import EpochStats, Trainer
    from acttutor.core.formula.expression import Expression, activation_from, parse
    from acttutor.core.metrics.classes import (
        accuracy,
        confusion_matrix,
        f1_scores,
        majority_share,
        precisions,
        recalls,
    )
    from acttutor.core.metrics.numbers import (
        mean_absolute_error,
        r_squared,
        root_mean_squared_error,
    )
    from acttutor.core.metrics.reliability import Reliability, reliability
    from acttutor.core.metrics.thresholds import (
        area_under_roc,
        average_precision,
        precision_recall_curve,
        roc_curve,
    )
    from acttutor.core.nn.collapse import fold, fold_all
    from acttutor.core.nn.deep import DeepNetwork
    from acttutor.core.nn.gan import GAN
    from acttutor.core.nn.input_gradient import Walk, input_gradient, walk_towards
    from acttutor.core.nn.layers.batch_norm import batch_norm, batch_norm_back
    from acttutor.core.nn.layers.dropout import dropout_mask
    from acttutor.core.nn.layers.initializers import INITIALIZERS, Initializer
    from acttutor.core.nn.layers.layer import Layer
    from acttutor.core.nn.layers.normalizations import NORMALIZATIONS, normalize_block, sharing
    from acttutor.core.nn.losses import LOSSES, Loss
    from acttutor.core.nn.network import LayerGradient, Network
    from acttutor.core.nn.perceptron import best_separator, mistake_bound
    from acttutor.core.nn.softmax import maxout, softmax, softmax_jacobian
    from acttutor.core.nn.training_form import (
        follow_statistics,
        training_gradients,
        training_loss,
    )
    from acttutor.core.optim.clipping import clip_by_norm
    from acttutor.core.optim.optimizer import Optimizer, take_step
    from acttutor.core.optim.optimizers import (
        OPTIMIZERS,
        SGD,
        AdaGrad,
        Adam,
        Momentum,
        Nesterov,
        RMSProp,
        make_optimizer,
    )
    from acttutor.core.optim.schedules import SCHEDULES, scheduled

#: Where the public names live. A module is imported when a name of it is first asked for: the
#: window shows itself before most of them are needed.
HOMES = {
    "activations.activation": "Activation Kink Param",
    "activations.extent": "Interval",
    "activations.facts": "ActivationFacts facts",
    "activations.registry": "ACTIVATIONS",
    "activations.special": "erf erfc normal_cdf normal_pdf",
    "data.augmentation": "Distortion augment",
    "data.datasets": "DATASETS Dataset split",
    "data.digits": "Digits parse_digits",
    "data.energy_distance": "energy_distance",
    "data.features": "FEATURES expand",
    "data.handwriting": "Preparation prepare",
    "data.principal_components": "PrincipalComponents principal_components",
    "data.scanning": "scanned",
    "data.separability": "overlap",
    "data.shapes": "grid moons ring",
    "data.splitting": "split_three",
    "descent.gradient_descent": "Objective Path Quadratic contraction descend regime",
    "descent.landscapes": "BEALE HIMMELBLAU ROSENBROCK SADDLE Landscape elongated_bowl",
    "descent.learning_curves": "LearningCurves learning_curves",
    "descent.linear_unit": "LinearUnit linear_unit",
    "descent.objectives": "CURVES Curve",
    "engine.early_stopping": "BestEpoch",
    "engine.ensemble": "EnsembleTrainer",
    "engine.evaluator": "Evaluator",
    "engine.trainer": "EpochStats Trainer",
    "formula.expression": "Expression activation_from parse",
    "metrics.classes": "accuracy confusion_matrix f1_scores majority_share precisions recalls",
    "metrics.numbers": "mean_absolute_error r_squared root_mean_squared_error",
    "metrics.reliability": "Reliability reliability",
    "metrics.thresholds": "area_under_roc average_precision precision_recall_curve roc_curve",
    "nn.layers.batch_norm": "batch_norm batch_norm_back",
    "nn.collapse": "fold fold_all",
    "nn.deep": "DeepNetwork",
    "nn.layers.dropout": "dropout_mask",
    "nn.gan": "GAN",
    "nn.layers.initializers": "INITIALIZERS Initializer",
    "nn.layers.layer": "Layer",
    "nn.input_gradient": "Walk input_gradient walk_towards",
    "nn.losses": "LOSSES Loss",
    "nn.network": "LayerGradient Network",
    "nn.layers.normalizations": "NORMALIZATIONS normalize_block sharing",
    "nn.perceptron": "best_separator mistake_bound",
    "nn.softmax": "maxout softmax softmax_jacobian",
    "nn.training_form": "follow_statistics training_gradients training_loss",
    "optim.clipping": "clip_by_norm",
    "optim.optimizer": "Optimizer take_step",
    "optim.optimizers": "OPTIMIZERS SGD AdaGrad Adam Momentum Nesterov RMSProp make_optimizer",
    "optim.schedules": "SCHEDULES scheduled",
}
_MODULE_OF = {name: module for module, names in HOMES.items() for name in names.split()}
__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"acttutor.core has no public name {name!r}")
    return getattr(import_module(f"acttutor.core.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, *globals()]
