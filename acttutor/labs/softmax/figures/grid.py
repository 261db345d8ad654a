"""Where the rows and columns of the table are: one row for each class."""

from dataclasses import dataclass

#: Heights of the headings above the rows and of the line below them, in logical pixels.
HEAD, FOOT = 40.0, 20.0
#: Rows are neither lower nor higher than this.
LOWEST, HIGHEST = 20.0, 36.0
#: In a high figure they may take this share of its height.
SHARE = 0.055
#: From this width on, columns are further apart.
WIDE = 700.0


@dataclass(frozen=True)
class Grid:
    """The places of the table in logical pixels from the top left corner of the figure.

    Args:
        count: the number of rows.
        row: the height of one.
        top: where the first one begins.
        name: the middle of the column of names.
        bars, shares: left end and width of the columns of bars for z and for p.
        z, p, slope, squared: the right ends of the columns of numbers.
        left, right: the ends of the whole table.
    """

    count: int
    row: float
    top: float
    name: float
    bars: tuple[float, float]
    shares: tuple[float, float]
    z: float
    p: float
    slope: float
    squared: float
    left: float
    right: float

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.top + self.count * self.row

    @property
    def end(self) -> float:
        """Where the line below the rows ends."""
        return self.bottom + FOOT

    def middle(self, index: int) -> float:
        """Return how far down the middle of a row is."""
        return self.top + (index + 0.5) * self.row

    def row_at(self, y: float) -> int | None:
        """Return the row at a height; ``None`` above and below the rows."""
        index = int((y - self.top) // self.row)
        return index if 0 <= index < self.count else None


def grid(width: float, height: float, count: int) -> Grid:
    """Return the places for a figure of this size."""
    wide = width >= WIDE
    left, right = (12.0, width - 16.0) if wide else (8.0, width - 10.0)
    squared, slope, share, z = (96.0, 104.0, 62.0, 56.0) if wide else (97.0, 96.0, 50.0, 52.0)
    name, gap = 36.0, 8.0
    free = right - left - name - z - 2 * gap - share - slope - squared
    bars = 0.7 * free
    bars_left = left + name
    shares_left = bars_left + bars + z + gap
    p = right - squared - slope
    return Grid(
        count=count,
        row=min(max((0.38 * height - HEAD - FOOT) / count, LOWEST), max(HIGHEST, SHARE * height)),
        top=HEAD,
        name=left + name / 2 - 2,
        bars=(bars_left, bars),
        shares=(shares_left, p - share - shares_left),
        z=bars_left + bars + z,
        p=p,
        slope=p + slope,
        squared=right - 4,
        left=left,
        right=right,
    )
