"""Sentences and tables on the budget and its execution; 0/0 is 不适用 (财预〔2020〕10号), never 100 %."""

from decimal import Decimal
from typing import Any

from jixiao.documents.report.words import NEW_PARAGRAPH, NOTHING, amount_cell, paragraphs, percent_cell
from jixiao.evaluation import Evaluation
from jixiao.evaluation.scoring.model import Rate
from jixiao.forms import Row
from jixiao.forms.names import PROJECTS
from jixiao.snapshot import Snapshot
from jixiao.snapshot.budget_rows import lines, total
from jixiao.values.rounding import money, percent, percent_of, plain
from jixiao.values.words import NOT_APPLICABLE

SECTIONS = {"收入": "income", "支出": "expenditure"}
FULL = Decimal(100)


def spending(snapshot: Snapshot, evaluation: Evaluation) -> str:
    """支出预算 and its shares by use: 2024年支出预算655.36万元，按用途分：…"""
    whole = _line(evaluation, "支出", None)
    if whole.budget is None:
        return f"{snapshot.year or ''}年支出预算没有填写。"
    uses = [
        f"{line.name}{money(line.budget)}万元，占{percent_cell(line.share)}"
        for line in evaluation.rates
        if line.group == "支出" and not line.is_total and line.budget
    ]
    head = f"{snapshot.year or ''}年支出预算{money(whole.budget)}万元{_adjusted(snapshot, '支出合计')}"
    return (f"{head}，按用途分：{'；'.join(uses)}。" if uses else f"{head}。") + _adjustments(snapshot)


def _adjusted(snapshot: Snapshot, item: str) -> str:
    initial, adjustment = snapshot.number(f"{item}年初预算数"), snapshot.number(f"{item}预算调整数")
    if initial is None or not adjustment:
        return ""
    word = "调增" if adjustment > 0 else "调减"
    return f"（年初预算{money(initial)}万元，年中{word}{money(abs(adjustment))}万元）"


def _adjustments(snapshot: Snapshot) -> str:
    """Which uses were adjusted, and why."""
    told = []
    for row in lines(snapshot, SECTIONS["支出"]):
        adjustment, reason = snapshot.number(f"{row.item}预算调整数"), snapshot.text(f"{row.item}说明").rstrip("。；")
        if adjustment:
            word = "调增" if adjustment > 0 else "调减"
            told.append(f"{row.label}{word}{money(abs(adjustment))}万元{f'，原因：{reason}' if reason else ''}")
    return f"预算调整情况：{'；'.join(told)}。" if told else ""


def execution(snapshot: Snapshot, evaluation: Evaluation, group: str) -> str:
    """2024年收入预算执行完成…%，其中：…: lines that have figures or a claimed rate; the reason of an unusual rate."""
    whole = _line(evaluation, group, None)
    head = f"{snapshot.year or ''}年{group}预算执行{_completed(whole)}"
    figures = ""
    if whole.budget is not None and whole.executed is not None:
        figures = f"（{group}预算{money(whole.budget)}万元，全年执行{money(whole.executed)}万元）"
    rows = [row for row in lines(snapshot, SECTIONS[group]) if _is_told(snapshot, row)]
    parts = [_part(snapshot, row, _line(evaluation, group, row.label)) for row in rows]
    by = "按用途分：" if group == "支出" else "其中："
    return f"{head}{figures}{f'，{by}' + '；'.join(parts) if parts else ''}。{_reason(snapshot, total(snapshot, SECTIONS[group]), whole)}"


def _line(evaluation: Evaluation, group: str, name: str | None) -> Rate:
    """A line of a group by name; its total where name is None."""
    return next(
        line
        for line in evaluation.rates
        if line.group == group and (line.is_total if name is None else line.name == name)
    )


def _is_told(snapshot: Snapshot, row: Row) -> bool:
    """Whether anything stands in the row: money, or a rate that was claimed without it."""
    amounts = [snapshot.number(f"{row.item}{column}") for column in ("调整后预算数", "全年执行数")]
    return any(amounts) or snapshot.number(f"{row.item}填报执行率") is not None


def _completed(line: Rate) -> str:
    if line.rate is not None:
        return f"完成{percent(line.rate)}"
    return "数没有填写" if line.budget else f"率{NOT_APPLICABLE}（没有预算数）"


def _part(snapshot: Snapshot, row: Row, line: Rate) -> str:
    reason = _reason(snapshot, row, line).rstrip("。；")
    name = row.label if row.label.endswith("预算") else f"{row.label}预算"
    return f"{name}执行{_completed(line)}{f'，{reason}' if reason else ''}"


