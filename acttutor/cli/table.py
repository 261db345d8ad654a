"""Tables on the command line: what is read of them, and experiments made of them."""

import argparse
import csv
import json
import sys
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.files.experiment import Experiment
from acttutor.labs.registry import LABS
from acttutor.tables.guessing import are_classes, guess
from acttutor.tables.reading import read_file
from acttutor.tables.sheet import Options, Sheet
from acttutor.tables.taking import CLASSES, NUMBERS, Choice, Taken, take
from acttutor.tables.words import remarks, report, summary_of

#: The lab that learns from tables.
NETWORK = "network"


def print_table(options: argparse.Namespace, texts: Texts) -> None:
    """Print what is read of a table as JSON."""
    sheet, choice, taken = _take(options, texts)
    print(json.dumps(report(sheet, choice, taken, texts), ensure_ascii=False, indent=2))


def experiment_from(options: argparse.Namespace, texts: Texts) -> Experiment:
    """Return an experiment of the network lab with the table that was asked for."""
    from acttutor.labs.network.model.data.table_file import table_of

    _, _, taken = _take(options, texts)
    table = table_of(taken)
    return Experiment(NETWORK, changed(LABS[NETWORK].defaults(), data="own", table=table))


def _take(options: argparse.Namespace, texts: Texts) -> tuple[Sheet, Choice, Taken]:
    """Read a table, and say beside the results what was read and what was decided."""
    path: Path = options.file
    sheet = read_file(path, Options(options.encoding, options.decimal, None, options.sheet))
    choice = _choice(sheet, options.columns, options.label_as)
    taken = take(sheet, choice)
    for sentence in (summary_of(taken, texts), *remarks(sheet, choice, taken, texts)):
        print(sentence, file=sys.stderr)
    return sheet, choice, taken


def _choice(sheet: Sheet, columns: str | None, label_as: str | None) -> Choice:
    """Return the columns that are named, or probably meant, and how the label is meant."""
    if columns is None:
        choice = guess(sheet)
        return choice if label_as is None else Choice(choice.x, choice.y, choice.label, label_as)
    names = [name for name in next(csv.reader([columns], skipinitialspace=True), [])]
    found = []
    for name in names:
        index = sheet.column(name)
        if index is None:
            known = ", ".join(column.name for column in sheet.columns)
            raise UserError("tables.no_column", file=sheet.name, column=name, columns=known)
        found.append(index)
    if len(found) != 3 or len(set(found)) != 3:
        raise UserError("tables.three_columns", file=sheet.name)
    usual = CLASSES if are_classes(sheet.columns[found[2]]) else NUMBERS
    return Choice(found[0], found[1], found[2], label_as or usual)
