"""Real files: random splits, edits, inserted, deleted, renamed and sorted rows, returned in any order."""

import random
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from by_script import Desk, inputs_of, marker_of, put, typed_in, typed_in_part

from good import good_bytes
from jixiao.engines import open_port
from jixiao.forms.names import OFFICES
from jixiao.forms.office_sheets import DIVISION
from jixiao.offices.contents import Typed
from jixiao.offices.merging.model import LABEL, Row
from jixiao.offices.raws import Raw
from jixiao.values.typed import visible

SEEDS = range(4)
LISTS = ("重点项目", "重点工作", "功能分类", "佐证材料清单", "历年情况")


class Hand:
    """Somebody's hand: what it types is found again."""

    def __init__(self, seed: str) -> None:
        self.chance, self.who, self.count, self.typed = random.Random(seed), seed, 0, set[str]()

    def value(self) -> str:
        self.count += 1
        text = f"{self.who}写{self.count}"
        self.typed.add(text)
        return text

    def work_on(self, path: Path, here: Typed, items: list[str], own: Mapping[str, frozenset[str]]) -> None:
        """A few cells, and rows of the lists."""
        port = open_port(path)
        for item in self.chance.sample(items, min(3, len(items))):
            place = here.items[item]
            put(port, place.sheet, place.row, place.column, self.value())
        for name in LISTS:
            columns = sorted(own.get(name, ()))
            if name in here.contents.tables and columns:
                table, at = here.contents.tables[name], here.tables[name]
                rows = self._rows(list(table.rows), columns)
                places = sorted([row.place for row in table.rows] + list(at.free.get((), ())))
                for n, place in enumerate(places):
                    cells = rows[n] if n < len(rows) else {}
                    for column, number in at.columns.items():
                        put(port, at.sheet, place, number, cells.get(column))
        port.save(path)
        port.close()

    def _rows(self, rows: list[Row], columns: list[str]) -> list[Mapping[str, Raw]]:
        made: list[dict[str, Raw]] = [dict(row.cells) for row in rows]
        for _ in range(self.chance.randrange(4)):
            act = self.chance.choice(("type", "type", "insert", "delete", "rename", "sort"))
            if act == "type" and made:
                self.chance.choice(made)[self.chance.choice(columns)] = self.value()
            elif act == "rename" and made and LABEL in columns:
                self.chance.choice(made)[LABEL] = self.value()
            elif act == "insert" and LABEL in columns:
                made.insert(self.chance.randrange(len(made) + 1), {column: self.value() for column in columns})
            elif act == "delete" and made and LABEL in columns:
                made.pop(self.chance.randrange(len(made)))
            elif act == "sort":
                self.chance.shuffle(made)
        return list(made)


def typed_texts(typed: Typed) -> set[str]:
    """Everything that stands in a workbook."""
    return set(_texts(typed))


def _texts(typed: Typed) -> Iterator[str]:
    yield from (visible(raw) for raw in typed.contents.items.values())
    for table in typed.contents.tables.values():
        for row in table.rows:
            yield from (visible(raw) for raw in row.cells.values())


def divided(path: Path, chance: random.Random) -> None:
    """Somebody gives a few lines of 分工 to other offices."""
    port = open_port(path)
    block = port.used_block(OFFICES)
    port.unlock(OFFICES)
    for row in chance.sample(range(DIVISION.first, block.row + len(block.values) - 1), 8):
        put(port, OFFICES, row, DIVISION.column("交给"), chance.choice(("财务", "人事", "办公室", "业务部门", None)))
    port.save(path)
    port.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_comes_back(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    desk = Desk(tmp_path / "总表.xlsm")
    desk.main.write_bytes(good_bytes())
    desk.split()
    divided(desk.main, chance)
    parts = desk.split()
    hands, back = [], []
    for office, part in parts.items():
        marker, target = marker_of(part), tmp_path / f"{office}回.xlsx"
        shutil.copy(part, target)
        hand = Hand(f"{office}{seed}")
        hand.work_on(target, typed_in_part(target), sorted(marker.own_items), marker.own_columns)
        hands.append((hand, typed_texts(typed_in_part(target)) & hand.typed))
        back.append(target)
    clerk, here = Hand(f"主表{seed}"), typed_in(desk.main)
    clerk.work_on(desk.main, here, sorted(here.items), {"重点项目": here.contents.tables["重点项目"].columns})
    before = typed_in(desk.main)
    mine = typed_texts(before) & clerk.typed
    bytes_before = desk.main.read_bytes()

    chance.shuffle(back)
    desk.merge(*back)
    after = typed_in(desk.main)
    stands, asked = typed_texts(after), asked_in(desk.main)
    assert mine <= stands
    for hand, theirs in hands:
        assert theirs <= stands | {text for text in theirs if text in asked}, hand.who

    merged = desk.main.read_bytes()
    desk.merge(*back)
    assert desk.main.read_bytes() == merged, "merging twice gives the same bytes"

    desk.main.write_bytes(bytes_before)
    chance.shuffle(back)
    desk.merge(*back)
    assert desk.main.read_bytes() == merged, "the order of the files is nothing"

    desk.undo()
    assert rows_sorted(inputs_of(typed_in(desk.main))) == rows_sorted(inputs_of(before))


def asked_in(path: Path) -> str:
    """Everything that 合并冲突 holds."""
    port = open_port(path)
    block = port.used_block("合并冲突")
    port.close()
    return "\n".join(str(value) for row in block.values for value in row if value)


def rows_sorted(inputs: Mapping[str, object]) -> Mapping[str, object]:
    """Whatever the order of rows."""
    return {
        name: sorted(map(repr, kept)) if kept and isinstance(kept[0], list) else kept  # type: ignore[index]
        for name, kept in inputs.items()
    }
