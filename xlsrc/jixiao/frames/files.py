"""Frames as files: CSV for people who open it in Excel, Parquet for programs. Written whole, never half.

Both take pieces (table, frame), those of a table after each other, so that a ledger of any size passes through in parts.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Context, Decimal, Inexact, InvalidOperation
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

import pandas as pd

from jixiao.engines import UnusableWorkbook
from jixiao.extras import extra
from jixiao.files import whole_file
from jixiao.filing import TABLES, Column, Filed, Table
from jixiao.frames.budget import BUDGET
from jixiao.frames.tables import KEYS, Source, columns_over, filed, frame, memory_of
from jixiao.values.rounding import plain

Piece = tuple[str, pd.DataFrame]
Write = Callable[[IO[bytes], Table, Iterable[pd.DataFrame]], None]
UNITS_A_PIECE = 200
KNOWN: Mapping[str, Table] = {**TABLES, BUDGET.name: BUDGET}
RUNS = re.compile(r"\s*[=+\-@＝＋－＠]")  # what Excel takes for a formula, in a CSV too
HARMLESS = re.compile(r"[+-]?\d+(\.\d+)?[%％]?|.")  # a number stays one, a lone dash a dash
YES, NO = "是", "否"
DIGITS, FRACTION = 38, 22  # every amount is below 1E+15: 16 digits before the point are enough
FINEST, EXACT = Decimal(1).scaleb(-FRACTION), Context(prec=DIGITS, traps=[Inexact, InvalidOperation])
TOO_FINE = (
    "《{table}》“{label}”里的 {value} 小数位数太多，Parquet 存不下（最多 {most} 位）。请改正这个数，或者改用 CSV。"
)


def pieces_of(rows: Mapping[str, Iterable[Any]]) -> Iterator[Piece]:
    """Every table of one workbook: `rows` of a Filed, or of jixiao.filing.result_rows."""
    yield from ((name, frame(name, rows.get(name, ()))) for name in TABLES)


def pieces(source: Source) -> Iterator[Piece]:
    """Every table of one workbook, or of a ledger in parts of UNITS_A_PIECE units: memory stays flat."""
    if isinstance(source, Filed):
        yield from pieces_of(source.rows)
        return
    with memory_of(source) as memory:
        counted = memory.counted()
        for name in TABLES:
            yield name, filed(memory, name, {})  # so that a table without rows has its headings
            units = iter(counted.items())
            while some := dict(islice(units, UNITS_A_PIECE)):
                yield name, filed(memory, name, some)


def write_csv(frames: Iterable[Piece], folder: Path) -> list[Path]:
    """One file a table, such as 得分.csv: UTF-8 with BOM, Chinese headings, exact decimals, 是/否. Gives the files.

    A text that Excel would run as a formula (= + - @ in front, a number aside) gets an apostrophe before it: it comes
    from whoever filled a workbook. It stays readable; Parquet and the frames have it as it was typed.
    """
    return _written(frames, folder, lambda table: f"{table.label}.csv", _csv)


def write_parquet(frames: Iterable[Piece], folder: Path) -> list[Path]:
    """One file a table, such as scores.parquet: column names of the schema, decimal128(38, 22), int64, bool, string.

    The heading for people is the field's metadata `label`. MissingExtra without pyarrow; UnusableWorkbook for a number of
    more decimals than that.
    """
    extra("pyarrow", "parquet", "写 Parquet ")
    return _written(frames, folder, lambda table: f"{table.name}.parquet", _parquet)


def _written(frames: Iterable[Piece], folder: Path, name_of: Callable[[Table], str], write: Write) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, group in groupby(frames, key=itemgetter(0)):
        table = KNOWN[name]
        paths.append(folder / name_of(table))
        with whole_file(paths[-1]) as file:
            write(file, table, (made for _, made in group))
    return paths


def _columns(table: Table, made: pd.DataFrame) -> tuple[Column, ...]:
    """The columns of a frame of this table, of one workbook or over many."""
    return columns_over(table) if list(made.columns[: len(KEYS)]) == list(KEYS) else table.columns


def _csv(file: IO[bytes], table: Table, parts: Iterable[pd.DataFrame]) -> None:
    lines = csv.writer(_Encoded(file))
    for number, made in enumerate(parts):
        columns = _columns(table, made)
        if number == 0:
            file.write(b"\xef\xbb\xbf")
            lines.writerow(column.label for column in columns)
        shown = [[_shown(value, column.kind) for value in made[column.name]] for column in columns]
        lines.writerows(zip(*shown, strict=True))


class _Encoded:
    """What csv writes to: text in, UTF-8 out."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode())


def _shown(value: Any, kind: str) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    if kind == "flag":
        return YES if value else NO
    if kind == "text":
        return _guarded(str(value))
    return plain(value) if isinstance(value, Decimal) else str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if RUNS.match(text) and not HARMLESS.fullmatch(text) else text


def _parquet(file: IO[bytes], table: Table, parts: Iterable[pd.DataFrame]) -> None:
    import pyarrow.parquet as pq

    running = iter(parts)
    first = next(running)
    columns = _columns(table, first)
    schema = _schema(columns, first)
    with pq.ParquetWriter(file, schema) as writer:
        for made in chain([first], running):
            if len(made):
                writer.write_table(_arrow(table, columns, made, schema))


def _schema(columns: Iterable[Column], made: pd.DataFrame) -> Any:
    import pyarrow as pa

    types = {"text": pa.string(), "decimal": pa.decimal128(DIGITS, FRACTION), "integer": pa.int64(), "flag": pa.bool_()}
    floats = {column.name for column in columns if made[column.name].dtype == float}
    return pa.schema(
        pa.field(one.name, pa.float64() if one.name in floats else types[one.kind], metadata={"label": one.label})
        for one in columns
    )


def _arrow(table: Table, columns: Iterable[Column], made: pd.DataFrame, schema: Any) -> Any:
    import pyarrow as pa

    arrays = [
        pa.array([_stored(table, column, value) for value in made[column.name]], schema.field(column.name).type)
        for column in columns
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _stored(table: Table, column: Column, value: Any) -> Any:
    """The value as Arrow takes it, exact. UnusableWorkbook where it would have to be rounded."""
    if value is pd.NA or value != value:
        return None
    if not isinstance(value, Decimal):
        return value
    try:
        return value.quantize(FINEST, context=EXACT)
    except (Inexact, InvalidOperation) as error:
        said = TOO_FINE.format(table=table.label, label=column.label, value=plain(value), most=FRACTION)
        raise UnusableWorkbook(said) from error
