"""Random versions of one workbook's content: as handed out, as it became in the main workbook, as it came back."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jixiao.offices.merging.desk import Desk
from jixiao.offices.merging.model import LABEL, WHOLE, Conflict, Contents, Return, Row, Spot, Table
from jixiao.offices.raws import Raw

OFFICES = ("财务", "人事", "业务部门")
COLUMNS = ("预算", "执行", "说明")
OWNER = {"预算": "财务", "执行": "财务", "说明": "业务部门", LABEL: "业务部门"}
ITEMS = {f"{office}{n}": office for office in OFFICES for n in range(3)}
ROOM = 6


@dataclass
class Typing:
    """Somebody at work on a version: every value typed is a new one, so that it can be found again."""

    random: random.Random
    who: str
    count: int = 0
    typed: set[Raw] = field(default_factory=set)

    def value(self) -> str:
        self.count += 1
        typed = f"{self.who}{self.count}"
        self.typed.add(typed)
        return typed

    def on_items(self, items: Mapping[str, Raw], names: list[str], edits: int) -> dict[str, Raw]:
        changed = dict(items)
        for _ in range(edits):
            changed[self.random.choice(names)] = self.value()
        return changed

    def on_rows(self, rows: tuple[Row, ...], columns: list[str], edits: int) -> tuple[Row, ...]:
        """Cells typed, rows inserted, deleted, renamed, sorted."""
        made = list(rows)
        for _ in range(edits):
            act = self.random.choice(("type", "type", "type", "insert", "delete", "rename", "sort"))
            at = self.random.randrange(len(made)) if made else None
            if act == "type" and at is not None:
                made[at] = _with(made[at], self.random.choice(columns), self.value())
            elif act == "rename" and at is not None and LABEL in columns:
                made[at] = _with(made[at], LABEL, self.value())
            elif act == "delete" and made and LABEL in columns:
                gone = made.pop(self.random.randrange(len(made)))
                self.typed -= set(gone.cells.values())
            elif act == "insert" and LABEL in columns:
                cells = {column: self.value() for column in columns}
                made.insert(self.random.randrange(len(made) + 1), Row(cells))
            elif act == "sort":
                self.random.shuffle(made)
        return tuple(made)


def _with(row: Row, column: str, raw: Raw) -> Row:
    return replace(row, cells={**row.cells, column: raw})


@dataclass
class Case:
    """The main workbook as it is now, the returns, and what was typed by whom since the hand-out."""

    main: Contents
    returns: list[Return]
    typed_in_main: set[Raw]
    typed_in_parts: set[Raw]

    def desk(self) -> Desk:
        return Desk.of(self.main, {("项目", ()): ROOM})


def random_case(seed: int, *, quiet: bool = False) -> Case:
    """`quiet`: nobody touches what another one touches."""
    chance = random.Random(seed)
    items: dict[str, Raw] = {item: chance.choice((None, f"原{item}")) for item in ITEMS}
    rows = tuple(_row(chance, n) for n in range(chance.randrange(6)))
    base = Contents(items, {"项目": Table(rows, frozenset((LABEL, *COLUMNS)))})
    clerk = Typing(chance, "主表")
    edits = 0 if quiet else chance.randrange(4)
    main_items = clerk.on_items(items, list(items), edits)
    main_rows = clerk.on_rows(rows, [LABEL, *COLUMNS], edits)
    main_rows = tuple(replace(row, place=n + 10) for n, row in enumerate(main_rows))
    main = Contents(main_items, {"项目": replace(base.tables["项目"], rows=main_rows)})
    returns, typed = [], set()
    for office in OFFICES:
        returned, person = _return(chance, office, base, quiet)
        returns.append(returned)
        typed |= person.typed
    return Case(main, returns, {*clerk.typed} & set(values(main)), typed)


def _row(chance: random.Random, n: int) -> Row:
    cells = {column: chance.choice((None, f"原{column}{n}")) for column in COLUMNS}
    label = chance.choice((f"项目{n}", "同名")) if chance.random() < 0.3 else f"项目{n}"
    return Row({LABEL: label, **{column: raw for column, raw in cells.items() if raw}})


def _return(chance: random.Random, office: str, base: Contents, quiet: bool) -> tuple[Return, Typing]:
    person = Typing(chance, office)
    mine = [item for item, owner in ITEMS.items() if owner == office]
    columns = [column for column, owner in OWNER.items() if owner == office]
    own = frozenset(columns)
    rows = tuple(replace(row, own=own) for row in base.tables["项目"].rows)
    handed = Contents(base.items, {"项目": replace(base.tables["项目"], rows=rows, whole=True)})
    reach = mine if quiet or chance.random() < 0.8 else list(ITEMS)
    items = person.on_items(base.items, reach, chance.randrange(4))
    edited = person.on_rows(rows, columns, chance.randrange(5)) if columns else rows
    now = Contents(items, {"项目": replace(base.tables["项目"], rows=edited)})
    person.typed &= set(values(now))
    new = frozenset({LABEL, *columns}) if columns else frozenset()
    return Return(office, f"{office}.xlsx", "", handed, now, frozenset(mine), {"项目": new}), person


def values(contents: Contents) -> Iterator[Raw]:
    """Everything that stands there."""
    yield from (raw for raw in contents.items.values() if raw)
    for table in contents.tables.values():
        for row in table.rows:
            yield from row.cells.values()


def values_on(desk: Desk) -> set[Raw]:
    """Everything that stands on the desk."""
    lines = (raw for lines in desk.lines.values() for line in lines for raw in line.cells.values())
    return {raw for raw in (*desk.items.values(), *lines) if raw}


def values_asked(conflicts: list[Conflict]) -> set[Raw]:
    """Everything that conflicts show as returned."""
    found: set[Raw] = set()
    for one in conflicts:
        found |= set(one.returned.values()) if isinstance(one.returned, Mapping) else {one.returned}
    return found


def picture(desk: Desk) -> object:
    """Its content, whatever the order of rows."""
    rows = sorted(repr(line.as_row().content) for lines in desk.lines.values() for line in lines)
    return (sorted((item, raw or "") for item, raw in desk.items.items()), rows)


__all__ = ["ROOM", "WHOLE", "Case", "Spot", "picture", "random_case", "values", "values_asked", "values_on"]
