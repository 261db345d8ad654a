"""Theme, type and size of all widgets.

Everything is measured in logical pixels and passed through `Appearance.px`, or in points. One
number, Tk's ``tk scaling`` (device pixels per point), carries both the density of the screen and
the zoom that the user chose; Matplotlib's canvas and ttkbootstrap's images read it as well.
"""

from tkinter import font as tkfont
from typing import Any

import ttkbootstrap as ttk
from ttkbootstrap.style import Style, icons

from acttutor.plots.style import FONT_FAMILY, THEMES, Theme
from acttutor.system import looks, screen
from acttutor.widgets.edges import EdgedTheme
from acttutor.widgets.focus_ring import ELEMENTS, make_rings

#: Point sizes of the named fonts that the program uses.
FONTS = {
    "TkDefaultFont": (10, "normal"),
    "TkTextFont": (10, "normal"),
    "TkMenuFont": (10, "normal"),
    "TkTooltipFont": (9, "normal"),
    "TkHeadingFont": (10, "bold"),
    "ActSmall": (9, "normal"),
    "ActSection": (9, "bold"),
    "ActTitle": (15, "bold"),
    "ActQuestion": (11, "normal"),
    "ActStage": (12, "normal"),
}

#: Width of the ring around what has the keyboard, in logical pixels.
RING = 2
#: From the edge of a section's heading to its words, in logical pixels.
HEADING_PADDING = 4
#: Passes over what a style says already. Whatever is written, Tk lays out every widget anew, and
#: ttkbootstrap then writes the styles of all icons again; it writes them for each new button, too.
WRITE_ONCE = """
if {[info commands ::ttk::write_style] eq ""} {
    rename ::ttk::style ::ttk::write_style
    proc ::ttk::style {args} {
        lassign $args part name
        if {[llength $args] < 4 || $part ni {configure map}} {
            tailcall ::ttk::write_style {*}$args
        }
        set written ::ttk::written([::ttk::write_style theme use],$part,$name)
        set before [expr {[info exists $written] ? [set $written] : ""}]
        set after [dict merge $before [lrange $args 2 end]]
        if {$after ne $before} {
            ::ttk::write_style {*}$args
            set $written $after
        }
        return
    }
}
"""
#: Layout of a flat button, from the outside inwards; the theme's own has no focus ring.
TOOLBUTTON: Any = None
for _element in ("label", "padding", "focus", "border"):
    _inside = {} if TOOLBUTTON is None else {"children": TOOLBUTTON}
    TOOLBUTTON = [(f"Toolbutton.{_element}", {"sticky": "nswe", **_inside})]


def _leave(_widget: object) -> None:
    """Leave the icon of a widget as it is."""


