"""A small desk of real files: each evaluated, kept in a Memory, laid out as a collection would."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from books import filled, snapshot_of
from good import good_bytes
from jixiao.bureau.comparing import Side, Suspicion
from jixiao.bureau.desk import FILED, LATE, MISSING, UNUSABLE, Desk, Line, Obliged, UnitLine
from jixiao.bureau.settings import usual
from jixiao.engines import open_port
from jixiao.filing import Filed, evaluate_file, memory
from jixiao.filing.memory import Arrival, Choice, Memory, Registered
from jixiao.findings import kind_of
from jixiao.values.address import row_column

UNION, SCHOOLS, CULTURE, HEALTH, GONE = (
    "清江县总工会",
    "清江县教育局",
    "清江县文化馆",
    "清江县卫生健康局",
    "清江县档案馆",
)
HOSTILE = "=1+1<局>&\"引'号" + "长" * 185
TODAY, DUE = date(2025, 7, 20), date(2025, 7, 10)
SETTINGS = {**usual(), "雷同比例": Decimal(75)}
MARK = "K11-教育-文化"


def made(
    folder: Path, name: str, unit: str, changes: Mapping[tuple[str, str], object], *, pressed: bool = True
) -> Path:
    """The good workbook of another unit, figures changed; `pressed`: 计算评分 after that."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(good_bytes())
    if not pressed:
        filled(path, path)
    place = snapshot_of(path).place("单位名称")
    port = open_port(path)
    for (sheet, cell), value in {(place.sheet, place.cell): unit, **changes}.items():
        port.unlock(sheet)
        port.write_values(sheet, *row_column(cell), [[value]])  # type: ignore[list-item]
    port.save(path)
    port.close()
    if pressed:
        filled(path, path)
    return path


@dataclass
class Table:
    """What a collection comes to, row by row; `desk` lays it out."""

    folder: Path
    filed: dict[str, Filed] = field(default_factory=dict)
    lines: list[tuple[Arrival, Registered]] = field(default_factory=list)
    units: list[UnitLine] = field(default_factory=list)
    suspicions: tuple[Suspicion, ...] = ()

    def take(self, path: Path, unit: str, status: str, received: str, why: str = "", where: str = "") -> str:
        """A file that arrived, as it is evaluated; its digest. `where`: it came in a mail or archive and can't be opened."""
        one = evaluate_file(path)
        inside = path.relative_to(self.folder).as_posix()
        self.filed[one.digest] = one
        arrival = Arrival(where or inside, path.name, "" if where else inside, received, one.digest)
        self.lines.append((arrival, Registered(arrival.where, one.digest, unit, status, why or one.refused)))
        return one.digest

    def desk(self, choices: Mapping[str, Choice] | None = None, notes: Mapping[str, str] | None = None) -> Desk:
        """The desk, its memory beside the files."""
        kept = Memory(self.folder / "台账.memory")
        kept.keep((one, "规则") for one in self.filed.values())
        kept.arrived(arrival for arrival, _ in self.lines)
        kept.register(registered for _, registered in self.lines)
        kept.note(notes or {})
        said = choices or {}
        lines = [Line(a, r, said.get(a.digest, Choice(a.digest))) for a, r in self.lines]
        return Desk(
            kept, lines, self.units, 2024, TODAY, SETTINGS, self.suspicions, ("名册第 9 行没有单位名称，没有用。",)
        )


def county(folder: Path) -> Table:
    """Six units: four filed (one late, one of a hostile name by mail), one with a broken file, one without any."""
    table = Table(folder)
    good = made(folder, "收件/清江县总工会.xlsm", UNION, {})
    schools = made(
        folder, "收件/教育局 #1 100%.xlsm", SCHOOLS, {("支出预算", "F10"): Decimal("200"), ("绩效指标", "G19"): 1}
    )
    culture = made(folder, "收件/it's 文化.xlsm", CULTURE, {("支出预算", "F10"): Decimal("300")}, pressed=False)
    hostile = made(folder, "邮件/某局.xlsm", HOSTILE, {})
    old = made(folder, "收件/旧/总工会.xlsm", UNION, {("支出预算", "F10"): Decimal("310")})
    same = folder / "U盘" / "总工会副本.xlsm"
    same.parent.mkdir()
    same.write_bytes(good.read_bytes())
    broken = folder / "收件" / "卫健局.xlsx"
    broken.write_bytes(b"PK\3\4" + b"x" * 50)
    counts, text = memory.COUNTS, "2025-07-{:02d} 09:30:00"
    digests = {
        UNION: table.take(good, UNION, counts, text.format(8)),
        SCHOOLS: table.take(schools, SCHOOLS, counts, text.format(9)),
        CULTURE: table.take(culture, CULTURE, counts, text.format(15)),
        HOSTILE: table.take(hostile, HOSTILE, counts, text.format(7), where="七月.eml › 报送件.zip › 某局.xlsm"),
    }
    table.take(old, UNION, memory.SUPERSEDED, text.format(1), "有更新的文件“收件/清江县总工会.xlsm”。")
    table.take(same, UNION, memory.SAME, text.format(8), "和“收件/清江县总工会.xlsm”内容一样。")
    table.take(broken, HEALTH, memory.UNUSABLE, text.format(6))
    table.lines.append((
        Arrival("七月.eml › 加密.zip", "加密.zip", "", text.format(7), "", "【加密.zip】有密码，取不出里面的文件。"),
        Registered("七月.eml › 加密.zip", "", "", memory.UNUSABLE, "【加密.zip】有密码，取不出里面的文件。"),
    ))  # fmt: skip
    standing = {UNION: FILED, SCHOOLS: FILED, CULTURE: LATE, HOSTILE: FILED, HEALTH: UNUSABLE, GONE: MISSING}
    for n, (unit, word) in enumerate(standing.items(), 2):
        note = "2023 年新设" if unit == GONE else ""
        who = Obliged(unit, "周文", "0756-1234567", "zw@example.com", DUE, "", note, f"《名册》A{n}")
        listed = unit != HOSTILE
        table.units.append(UnitLine(who, word, listed, digests.get(unit, ""), "", DUE))
    sides = (
        Side(SCHOOLS, digests[SCHOOLS], "文字材料", "C11", "工作总结", "新建基层工会12家。"),
        Side(CULTURE, digests[CULTURE], "文字材料", "C11", "工作总结", "新建基层工会12家。"),
    )
    told = "《文字材料》C8 有 96% 的文字相同。"
    far = next(row for row in table.filed[digests[SCHOOLS]].rows["scores"] if row[3] == "项目支出执行率")
    alone = Side(SCHOOLS, digests[SCHOOLS], str(far[-2]), str(far[-1]), "项目支出执行率", "0/5 分")
    table.suspicions = (
        Suspicion(kind_of("K11"), told, sides, Decimal(96), MARK, "字"),
        Suspicion(kind_of("K19"), "“项目支出执行率”得分率离得远。", (alone,), Decimal("7.1"), "K19-教育", "倍"),
    )
    return table
