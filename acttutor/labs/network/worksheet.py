"""The numbers of a point as they are handed to the worksheet of backpropagation."""

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.nn.layers.layer import Layer
from acttutor.labs.network.run import Run

#: The lab that calculates them on paper.
WORKSHEET = "backprop"


def worksheet_of(run: Run) -> dict[str, object]:
    """Return settings of the worksheet with the network, the point and its target.

    Raises:
        ValueError: the network has layers that are not calculated there. Other limits, such as how
            many units there is room for, are those of the worksheet.
    """
    signal = run.signal()
    if signal is None or run.problem is None or not all(map(_is_plain, run.network.layers)):
        raise ValueError("sent: layers that a worksheet does not have")
    rows = [
        tuple(map(float, signal.layers[0].inputs)),
        tuple(map(float, signal.target)),
        *(
            (*map(float, weights), float(bias))
            for own in signal.layers
            for weights, bias in zip(own.W, own.b, strict=True)
        ),
    ]
    activations = tuple(layer.activation_id for layer in run.network.layers)
    sheet = (run.network.sizes, activations, tuple(rows), run.settings.lr)
    return {"net": "sent", "sent": sheet, "loss": run.problem.loss, "mode": "watch"}


def _is_plain(layer: Layer) -> bool:
    """Whether a layer has an activation of the library, with nothing learned or set in it."""
    activation = layer.activation
    if activation is None or layer.alpha is not None:
        return False
    return ACTIVATIONS.get(activation.id) is activation and layer.params == activation.resolve({})
