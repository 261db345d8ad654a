"""The name of the program, and the folder that goes by it."""

from pathlib import Path

NAME = "ActTutor"


def data_folder() -> Path:
    """Return the user's folder for what the program keeps; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)
