"""How large a logical pixel of a figure is: everything in it grows and shrinks together."""

#: Figures are laid out for this many logical pixels at least; where there is less room, everything
#: in them becomes smaller instead, down to a limit.
LEAST = (540.0, 500.0)
SMALLEST = 0.5
#: From this size on everything grows with the figure, though more slowly, up to a limit: a larger
#: window shows both more and more clearly.
ROOMY = (960.0, 720.0)
GROWTH, LARGEST = 0.8, 2.0
#: On a projector, figures are laid out for this much and enlarged to fill the screen.
PRESENTED = (720.0, 540.0)
#: There everything is so much larger at least: then no type is under 16 pixels. But a figure is
#: laid out for this much at least, or its parts would cover each other on small stages.
PRESENTED_LEAST, PRESENTED_SMALL = 1.5, (480.0, 430.0)


def figure_scale(width: float, height: float, presented: bool = False) -> float:
    """Return how many logical pixels of a window one logical pixel of a figure takes.

    Args:
        width, height: of the figure, in logical pixels of the window, so without its zoom.
        presented: whether it is read from far away.
    """
    least = min(width / LEAST[0], height / LEAST[1], 1.0)
    roomy = min(width / ROOMY[0], height / ROOMY[1])
    share: float = min(max(roomy, 1.0) ** GROWTH, LARGEST) * least
    if presented:
        fitting = min(width / PRESENTED[0], height / PRESENTED[1])
        small = min(width / PRESENTED_SMALL[0], height / PRESENTED_SMALL[1])
        share = max(share, fitting, min(PRESENTED_LEAST, small))
    return max(share, SMALLEST)
