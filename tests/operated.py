"""What a user can operate in the window, and what Tab goes through."""

from typing import Any

from fit import descendants

OPERATED = {
    "TButton",
    "TEntry",
    "TCombobox",
    "TScale",
    "TCheckbutton",
    "TRadiobutton",
    "Toolbutton",
    "Treeview",
    "Text",
    "TSpinbox",
}


def operated(root: Any) -> list[Any]:
    """Return the widgets on the screen that a user can operate."""
    return [
        widget
        for widget in descendants(root)
        if widget.winfo_class() in OPERATED
        and not (hasattr(widget, "instate") and widget.instate(["disabled"]))
        # Words that are only read.
        and not (widget.winfo_class() == "Text" and str(widget.cget("state")) == "disabled")
    ]


def reached_by_tab(driver: Any) -> list[Any]:
    """Return the widgets that Tab goes through, from the figure until it comes round."""
    start = widget = driver.view.host.widget
    found: dict[Any, None] = {}
    for _ in range(300):
        widget = widget.tk_focusNext()
        if widget in found or widget is start:
            return list(found)
        found[widget] = None
    raise AssertionError("Tab never comes round")


def grouped(widget: Any) -> list[Any]:
    """Return the buttons between which arrows go, ``widget`` among them; none if it is alone."""
    arrow = "<Key-Right>"
    if arrow not in widget.bind():
        return []
    near = descendants(widget.master.master)
    kind = widget.winfo_class()
    return [each for each in near if each.winfo_class() == kind and arrow in each.bind()]
