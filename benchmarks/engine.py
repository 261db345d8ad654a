"""Training and decision maps, without a window."""

import statistics
import time
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.data.datasets import DATASETS, split
from acttutor.core.engine.ensemble import EnsembleTrainer
from acttutor.core.engine.evaluator import Evaluator
from acttutor.core.engine.trainer import Trainer
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizers import OPTIMIZERS

from .peer_playground import playground_epochs
from .peer_torch import torch_epoch
from .plain import PlainNetwork
from .rows import Row
from .turns import by_turns, median_ratio

Data: TypeAlias = tuple[Array, Array, Array, Array]

NETWORKS = {"2-4-2-1": (2, 4, 2, 1), "6 x 8": (2, *[8] * 6, 1)}
OTHERS = ("relu", "leaky_relu", "prelu", "gelu", "silu", "sigmoid")
PLAYGROUND = "the playground's way"
UNTARGETED = ("elu", "selu", "softplus", "mish")


def circle(n: int = 500) -> Data:
    """The default data: half for training, half for testing."""
    rng = np.random.default_rng(0)
    return split(*DATASETS["circle"].sample(n, 0.1, rng), 0.5, rng)


def trainer(sizes: tuple[int, ...], hidden: str = "tanh", n: int = 500, **settings: Any) -> Trainer:
    """A trainer with weights that neither die nor diverge while we measure."""
    network = Network(sizes, hidden=hidden, init="xavier", rng=np.random.default_rng(1))
    return Trainer(network, *circle(n), **settings)


def rows() -> list[Row]:
    """Everything of this file."""
    found: list[Row] = []
    for name, sizes in NETWORKS.items():
        found += _against_peers(name, sizes)
        found += _activations(name, sizes)
        found.append(_many(name, sizes))
    found += _settings()
    for name, sizes in NETWORKS.items():
        found += _maps(name, sizes)
    return found


def _plain_epoch(sizes: tuple[int, ...]) -> Callable[[], object]:
    X, T, X_test, T_test = circle()
    plain = PlainNetwork(sizes, np.random.default_rng(1))

    def run_epoch() -> tuple[float, float]:
        plain.run_epoch(X, T, 0.03, 10)
        return plain.loss(X, T), plain.loss(X_test, T_test)

    return run_epoch


def _against_peers(name: str, sizes: tuple[int, ...]) -> list[Row]:
    contenders = {"ours": trainer(sizes).run_epoch, "plain NumPy": _plain_epoch(sizes)}
    peer = torch_epoch(sizes, circle(), 10)
    if peer is not None:
        contenders["PyTorch"] = peer
    targets = {
        "plain NumPy": 2.8,
        "PyTorch": 18.0 if name == "2-4-2-1" else 12.0,
        PLAYGROUND: 1.4 if name == "2-4-2-1" else None,
    }
    with playground_epochs(sizes, circle(), 10, 0.03) as playground:
        elsewhere = {} if playground is None else {PLAYGROUND: playground}
        rates = by_turns(contenders, 0.1, elsewhere=elsewhere)
    found = []
    for other, target in targets.items():
        title, value = f"training {name} tanh", statistics.median(rates["ours"])
        if other not in rates:
            found.append(Row(title, value, "epochs/s", peer=other, note="not installed"))
            continue
        ratio = median_ratio(rates["ours"], rates[other])
        theirs = statistics.median(rates[other])
        found.append(Row(title, value, "epochs/s", None, None, other, theirs, ratio, target))
    return found


def _activations(name: str, sizes: tuple[int, ...]) -> list[Row]:
    ids = ("tanh", *OTHERS, *UNTARGETED)
    rates = by_turns({id: trainer(sizes, id).run_epoch for id in ids}, 0.03, 15)
    tanh = rates["tanh"]
    return [
        Row(
            f"training {name} {id}",
            statistics.median(rates[id]),
            "epochs/s",
            peer="tanh",
            peer_value=statistics.median(tanh),
            ratio=median_ratio(rates[id], tanh),
            ratio_at_least=(0.7 if id == "gelu" else 0.6) if id in OTHERS else None,
        )
        for id in ids[1:]
    ]


def _many(name: str, sizes: tuple[int, ...], count: int = 8) -> Row:
    """How long an epoch of many networks at once takes, against one alone."""
    networks = [Network(sizes, init="xavier", rng=np.random.default_rng(k)) for k in range(count)]
    together = EnsembleTrainer(networks, *circle())
    rates = by_turns({"one": trainer(sizes).run_epoch, "all": together.run_epoch}, 0.1)
    return Row(
        f"{count} networks {name} at once, one epoch",
        1e3 / statistics.median(rates["all"]),
        "ms",
        peer="one network",
        peer_value=1e3 / statistics.median(rates["one"]),
        ratio=median_ratio(rates["one"], rates["all"]),
        ratio_at_most=2.8,
    )


def _settings() -> list[Row]:
    """Batch sizes and optimizers on the default network, against batch 10 and SGD."""
    sizes = NETWORKS["2-4-2-1"]
    batches = {f"batch {n}": trainer(sizes, batch_size=n).run_epoch for n in (10, 1, 30)}
    optimizers = {id: trainer(sizes, optimizer=id).run_epoch for id in OPTIMIZERS}
    found = []
    for base, contenders in (("batch 10", batches), ("sgd", optimizers)):
        rates = by_turns(contenders, rounds=15)
        for name in list(rates)[1:]:
            found.append(
                Row(
                    f"training 2-4-2-1 tanh, {name}",
                    statistics.median(rates[name]),
                    "epochs/s",
                    peer=base,
                    peer_value=statistics.median(rates[base]),
                    ratio=median_ratio(rates[name], rates[base]),
                    ratio_at_least=0.7 if name == "adam" else None,
                )
            )
    return found


def _maps(name: str, sizes: tuple[int, ...]) -> list[Row]:
    """100 x 100 points, all units."""
    axis = np.linspace(-6.0, 6.0, 100)
    points = np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)
    found = []
    for id in ("tanh", *OTHERS, *UNTARGETED):
        evaluator = Evaluator(trainer(sizes, id).network, points)
        times_ms = []
        for _ in range(41):
            start = time.perf_counter()
            evaluator.maps()
            times_ms.append(1e3 * (time.perf_counter() - start))
        limit = 0.5 if name == "2-4-2-1" else 2.5
        found.append(Row(f"maps {name} {id}", statistics.median(times_ms), "ms", at_most=limit))
    return found
