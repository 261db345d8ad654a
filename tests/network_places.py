"""Where the parts of the graph of the network lab are."""

from acttutor.labs.network.model.graph_layout import GraphLayout, Spot


def place_of(layout: GraphLayout, spot: Spot) -> tuple[float, float]:
    """Return a place of a spot in device pixels, y downwards, found from the layout."""
    if spot.kind == "unit":
        x, y = layout.centers[spot.layer][spot.unit]
    elif spot.kind == "bias":
        x, y = layout.bias_places(spot.layer)[spot.unit]
    else:
        start, a, b, end = layout.curves[layout.ends.index((spot.layer, spot.unit, spot.source))]
        # Near its end, where lines of other units are far.
        t = 0.86
        x, y = (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t**2 * b + t**3 * end
    return float(x), float(y)
