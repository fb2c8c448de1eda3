"""Sentences on the unit itself: the notice, offices, staff, the working group, key tasks."""

from collections.abc import Iterable
from decimal import Decimal

from jixiao.documents.report.words import NEW_PARAGRAPH, UNFILLED, day_in_words, ended, narrative, ordinal, paragraphs
from jixiao.evaluation import Evaluation
from jixiao.forms import Row
from jixiao.forms.names import TASKS
from jixiao.snapshot import Record, Snapshot
from jixiao.snapshot.budget_rows import lines
from jixiao.values.rounding import percent, percent_of, plain


def opening(snapshot: Snapshot) -> str:
    """根据《通知》（文号）要求 … 报告如下: the wording of 附件4."""
    title, number = snapshot.text("通知标题"), snapshot.text("通知文号")
    notice = f"《{title}》" if title else "关于开展财政资金绩效自评工作的通知"
    office = snapshot.text("财政部门")
    return (
        f"根据{office}{notice}{f'（{number}）' if number else ''}要求，我单位及时布置自评，成立自评工作小组，明确分工，"
        "落实责任，认真开展自评自查工作，经查阅、核实有关账务及项目等执行情况，填写自评表格并综合分析，形成本评价报告。"
        f"现将{_year(snapshot)}年度{snapshot.unit}整体支出绩效自评情况报告如下："
    )


def _year(snapshot: Snapshot) -> str:
    return "" if snapshot.year is None else str(snapshot.year)


def duties(snapshot: Snapshot) -> str:
    """主要职责, led by the unit's name."""
    text = narrative(snapshot, "主要职责")
    return text if text.startswith(snapshot.unit) and snapshot.unit else f"{snapshot.unit}主要职责：{text}"


def offices(snapshot: Snapshot) -> str:
    """How many offices and units below, with their names."""
    count, below, names = snapshot.number("内设机构数"), snapshot.number("下属单位数"), snapshot.text("内设机构名称")
    listed = f"（{names}）" if names else ""
    first = f"{snapshot.unit}由{_count(count)}个职能部门{listed}组成。"
    if below == 0:
        return f"{first}本部门无下属单位，部门预算为本级预算。"
    return f"{first}纳入本部门预算的下属单位{_count(below)}个。"


def staffing(snapshot: Snapshot, evaluation: Evaluation) -> str:
    """编制, 在职, 雇员, 离退休 and their sum, computed from the parts; a total that was only claimed is not repeated."""
    posts = f"现有编制{_count(snapshot.number('编制数'))}名{_by_type(snapshot, '编制数', '编制', '名')}。"
    day = day_in_words(snapshot.day("人员数据截止日期"))
    in_post, hired, retired = (_count(snapshot.number(i)) for i in ("在职人员数", "雇员人数", "离退休人数"))
    parts = f"在职人员{in_post}人{_by_type(snapshot, '在职人数', '在职', '人')}；雇员{hired}人；离退休人员{retired}人。"
    total = _count(snapshot.number("财供人员合计"))
    whole = f"财供人员合计{total}人（在职{in_post}人＋雇员{hired}人＋离退休{retired}人）。"
    rate = evaluation.facts.get("在职人员控制率")
    control = f"在职人员控制率{percent(rate)}（在职人员数÷编制数）。" if rate is not None else ""
    return f"{posts}{f'截至{day}，' if day else ''}{parts}{whole}{control}"


def _by_type(snapshot: Snapshot, column: str, word: str, unit: str) -> str:
    shown = [_of_type(row, number, word, unit) for row, number in _typed(snapshot, column)]
    return f"，其中{'，'.join(shown)}" if shown else ""


def _typed(snapshot: Snapshot, column: str) -> Iterable[tuple[Row, Decimal]]:
    for row in lines(snapshot, "posts"):
        number = snapshot.number(f"{row.item}{column}")
        if number is not None and (number or not row.optional):
            yield row, number


def _of_type(row: Row, number: Decimal, word: str, unit: str) -> str:
    return f"{row.label}{word}{plain(number)}{unit}"


def _count(number: Decimal | None) -> str:
    return UNFILLED if number is None else plain(number)


def working_group(snapshot: Snapshot) -> str:
    """How many people, who leads, then what was written about the group."""
    lead = snapshot.text("牵头部门")
    count, written = snapshot.number("评价小组人数"), snapshot.text("评价小组情况")
    told = [f"自评小组成员{plain(count)}人"] if count is not None else []
    told += [f"牵头部门为{lead}"] * bool(lead)
    figures = f"{'，'.join(told) or '成立了自评工作小组'}。"
    return figures + paragraphs(written) if written else figures


def tasks(snapshot: Snapshot) -> str:
    """一是…。二是…。: every key task with what was written about it; '' where the year had none."""
    rows = snapshot.tables[TASKS]
    told = (f"{ordinal(n)}是{ended(row.label)}{row.text('完成说明')}" for n, row in enumerate(rows, start=1))
    return NEW_PARAGRAPH.join(paragraphs(text) for text in told)


def tasks_done(snapshot: Snapshot) -> str:
    """How many key tasks are finished, in time and of the quality asked for; the unfinished by name."""
    rows = snapshot.tables[TASKS]
    written = snapshot.text("重点工作完成情况")
    if not rows:
        return paragraphs(written)
    done, in_time, good = (
        _having(rows, *pair) for pair in (("完成情况", "完成"), ("按时完成", "是"), ("质量达标", "是"))
    )
    rate = percent_of(Decimal(done), Decimal(len(rows)))
    shown = "" if rate is None else f"，完成率{percent(rate)}"
    counts = f"年度重点工作{len(rows)}项，完成{done}项{shown}；按时完成{in_time}项，质量达标{good}项。"
    return NEW_PARAGRAPH.join([*([paragraphs(written)] if written else []), counts + _unfinished(rows)])


def _unfinished(rows: tuple[Record, ...]) -> str:
    told = [f"{row.label}（{row.text('完成情况')}）" for row in rows if row.text("完成情况") not in ("", "完成")]
    return f"没有全部完成的有：{'、'.join(told)}。" if told else ""


def _having(rows: tuple[Record, ...], column: str, wanted: str) -> int:
    return sum(row.text(column) == wanted for row in rows)
