"""What the command line does with handwritten digits."""

import argparse
import sys

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.base.storage.atomic import check_place
from acttutor.files.experiment import SUFFIX, Experiment, save_experiment
from acttutor.labs.digits.model.merging import merge
from acttutor.labs.registry import LABS

#: The lab that reads digits.
DIGITS = "digits"


def merge_writing(options: argparse.Namespace, texts: Texts) -> None:
    """Put the examples of all experiment files of a folder into one file."""
    check_place(options.out)
    if not options.folder.is_dir():
        raise UserError("digits.merge.no_folder", folder=str(options.folder))
    paths = sorted(options.folder.glob(f"*{SUFFIX}"))
    # The result of last time is none of the files that are merged.
    found = merge(path for path in paths if path.resolve() != options.out.resolve())
    if found.passed_over:
        names = ", ".join(found.passed_over)
        print(f"acttutor: {texts('digits.merge.passed_over', files=names)}", file=sys.stderr)
    if not found.own:
        raise UserError("digits.merge.nothing", folder=str(options.folder))
    settings = changed(LABS[DIGITS].defaults(), own=found.own)
    save_experiment(Experiment(DIGITS, settings), options.out)
    if found.left_out:
        print(f"acttutor: {texts('digits.merge.full', count=found.left_out)}", file=sys.stderr)
    print(texts("digits.merge.done", digits=len(found.own), writers=found.writers))
