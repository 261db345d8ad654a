"""The same training in PyTorch, if it is installed: the way its tutorials write it."""

from collections.abc import Callable
from itertools import chain, pairwise
from typing import Any

from acttutor.core.arrays import Array


def torch_epoch(
    sizes: tuple[int, ...], data: tuple[Array, ...], batch_size: int
) -> Callable[[], object] | None:
    """A function that trains for one epoch and measures both losses; None without PyTorch."""
    torch = _torch()
    if torch is None:
        return None
    model = torch.nn.Sequential(*_layers(torch, sizes, torch.nn.Tanh))
    criterion = torch.nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.03)
    return _epoch(
        torch,
        model,
        lambda y, t: 0.5 * criterion(y, t),
        optimizer,
        _floats(torch, data),
        batch_size,
    )


def torch_digits_epoch(
    sizes: tuple[int, ...], data: tuple[Array, ...], batch_size: int
) -> Callable[[], object] | None:
    """The same for classes: ReLU units, the cross-entropy of the softmax, and Adam."""
    torch = _torch()
    if torch is None:
        return None
    model = torch.nn.Sequential(*_layers(torch, sizes, torch.nn.ReLU)[:-1])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    X, T, X_test, T_test = _floats(torch, data)
    parts = X, T.argmax(1), X_test, T_test.argmax(1)
    return _epoch(torch, model, torch.nn.CrossEntropyLoss(), optimizer, parts, batch_size)


def _torch() -> Any:
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    return torch


def _layers(torch: Any, sizes: tuple[int, ...], unit: Callable[[], object]) -> list[object]:
    """Return linear layers with units of a kind behind each."""
    pairs = ((torch.nn.Linear(n_in, n_out), unit()) for n_in, n_out in pairwise(sizes))
    return list(chain.from_iterable(pairs))


def _floats(torch: Any, data: tuple[Array, ...]) -> list[Any]:
    return [torch.tensor(part, dtype=torch.float32) for part in data]


def _epoch(
    torch: Any, model: Any, criterion: Any, optimizer: Any, parts: Any, batch_size: int
) -> Callable[[], object]:
    X, T, X_test, T_test = parts

    def run_epoch() -> tuple[float, float]:
        for start in range(0, len(X), batch_size):
            optimizer.zero_grad()
            criterion(
                model(X[start : start + batch_size]), T[start : start + batch_size]
            ).backward()
            optimizer.step()
        with torch.no_grad():
            return criterion(model(X), T).item(), criterion(model(X_test), T_test).item()

    return run_epoch