class Appearance:
    """Applies theme and zoom to the widgets of one window.

    Args:
        root: the window.
    """

    def __init__(self, root: ttk.App) -> None:
        self.root = root
        self.theme: Theme = THEMES["light"]
        self.zoom = 100
        #: The pictures of focus rings, which Tk does not keep.
        self._rings: list[Any] = []
        self._base_scaling = screen.density(root) * 96 / 72
        self._family = self._choose_family()
        root.tk.eval(WRITE_ONCE)
        # Whenever any style is new, Tk tells every widget, and ttkbootstrap then looks up its icon
        # again. Another theme alone changes it, and widgets are built anew for that.
        icons._rebuild_widget_icon = _leave
        for name in FONTS:
            if name not in tkfont.names(root):
                root.tk.call("font", "create", name)

    def _choose_family(self) -> str:
        families = set(tkfont.families(self.root))
        wanted = (*looks.widget_families(), FONT_FAMILY)
        return next((name for name in wanted if name in families), "TkDefaultFont")

    def px(self, logical: float) -> int:
        """Return device pixels for logical ones (96 to the inch at zoom 100 %)."""
        return round(logical * float(self.root.tk.call("tk", "scaling")) * 72 / 96)

    def apply(self, theme: str, zoom: int) -> None:
        """Put a theme and a zoom in place; widgets built before keep their paddings."""
        self.theme = THEMES[theme]
        self.zoom = zoom
        self.root.tk.call("tk", "scaling", self._base_scaling * zoom / 100)
        for name, (size, weight) in FONTS.items():
            # A font in points is measured in pixels when it is configured, so do that again.
            self.root.tk.call(
                "font", "configure", name, "-family", self._family, "-size", size, "-weight", weight
            )
        # ttkbootstrap draws its images once per theme, so every zoom is a theme of its own.
        self._ensure_registered(zoom)
        style = Style.get_instance()
        style.theme_use(f"acttutor{zoom}-{theme}")
        if ELEMENTS[0] not in style.element_names():
            self._rings += make_rings(
                style, self.theme.accent, self.theme.background, self.px(RING)
            )
        # For each size of a glyph the toolkit keeps the whole file of its icons, a third of a
        # megabyte. What is drawn is kept by itself, and another zoom takes other sizes.
        icons.IconRenderer._font_cache.clear()
        self._configure_styles(style)
        self.root.configure(background=self.theme.background)
        self.dress(self.root)

    def dress(self, window: Any) -> None:
        """Give the frame that the system draws around a window the light or dark of the theme."""
        looks.darken_title_bar(window, self.theme is THEMES["dark"])

    def _ensure_registered(self, zoom: int) -> None:
        name = f"acttutor{zoom}"
        if f"{name}-light" in Style.get_instance().theme_names():
            return
        EdgedTheme(
            name=name,
            primary="#1f7fd6",
            success="#009e73",
            info="#56b4e9",
            warning="#e69f00",
            danger="#d55e00",
            neutral="#8b98a6",
            light={
                "background": THEMES["light"].background,
                "foreground": THEMES["light"].text,
            },
            dark={"background": THEMES["dark"].background, "foreground": THEMES["dark"].text},
        ).register()

    def _configure_styles(self, style: ttk.Style) -> None:
        theme = self.theme
        style.configure("Muted.TLabel", foreground=theme.muted, background=theme.background)
        style.configure(
            "Question.TLabel",
            foreground=theme.muted,
            background=theme.background,
            font="ActQuestion",
        )
        style.configure("Title.TLabel", background=theme.background, font="ActTitle")
        style.configure("SmallTitle.TLabel", background=theme.background, font="TkHeadingFont")
        # Texts with terms of the glossary, when Tab has come to them.
        for name in ("Muted", "Question", "Title", "SmallTitle"):
            style.map(
                f"{name}.TLabel",
                background=[("focus", theme.accent)],
                foreground=[("focus", theme.background)],
            )
        style.configure(
            "Section.TLabel",
            foreground=theme.muted,
            background=theme.background,
            font="ActSection",
        )
        style.configure(
            "Marked.TLabel", background=theme.selected, foreground=theme.accent, padding=self.px(2)
        )
        style.configure(
            "Tip.TLabel",
            background=theme.background,
            foreground=theme.text,
            bordercolor=theme.line,
            borderwidth=1,
            relief="solid",
            font="TkTooltipFont",
        )
        for name, surface in (("Strip", theme.surface), ("Met", theme.wash_good)):
            style.configure(f"{name}.TFrame", background=surface)
            style.configure(f"{name}.TLabel", background=surface, foreground=theme.text)
        style.configure("StripBold.TLabel", background=theme.surface, font="TkHeadingFont")
        style.configure("StripMuted.TLabel", background=theme.surface, foreground=theme.muted)
        style.configure(
            "Stage.TLabel", foreground=theme.muted, background=theme.background, font="ActStage"
        )
        style.configure("Small.TLabel", background=theme.background, font="ActSmall")
        style.configure("Rail.TFrame", background=theme.surface)
        style.configure(
            "RailGroup.TLabel", foreground=theme.muted, background=theme.surface, font="ActSmall"
        )
        style.layout("Toolbutton", TOOLBUTTON)
        style.layout("Section.Toolbutton", TOOLBUTTON)
        style.configure(
            "Section.Toolbutton",
            background=theme.background,
            foreground=theme.muted,
            darkcolor=theme.background,
            lightcolor=theme.background,
            bordercolor=theme.background,
            relief="flat",
            borderwidth=1,
            padding=(self.px(HEADING_PADDING), self.px(2)),
            anchor="w",
            font="ActSection",
        )
        pointed = [("active", theme.surface)]
        style.map(
            "Section.Toolbutton",
            background=pointed,
            darkcolor=pointed,
            lightcolor=pointed,
            bordercolor=pointed,
            foreground=[("active", theme.text)],
        )
        style.layout("Rail.Toolbutton", TOOLBUTTON)
        # Where the window is low.
        style.layout("Low.Rail.Toolbutton", TOOLBUTTON)
        style.configure("Low.Rail.Toolbutton", padding=(self.px(6), 0))
        style.configure(
            "Rail.Toolbutton",
            background=theme.surface,
            foreground=theme.text,
            darkcolor=theme.surface,
            lightcolor=theme.surface,
            bordercolor=theme.surface,
            relief="flat",
            borderwidth=1,
            padding=(self.px(6), self.px(2)),
            anchor="w",
        )
        chosen = [("selected", theme.selected), ("active", theme.grid)]
        style.map(
            "Rail.Toolbutton",
            background=chosen,
            darkcolor=chosen,
            lightcolor=chosen,
            bordercolor=chosen,
            foreground=[("selected", theme.accent)],
        )
        # The ring around a slider that has the keyboard: ttk's own is hardly visible.
        style.configure("Ring.TFrame", background=theme.background, borderwidth=0)
        style.map("Ring.TFrame", background=[("focus", theme.accent)])
        for name in ("TEntry", "TCombobox"):
            style.configure(name, padding=(self.px(6), self.px(3)))
            # A locked value is there to be read.
            style.map(name, foreground=[("disabled", theme.muted)])
        style.configure("Line.TFrame", background=theme.grid)
        style.configure("Notice.TFrame", background=theme.wash_warning)
        style.configure("Notice.TLabel", background=theme.wash_warning, foreground=theme.text)


def menu_looks(appearance: Appearance) -> dict[str, Any]:
    """Return the options that give a menu the colours of the theme."""
    theme = appearance.theme
    return {
        "background": theme.surface,
        "foreground": theme.text,
        "activebackground": theme.accent,
        "activeforeground": theme.background,
        "disabledforeground": theme.muted,
        "font": "TkDefaultFont",
        "relief": "flat",
        "borderwidth": 1,
    }
