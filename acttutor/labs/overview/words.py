"""The names and sentences of the overview."""

from acttutor.base.language.texts import Texts
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import Link


def short_name(function: str, texts: Texts) -> str:
    """Return the name of a function, short enough for the history."""
    return texts.first(f"functions.{function}.short", f"functions.{function}.name")


def heading(run: Run, texts: Texts) -> str:
    """Return name and year of the picked function."""
    name = short_name(run.settings.function, texts)
    return texts("overview.heading", name=name, year=run.year)


def why(run: Run, texts: Texts) -> str:
    """Return why the picked function came."""
    return texts(f"functions.{run.settings.function}.why")


def advice(run: Run, texts: Texts) -> str:
    """Return the function that the chooser recommends."""
    return texts(f"overview.purposes.{run.settings.purpose}.advice")


def reason(run: Run, texts: Texts) -> str:
    """Return why the chooser recommends it."""
    return texts(f"overview.purposes.{run.settings.purpose}.reason")


def link_name(link: Link, texts: Texts) -> str:
    """Return what a way to a lab is called: the name of the lab."""
    return texts(f"{link.lab}.name")


def there_is(link: Link, texts: Texts) -> bool:
    """Tell whether the program has the lab."""
    return texts.has(f"{link.lab}.name")


def readout(run: Run, texts: Texts) -> str:
    """Return the picked function; the overview has no transport to write it beside."""
    return heading(run, texts)
