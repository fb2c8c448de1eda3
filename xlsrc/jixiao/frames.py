"""pandas views of filings: fixed columns, documented types. For analysis and the ledger; never loaded by a press.

Types by the kind of a column (jixiao.filing.schema): `text` object (str, '' where blank); `decimal` object (exact Decimal, None
where blank), or with `floats` float64 (NaN where blank) for statistics; `integer` Int64; `flag` boolean.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from jixiao.filing import TABLES, Column
from jixiao.filing.memory import Memory
from jixiao.filing.schema import Row

KEYS = ("unit", "digest")


def frame(name: str, rows: Iterable[Row], *, floats: bool = False) -> pd.DataFrame:
    """The rows of a table as a frame. KeyError for an unknown table."""
    return _typed(
        pd.DataFrame(list(rows), columns=list(TABLES[name].names), dtype=object), TABLES[name].columns, floats
    )


def filed(
    memory: Memory,
    name: str,
    units: Mapping[str, str] | None = None,
    *,
    items: Sequence[str] = (),
    floats: bool = False,
) -> pd.DataFrame:
    """A table over many filings: `unit` and `digest` in front, by unit, then in the order of each file.

    `units`: digest → unit, by default the filings that count; `items`: only these data items. For a file's name of its
    unit in `units` itself see `reported`.
    """
    wanted = memory.counted() if units is None else units
    table = TABLES[name]
    own = [f"reported_{column}" if column in KEYS else column for column in table.names]
    rows = ((wanted[str(digest)], digest, *row) for digest, *row in memory.rows(name, list(wanted), items))
    made = pd.DataFrame(list(rows), columns=[*KEYS, *own], dtype=object)
    made = made.rename(columns=dict(zip(own, own, strict=True)))
    columns = [Column(label, column.label, column.kind) for label, column in zip(own, table.columns, strict=True)]
    return _typed(made, columns, floats).sort_values("unit", kind="stable", ignore_index=True)


def _typed(made: pd.DataFrame, columns: Iterable[Column], floats: bool) -> pd.DataFrame:
    kinds = {"integer": "Int64", "flag": "boolean"} | ({"decimal": "float64"} if floats else {})
    return made.astype({column.name: kinds[column.kind] for column in columns if column.kind in kinds})
