"""The same training in PyTorch, if it is installed: the way its tutorials write it."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np


def torch_epoch(
    sizes: tuple[int, ...], data: tuple[np.ndarray[Any, Any], ...], batch_size: int
) -> Callable[[], object] | None:
    """A function that trains for one epoch and measures both losses; None without PyTorch."""
    try:
        import torch  # type: ignore[import-not-found]
    except ImportError:
        return None
    torch.set_num_threads(1)
    layers: list[Any] = []
    for n_in, n_out in pairwise(sizes):
        layers += [torch.nn.Linear(n_in, n_out), torch.nn.Tanh()]
    model, criterion = torch.nn.Sequential(*layers), torch.nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.03)
    X, T, X_test, T_test = (torch.tensor(part, dtype=torch.float32) for part in data)

    def run_epoch() -> tuple[float, float]:
        for start in range(0, len(X), batch_size):
            optimizer.zero_grad()
            loss = criterion(model(X[start : start + batch_size]), T[start : start + batch_size])
            (0.5 * loss).backward()
            optimizer.step()
        with torch.no_grad():
            return criterion(model(X), T).item(), criterion(model(X_test), T_test).item()

    return run_epoch
