"""Training on the digits with one hidden layer, 64-32-10, against PyTorch."""

import statistics

import numpy as np

from acttutor.core.engine.trainer import Trainer
from acttutor.core.nn.network import Network
from acttutor.labs.digits.model.data import make_parts
from acttutor.labs.digits.model.training import LOSS, one_hot
from acttutor.labs.digits.state import Settings

from .peer_torch import torch_digits_epoch
from .rows import Row
from .turns import Once, by_turns, median_ratio

SIZES = (64, 32, 10)
BATCH = 32
TITLE = "training 64-32-10 on digits"


def rows() -> list[Row]:
    """Everything of this file."""
    parts = make_parts(Settings())
    X, T = parts["train"].images, one_hot(parts["train"].taught)
    X_test, T_test = parts["validation"].images, one_hot(parts["validation"].labels)
    network = Network(
        SIZES, hidden="relu", output="softmax", init="he", rng=np.random.default_rng(1)
    )
    trainer = Trainer(
        network, X, T, X_test, T_test, loss=LOSS, optimizer="adam", lr=0.01, batch_size=BATCH
    )
    contenders: dict[str, Once] = {"ours": trainer.run_epoch}
    peer = torch_digits_epoch(SIZES, (X, T, X_test, T_test), BATCH)
    if peer is not None:
        contenders["PyTorch"] = peer
    rates = by_turns(contenders, 0.2)
    value = statistics.median(rates["ours"])
    if peer is None:
        return [Row(TITLE, value, "epochs/s", peer="PyTorch", note="not installed")]
    return [
        Row(
            TITLE,
            value,
            "epochs/s",
            peer="PyTorch",
            peer_value=statistics.median(rates["PyTorch"]),
            ratio=median_ratio(rates["ours"], rates["PyTorch"]),
            ratio_at_least=3.0,
        )
    ]
