"""An Evaluation on a terminal: findings, rates, scores, the total."""

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from jixiao.evaluation import Evaluation
from jixiao.findings import Severity
from jixiao.forms.names import SCORES
from jixiao.press.score_sheet import INCOMPLETE
from jixiao.values.rounding import money, percent, plain
from jixiao.values.shown import printable
from jixiao.values.words import NOT_APPLICABLE

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
WIDE = 140


def console() -> Console:
    """A terminal as it is; a pipe 140 columns wide, without colours."""
    on_screen = Console(highlight=False)
    return on_screen if on_screen.is_terminal else Console(highlight=False, width=WIDE)


def table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a plain table of texts."""
    drawn = Table(title=title, title_justify="left")
    for heading in headings:
        drawn.add_column(heading, overflow="fold", justify="right" if heading == "分值" else "left")
    for row in rows:
        drawn.add_row(*map(_plain_markup, row))
    console().print(drawn)


def show(evaluation: Evaluation) -> None:
    """Print it."""
    out = console()
    out.print(
        f"[bold]{_plain_markup(evaluation.unit) or '（未填单位名称）'}[/bold]　评价年度 {evaluation.year or '（未填）'}\n"
    )
    out.print(_findings(evaluation))
    out.print(_rates(evaluation))
    out.print(_scores(evaluation))
    if evaluation.projects:
        out.print(_projects(evaluation))
    out.print(f"[bold]{_total(evaluation)}[/bold]")


def _findings(evaluation: Evaluation) -> Table | str:
    if not evaluation.findings:
        return "校验：没有发现问题\n"
    counts = "，".join(f"{severity.label} {evaluation.count(severity)} 条" for severity in Severity)
    table = Table(title=f"校验结果：{counts}", title_justify="left", expand=False)
    for heading in ("级别", "编号", "工作表", "单元格", "问题和处理"):
        table.add_column(heading, no_wrap=heading != "问题和处理", overflow="fold")
    for finding in evaluation.findings:
        severity = finding.kind.severity
        label = "已说明" if finding.is_answered else f"[{COLOURS[severity]}]{severity.label}[/]"
        text = f"{finding.wrong}{finding.kind.remedy}"
        table.add_row(label, finding.kind.code, finding.place.sheet, finding.place.cell, _plain_markup(text))
    return table


def _plain_markup(text: str) -> str:
    """What people typed may hold square brackets; rich must not read them."""
    return printable(text).replace("[", "\\[")


def _rates(evaluation: Evaluation) -> Table:
    table = Table(title="预算执行（万元）", title_justify="left")
    for heading in ("", "项目", "调整后预算数", "全年执行数", "执行率", "占比"):
        table.add_column(heading, justify="left" if heading in ("", "项目") else "right")
    for rate in evaluation.rates:
        amounts = [_or_blank(rate.budget), _or_blank(rate.executed)]
        shares = [_or_not_applicable(rate.rate), _or_not_applicable(rate.share)]
        table.add_row(rate.group, rate.name, *amounts, *shares, end_section=rate.is_total)
    return table


def _or_blank(amount: Decimal | None) -> str:
    return "" if amount is None else money(amount)


def _or_not_applicable(rate: Decimal | None) -> str:
    return NOT_APPLICABLE if rate is None else percent(rate)


def _scores(evaluation: Evaluation) -> Table:
    table = Table(title=SCORES, title_justify="left")
    for heading in ("编码", "三级指标", "分值", "得分", "扣分原因 / 计算过程"):
        table.add_column(heading, justify="right" if heading in ("分值", "得分") else "left", overflow="fold")
    for line in evaluation.lines:
        points = "—" if line.points is None else plain(line.points)
        text = _plain_markup(line.reason or line.process)
        table.add_row(line.indicator.code, line.indicator.name, plain(line.indicator.weight), points, text)
    return table


def _projects(evaluation: Evaluation) -> Table:
    table = Table(title="项目支出绩效自评", title_justify="left")
    for heading in ("工作表", "项目", "执行率", "总分", "等次"):
        table.add_column(heading, justify="right" if heading in ("执行率", "总分") else "left", overflow="fold")
    for one in evaluation.projects:
        total = INCOMPLETE if one.total is None else str(one.total)
        table.add_row(
            one.project.sheet, _plain_markup(one.project.name), _or_not_applicable(one.rate), total, one.grade
        )
    return table


def _total(evaluation: Evaluation) -> str:
    if not evaluation.complete:
        return "自评总分：还有指标没有得分，未评出总分和等次"
    return f"自评总分：{evaluation.total} 分　等次：{evaluation.grade}"
