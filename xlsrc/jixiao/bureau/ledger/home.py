"""首页: the counts, what to do next, where it came from, and that every file is accounted for."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jixiao.bureau.desk import FILED, LATE, MISSING, UNUSABLE
from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.accounting import Account, account
from jixiao.bureau.ledger.plan import Cell, Column, LedgerSheet, Linked, Target
from jixiao.bureau.ledger.view import View, mean, rounded
from jixiao.filing import memory
from jixiao.findings import Severity
from jixiao.frameworks.model import GRADES
from jixiao.values.rounding import percent_of

COLUMNS = (Column("项目", 22), Column("数", 13, "figure"), Column("说明", 92))
Row = tuple[Cell, Cell, Cell]
SOURCES = 8  # that are listed one by one
ARROW = " › "  # between a container and what was in it


def home_sheet(view: View) -> LedgerSheet:
    """The first sheet: one list of figures with what they mean, in sections."""
    counts = account(view.desk)
    year = f"{view.desk.year} 年度" if view.desk.year else "年度未定"
    return LedgerSheet(
        names.HOME,
        "部门整体支出绩效自评台账",
        f"{year}。截至 {view.desk.today.isoformat()}。黄色的列由人填，其余每次重新收集都会重写。",
        COLUMNS,
        [*_units(counts), *_files(view, counts), *_results(view), *_next(view, counts), *_origin(view), *_told(view)],
        "没有内容。",
    )


def _section(title: str) -> Row:
    return title, None, None


def _to(name: str, label: str) -> Linked:
    return Linked(label, Target("", name))


def _units(counts: Account) -> Iterator[Row]:
    units = counts.units
    yield _section("一、单位")
    yield "应报", counts.obliged, f"名册上的单位。{counts.units_add_up}"
    filed = _of(units[FILED] + units[LATE], counts.obliged, "应报")
    yield FILED, units[FILED], "有可以用的文件，按时报来。" + (f"加上逾期的，{filed}" if filed else "")
    yield LATE, units[LATE], "有可以用的文件，过了截止日期才报来。"
    yield _to(names.MISSING, MISSING), units[MISSING], "没有收到文件。"
    yield _to(names.MISSING, UNUSABLE), units[UNUSABLE], "收到的文件没有一个可以用。"
    yield "不在名册上", counts.others, "报来了，但名册上没有这个单位：是名册漏了，还是单位名称写得不同。"


def _of(count: int, whole: int, what: str) -> str:
    """占…的 90.20%; '' of nothing."""
    share = percent_of(Decimal(count), Decimal(whole))
    return "" if share is None else f"占{what}的 {share}%。"


def _files(view: View, counts: Account) -> Iterator[Row]:
    files = counts.files
    read, refused = _read(view)
    yield _section("二、文件")
    yield _to(names.REGISTER, "收到文件"), counts.found, f"每个文件都有去处：{counts.files_add_up}"
    yield memory.COUNTS, files[memory.COUNTS], "一个单位一个，台账里的数都取自它。"
    yield memory.SAME, files[memory.SAME], "内容和另一个文件完全一样。"
    yield memory.SUPERSEDED, files[memory.SUPERSEDED], "同一单位有更新的、或人选用了另一个。"
    yield memory.UNUSABLE, files[memory.UNUSABLE], "打不开、不是自评工作簿、年度不对等，《登记》的原因列里写明。"
    yield memory.ATTACHED, files[memory.ATTACHED], "报告、图片等，不是工作簿，没有读；和工作簿一起放着。"
    yield "读出的", read, "内容互不相同的文件里，程序读出并重算了的。"
    yield "读不出的", refused, "内容互不相同的文件里，程序读不出的；连内容都取不到的每个算一个。"


def _read(view: View) -> tuple[int, int]:
    """Different contents that were evaluated; those that were not, and arrivals without content."""
    arrivals = [line.arrival for line in view.desk.lines if not line.arrival.sort]
    digests = {arrival.digest for arrival in arrivals}
    blank = sum(not arrival.digest for arrival in arrivals)
    read = sum(digest in view.every_file.index for digest in digests)
    return read, len(digests - {""}) - read + blank


def _results(view: View) -> Iterator[Row]:
    totals = view.filings["total"]
    known = totals.dropna()
    yield _section("三、重算的结果")
    yield (
        _to(names.TOTALS, "平均总分"),
        mean(totals),
        f"{len(known)} 个单位评完了，{len(totals) - len(known)} 个没有评完。只算采用的文件，按填报内容重算。",
    )
    if len(known):
        median = rounded(known.astype(float).median())
        yield "总分中位数", median, f"最高 {known.max()}，最低 {known.min()}。"
    for grade in GRADES:
        count = int((view.filings["grade"] == grade).sum())
        yield f"等次：{grade}", count, _of(count, len(known), "评完的单位")
    for severity in Severity:
        found = view.findings[view.findings["severity"] == severity.label]
        told = f"{found['digest'].nunique()} 个单位有。" + (
            "逐条见《问题明细》。" if severity is Severity.ERROR else ""
        )
        yield _to(names.PROBLEMS, severity.label), len(found), told
    yield (
        _to(names.DIFFERENCES, "显示与重算的差异"),
        len(view.frame("differences")),
        "处。文件里显示的和按填报内容重算的不同。",
    )
    yield _to(names.SUSPICIONS, "跨单位疑点"), len(view.desk.suspicions), "条。几个单位放在一起才看得出。"


def _next(view: View, counts: Account) -> Iterator[Row]:
    yield _section("四、接下来做什么")
    steps = list(_steps(view, counts))
    yield from steps or [("都齐了", None, "没有要催报、要退回、要核实的。")]


def _steps(view: View, counts: Account) -> Iterator[Row]:
    waiting = counts.units[MISSING] + counts.units[UNUSABLE]
    if waiting:
        yield (
            _to(names.MISSING, "催报"),
            waiting,
            "个单位。打印《缺报名单》，按上面的电话催；报来的文件放进同一个文件夹，再收集一次。",
        )
    if counts.files[memory.UNUSABLE]:
        yield _to(names.REGISTER, "退回"), counts.files[memory.UNUSABLE], "个文件不能用。《登记》的原因列写明了怎么办。"
    if counts.others:
        yield (
            _to(names.ROSTER, "核对名册"),
            counts.others,
            "个单位不在名册上。名册漏了的补进《名册》，名称写错的请单位改。",
        )
    wrong = view.findings[view.findings["severity"] == Severity.ERROR.label]["digest"].nunique()
    if wrong:
        yield _to(names.FINDINGS, "请单位改正"), wrong, "个单位还有错误，逐条见《问题明细》，按级别筛选“错误”。"
    unverified = sum(not view.notes.get(one.mark) for one in view.desk.suspicions)
    if unverified:
        yield _to(names.SUSPICIONS, "核实疑点"), unverified, "条疑点还没有写核实情况。逐条核实，写在黄色列里。"


def _origin(view: View) -> Iterator[Row]:
    yield _section("五、来自哪里")
    sources = Counter(_source(line.arrival.where) for line in view.desk.lines)
    by_count = sorted(sources.items(), key=lambda one: (-one[1], one[0]))
    for source, count in by_count[:SOURCES]:
        yield source, count, "个文件。"
    if len(by_count) > SOURCES:
        rest = by_count[SOURCES:]
        yield "其他", sum(count for _, count in rest), f"个文件，来自另外 {len(rest)} 处，见《登记》的来源列。"
    if not sources:
        yield "没有收到文件", 0, None


def _source(where: str) -> str:
    """The mail or archive a file was in, or its folder."""
    container, arrow, _ = where.partition(ARROW)
    folder, slash, _ = container.replace("\\", "/").rpartition("/")
    return container if arrow else folder if slash else "收件文件夹"


def _told(view: View) -> Iterator[Row]:
    if view.desk.told:
        yield _section("六、另外")
        yield from (("提醒", None, line) for line in view.desk.told)
