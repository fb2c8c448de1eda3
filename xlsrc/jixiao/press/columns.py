"""Columns of a list that the program writes, wherever they stand among those that people type into."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from jixiao.press.blocks import Block, Cell
from jixiao.snapshot import Body


def has_columns(body: Body, labels: Sequence[str]) -> bool:
    """Whether each of them was found."""
    return all(body.columns.get(label) for label in labels)


def column_blocks(body: Body, labels: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    """The rows of a list, a cell for each label: one block for every run of columns that stand side by side, so that
    nothing between them is written."""
    places = [body.columns[label] for label in labels]
    ordered = sorted(range(len(places)), key=places.__getitem__)
    for _, group in groupby(enumerate(ordered), lambda one: places[one[1]] - one[0]):
        run = [n for _, n in group]
        yield Block(body.sheet, body.first, places[run[0]], [[cells[n] for n in run] for cells in rows])
