"""What lies under the pointer."""

from matplotlib.axes import Axes
from matplotlib.backend_bases import LocationEvent


def data_point(event: LocationEvent | None, axes: Axes) -> tuple[float, float] | None:
    """Return the data point of ``axes`` under the pointer; ``None`` if it is elsewhere."""
    if event is None or event.inaxes is not axes or event.xdata is None or event.ydata is None:
        return None
    return float(event.xdata), float(event.ydata)
