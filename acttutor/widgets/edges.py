"""Edges of widgets, slots of sliders and switches that are off, as dark as can be seen.

The toolkit mixes them from the surface and a sixth of its text colour, which is 1.4 to 1; what
can be operated has to be told from what lies around it by 3 to 1 (WCAG 2.2, 1.4.11).
"""

from collections.abc import Iterable

import ttkbootstrap as ttk
from ttkbootstrap.style.builders_ttk import StyleBuilderTTK
from ttkbootstrap.style.theme import ThemeDefinition

from acttutor.plots.style import THEMES

#: The colour of an edge by the surface that it lies on; elsewhere the toolkit's own has to do.
EDGES = {
    surface: theme.line
    for theme in THEMES.values()
    for surface in (theme.background, theme.surface)
}

_mixed = StyleBuilderTTK.border


def _edge(builder: StyleBuilderTTK, color: str) -> str:
    return EDGES.get(str(color).lower(), _mixed(builder, color))


class EdgedTheme(ttk.Theme):
    """A family of themes whose edges can be seen, and whose buttons can be read."""

    def to_definitions(self) -> Iterable[ThemeDefinition]:
        """Return the generated themes with the edges put in."""
        # There is no other way in: the builders ask for a mixture and not for a colour.
        StyleBuilderTTK.border = _edge  # type: ignore[method-assign, assignment]
        definitions: list[ThemeDefinition] = super().to_definitions()
        for definition in definitions:
            theme = THEMES[definition.mode]
            definition.colors.border = theme.line
            # What is written on the toolkit's own light blue would be white, 2.9 to 1.
            definition.colors.primary = theme.accent
        return definitions
