"""What lessons and tables read of the collapse lab."""

from acttutor.base.published import Columns, Observed
from acttutor.core.nn.collapse import forward
from acttutor.labs.collapse.run import GRID_POINTS, Run

#: Of the points on which the maps are compared, every so many go into the table.
STRIDE = 5


def metrics(run: Run) -> Observed:
    """Return what can be told of the run now."""
    compared = run.comparison
    return {
        "depth": run.settings.depth,
        "width": run.settings.width,
        "folds": run.folds,
        "blocks": len(run.blocks),
        "numbers": sum(block.layer.W.size + block.layer.b.size for block in run.blocks),
        "activations": len(run.in_the_way),
        "refused": run.refused,
        "same": compared.same,
        "difference": compared.difference,
        "at_x1": compared.at[0],
        "at_x2": compared.at[1],
        "weight_1": float(run.whole.W[0, 0]),
        "weight_2": float(run.whole.W[0, 1]),
        "bias": float(run.whole.b[0]),
    }


def table(run: Run) -> Columns:
    """Return both maps on a coarse grid."""
    shape = run.comparison.deep.shape
    points = GRID_POINTS.reshape(*shape, 2)[::STRIDE, ::STRIDE].reshape(-1, 2)
    settings = run.settings
    deep = forward(settings.layers, settings.activations, points).ravel()
    single = forward([run.whole], (), points).ravel()
    return [
        ("x1", points[:, 0].tolist()),
        ("x2", points[:, 1].tolist()),
        ("y", deep.tolist()),
        ("y folded", single.tolist()),
        ("difference", (deep - single).tolist()),
    ]
