"""The memory beside a ledger: an SQLite file that keeps every receipt, what it came to, and what people chose.

It can be lost: the files give it again, but for `first_seen`. A file's rows are written in one transaction, so that a
killed run leaves whole receipts only, and the next one goes on behind them.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from pathlib import Path

from jixiao.engines import UnusableWorkbook
from jixiao.filing.model import Filed
from jixiao.filing.schema import TABLES, Row, Table, Value

VERSION = 1
MEMORY = ".db"  # what the file beside a ledger is called, behind the ledger's name
NO_MEMORY = "{path}：没有这个文件。台账旁边的 .db 记着各表，请把两个文件放在一起，或者重新收集一次（jixiao collect）。"
OTHER_VERSION = "{path}：是另一个版本的程序写的。请用现在的程序重新收集一次（jixiao collect）。"
NOT_A_MEMORY = "{path}：不是台账旁边的 .db，或者已损坏。请删掉它，重新收集一次（jixiao collect）。"
SQL_TYPES = {"text": "TEXT", "decimal": "TEXT", "integer": "INTEGER", "flag": "INTEGER"}  # Decimals as exact text


@dataclass(frozen=True)
class Arrival:
    """A file that was received. `where` says from where (邮件.eml › 报送件.zip › 表.xlsx), unlike any other.

    `path`: where it can be opened, relative to the ledger's folder, '' where it can't; `received`: 2025-07-08 09:30:00 by
    the file, the archive or the mail; `digest`: SHA-256, '' where it could not be read; `refused`: one line why nothing in
    it can be used, found before it was opened as a workbook; `sort`: ATTACHED for what is no workbook (a report, a picture), which isn't read.
    """

    where: str
    name: str
    path: str
    received: str
    digest: str
    refused: str = ""
    sort: str = ""


@dataclass(frozen=True)
class Choice:
    """What a person said of a file in the ledger: `taken` 采用 or 不采用, '' for neither; `note`: 备注."""

    digest: str
    taken: str = ""
    note: str = ""


@dataclass(frozen=True)
class Registered:
    """What became of an arrival: `status` one of COUNTS, SAME, SUPERSEDED, UNUSABLE, ATTACHED, and `why` in a sentence."""

    where: str
    digest: str
    unit: str
    status: str
    why: str = ""


COUNTS, SAME, SUPERSEDED, UNUSABLE, ATTACHED = "采用", "重复", "被替代", "不能用", "附件"


def _names(of: "type[Arrival | Registered | Choice]") -> tuple[str, ...]:
    return tuple(field.name for field in fields(of))


_OWN_TABLES = (
    ("arrivals", _names(Arrival), "where"),
    ("register", _names(Registered), "where"),
    ("receipts", ("digest", "rules", "refused"), "digest"),
    ("choices", _names(Choice), "digest"),
    ("notes", ("mark", "note"), "mark"),
    ("terms", ("term", "said"), "term"),
)
_FOUND_AGAIN = ("arrivals", "register", "receipts")  # what the files themselves give


class Memory:
    """One open memory. Not shared between threads; a second process waits for the first one's transaction."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=60)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._prepare()

    @classmethod
    @contextmanager
    def reading(cls, path: Path) -> "Iterator[Memory]":
        """A memory that is only looked at: nothing in its folder changes. UnusableWorkbook where it can't be."""
        if not path.is_file():
            raise UnusableWorkbook(NO_MEMORY.format(path=path))
        one = cls.__new__(cls)
        one._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=60)
        try:
            if _version(one._connection) != VERSION:
                raise UnusableWorkbook(OTHER_VERSION.format(path=path))
            yield one
        except sqlite3.DatabaseError as error:
            raise UnusableWorkbook(NOT_A_MEMORY.format(path=path)) from error
        finally:
            one._connection.close()

    def is_sound(self) -> bool:
        """Whether SQLite finds nothing wrong with the whole file."""
        try:
            return bool(self._connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except sqlite3.DatabaseError:
            return False

    def close(self) -> None:
        """Leaves one file behind."""
        self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.close()

    def _prepare(self) -> None:
        """The tables; those of another version are dropped, because the files give them again. Choices stay."""
        with self._all_or_nothing() as run:
            if _version(run) not in (0, VERSION):
                for name in (*_FOUND_AGAIN, *TABLES):
                    run.execute(f"DROP TABLE IF EXISTS {name}")
            run.execute(f"PRAGMA user_version = {VERSION}")
            for name, own, key in _OWN_TABLES:
                run.execute(_ddl(name, dict.fromkeys(own, "TEXT"), f'PRIMARY KEY ("{key}")'))
            for table in TABLES.values():
                columns = {column.name: SQL_TYPES[column.kind] for column in table.columns}
                run.execute(_ddl(table.name, {"digest": "TEXT", **columns}))
                run.execute(f"CREATE INDEX IF NOT EXISTS {table.name}_digest ON {table.name} (digest)")
                if "item" in table.names:
                    run.execute(f"CREATE INDEX IF NOT EXISTS {table.name}_item ON {table.name} (item, digest)")

    @contextmanager
    def _all_or_nothing(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def arrived(self, arrivals: Iterable[Arrival]) -> None:
        """Remember arrivals; one that is known is replaced."""
        with self._all_or_nothing() as run:
            run.executemany(_insert("arrivals", len(_names(Arrival))), map(astuple, arrivals))

    def arrivals(self) -> list[Arrival]:
        """Every arrival by `where`."""
        return [Arrival(*row) for row in self._connection.execute('SELECT * FROM arrivals ORDER BY "where"')]

    def forget_arrivals(self, places: Iterable[str]) -> None:
        """Files that are known from elsewhere too."""
        with self._all_or_nothing() as run:
            run.executemany('DELETE FROM arrivals WHERE "where" = ?', ((where,) for where in places))

    def keep(self, filed: Iterable[tuple[Filed, str]]) -> None:
        """Remember what files came to, each with the code of the rules it was evaluated by; earlier rows are replaced."""
        with self._all_or_nothing() as run:
            for one, rules in filed:
                self._forget(run, one.digest)
                run.execute(_insert("receipts", 3), (one.digest, rules, one.refused))
                for name, rows in one.rows.items():
                    statement = _insert(name, 1 + len(TABLES[name].columns))
                    run.executemany(statement, ((one.digest, *map(_stored, row)) for row in rows))

    def _forget(self, run: sqlite3.Connection, digest: str) -> None:
        for name in ("receipts", *TABLES):
            run.execute(f"DELETE FROM {name} WHERE digest = ?", (digest,))

    def receipts(self) -> dict[str, tuple[str, str]]:
        """digest → (code of the rules, why it was refused) of every file that was evaluated."""
        rows = self._connection.execute("SELECT digest, rules, refused FROM receipts")
        return {digest: (rules, refused) for digest, rules, refused in rows}

    def register(self, lines: Iterable[Registered]) -> None:
        """Replace the register: what became of every arrival."""
        with self._all_or_nothing() as run:
            run.execute("DELETE FROM register")
            run.executemany(_insert("register", len(_names(Registered))), map(astuple, lines))

    def registered(self) -> list[Registered]:
        """The register by `where`."""
        return [Registered(*row) for row in self._connection.execute('SELECT * FROM register ORDER BY "where"')]

    def counted(self) -> dict[str, str]:
        """digest → unit of the files that count, by unit: one a unit."""
        rows = self._connection.execute("SELECT digest, unit FROM register WHERE status = ? ORDER BY unit", (COUNTS,))
        return dict(rows.fetchall())

    def choose(self, choices: Iterable[Choice]) -> None:
        """Remember what people chose; what was said of a file before is replaced."""
        with self._all_or_nothing() as run:
            run.executemany(_insert("choices", 3), map(astuple, choices))

    def choices(self) -> dict[str, Choice]:
        """By digest."""
        return {row[0]: Choice(*row) for row in self._connection.execute("SELECT * FROM choices")}

    def note(self, notes: Mapping[str, str]) -> None:
        """Remember what people wrote beside suspicions, by their mark."""
        with self._all_or_nothing() as run:
            run.executemany(_insert("notes", 2), notes.items())

    def notes(self) -> dict[str, str]:
        """By mark."""
        return dict(self._connection.execute("SELECT * FROM notes"))

    def set_terms(self, terms: Mapping[str, str]) -> None:
        """Remember what the ledger goes by, such as its due date; what isn't named stays."""
        with self._all_or_nothing() as run:
            run.executemany(_insert("terms", 2), terms.items())

    def terms(self) -> dict[str, str]:
        """By name."""
        return dict(self._connection.execute("SELECT * FROM terms"))

    def items(self, name: str) -> list[str]:
        """Every data item that a table with items holds, by name."""
        return [item for (item,) in self._connection.execute(f"SELECT DISTINCT item FROM {name} ORDER BY item")]

    def rows(self, name: str, digests: Sequence[str] | None = None, items: Sequence[str] = ()) -> Iterator[Row]:
        """Rows of a table, each with its digest in front, by digest and in their order; of all files, or of these.

        `items`: only these data items, for a table that has them. KeyError for an unknown table.
        """
        table = TABLES[name]
        where, values = [], list[str](items)
        if items:
            where.append(f"item IN ({','.join('?' * len(items))})")
        if digests is not None:  # a statement takes no more than some thousand values; as JSON any number
            where.append("digest IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(digests)))
        condition = f" WHERE {' AND '.join(where)}" if where else ""
        found = self._connection.execute(f"SELECT * FROM {name}{condition} ORDER BY digest, rowid", values)
        yield from (tuple(row[:1]) + _read(table, row[1:]) for row in found)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _ddl(name: str, columns: Mapping[str, str], *more: str) -> str:
    inside = ", ".join([f'"{column}" {kind}' for column, kind in columns.items()] + list(more))
    return f"CREATE TABLE IF NOT EXISTS {name} ({inside})"


def _insert(name: str, count: int) -> str:
    return f"INSERT OR REPLACE INTO {name} VALUES ({','.join('?' * count)})"


def _stored(value: Value) -> Value:
    return str(value) if isinstance(value, Decimal) else value


def _read(table: Table, row: Sequence[Value]) -> Row:
    return tuple(_value(column.kind, value) for column, value in zip(table.columns, row, strict=True))


def _value(kind: str, value: Value) -> Value:
    if value is None:
        return None
    if kind == "decimal":
        return Decimal(str(value))
    return bool(value) if kind == "flag" else value