def _reason(snapshot: Snapshot, row: Row, line: Rate) -> str:
    """What was written about a rate below the line or above 100 %."""
    text = snapshot.text(f"{row.item}说明")
    if line.rate is None or not text or snapshot.setting("执行率下限") <= line.rate <= FULL:
        return ""
    return f"原因：{text.rstrip('。')}。"


def other_execution(snapshot: Snapshot) -> str:
    """三公经费, 公用经费, 政府采购, 结转结余: a sentence each where its figures were filled."""
    told = [
        _spent(snapshot, "“三公”经费", "三公本年预算数", "三公本年决算数"),
        _spent(snapshot, "公用经费", "公用经费预算安排数", "公用经费实际支出数"),
        _spent(snapshot, "政府采购", "政府采购预算安排数", "政府采购实际支出数"),
        _left(snapshot),
    ]
    return "".join(text for text in told if text)


def _spent(snapshot: Snapshot, what: str, budget_item: str, spent_item: str) -> str:
    budget, spent = snapshot.number(budget_item), snapshot.number(spent_item)
    if budget is None or spent is None:
        return ""
    return f"{what}本年预算{money(budget)}万元，实际支出{money(spent)}万元。"


def _left(snapshot: Snapshot) -> str:
    left = snapshot.number("年末结转结余")
    return "" if left is None else f"年末结转结余{money(left)}万元。"


def budget_rows(snapshot: Snapshot) -> list[dict[str, str]]:
    """表1: every use with its initial budget, adjustment, adjusted budget and share."""
    return [_budget_row(snapshot, row) for row in lines(snapshot, SECTIONS["支出"])]


def budget_total(snapshot: Snapshot) -> dict[str, str]:
    """The closing row of 表1."""
    return _budget_row(snapshot, total(snapshot, SECTIONS["支出"]))


def _budget_row(snapshot: Snapshot, row: Row) -> dict[str, str]:
    amounts = {c: amount_cell(snapshot.number(f"{row.item}{c}")) for c in ("年初预算数", "预算调整数", "调整后预算数")}
    return {"项目": row.label, **amounts, "占比": percent_cell(snapshot.number(f"{row.item}占比"))}


def execution_groups(evaluation: Evaluation) -> list[dict[str, Any]]:
    """表3: sources and uses, each group closed by its total."""
    return [
        {
            "明细": [_rate_row(r) for r in evaluation.rates if r.group == group and not r.is_total],
            "合计": _rate_row(_line(evaluation, group, None)),
        }
        for group in SECTIONS
    ]


def _rate_row(line: Rate) -> dict[str, str]:
    amounts = {"预算": amount_cell(line.budget), "执行": amount_cell(line.executed)}
    return {"项目": line.name, **amounts, "执行率": percent_cell(line.rate)}


def projects_told(snapshot: Snapshot) -> str:
    """What was written about key projects, then their number and sums."""
    rows = snapshot.tables[PROJECTS]
    written = snapshot.text("重点项目绩效情况")
    if not rows:
        return paragraphs(written or NOTHING)
    sums = project_total(snapshot)
    figures = f"《重点项目》表列{len(rows)}个项目，调整后预算合计{sums['预算']}万元，全年执行合计{sums['执行']}万元，执行率{sums['执行率']}。"
    return NEW_PARAGRAPH.join([*([paragraphs(written)] if written else []), figures])


def project_rows(snapshot: Snapshot, evaluation: Evaluation) -> list[dict[str, str]]:
    """表4: one row per key project; the score of its own sheet comes before a typed one."""
    return [
        {
            "名称": record.label,
            "预算": amount_cell(record.number("调整后预算数")),
            "执行": amount_cell(record.number("全年执行数")),
            "执行率": percent_cell(record.number("执行率")),
            "得分": _score(evaluation.sheet_scores.get(record.key), record.number("项目自评得分")),
        }
        for record in snapshot.tables[PROJECTS]
    ]


def _score(of_sheet: Decimal | None, typed: Decimal | None) -> str:
    score = typed if of_sheet is None else of_sheet
    return "—" if score is None else plain(score)


def project_total(snapshot: Snapshot) -> dict[str, str]:
    """The closing row of 表4."""
    budget, executed = (_sum(snapshot, column) for column in ("调整后预算数", "全年执行数"))
    rate = percent_of(executed, budget) if budget is not None and executed is not None else None
    return {"预算": amount_cell(budget), "执行": amount_cell(executed), "执行率": percent_cell(rate)}


def _sum(snapshot: Snapshot, column: str) -> Decimal | None:
    known = [number for record in snapshot.tables[PROJECTS] if (number := record.number(column)) is not None]
    return sum(known, Decimal(0)) if known else None
