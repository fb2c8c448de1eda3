"""Commands about frameworks and criteria: frameworks, lint, score."""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao.cli.common import DONE, HAS_ERRORS, Stop

if TYPE_CHECKING:
    from jixiao.criteria import Criterion, Outcome
    from jixiao.findings import Finding
    from jixiao.frameworks import Framework


@click.command()
@click.argument("name", required=False)
def frameworks(name: str | None) -> None:
    """列出随软件提供的指标体系；给出 NAME 则列出它的指标、分值和识别结果。"""
    from jixiao.frameworks import load_framework, shipped

    if name is None:
        for one in shipped():
            framework = load_framework(one)
            click.echo(f"{one}　{len(framework.indicators)} 个指标　{framework.title}\n    依据：{framework.basis}")
        return
    _show_framework(load_framework(name))


def _show_framework(framework: "Framework") -> None:
    from jixiao.cli.screen import table
    from jixiao.frameworks.guide import understood_as
    from jixiao.values.rounding import plain

    rows = [(i.code, i.level1, i.level2, i.name, plain(i.weight), understood_as(i)) for i in framework.indicators]
    title = f"{framework.name}（合计 {plain(framework.full)} 分）"
    table(title, ("编码", "一级指标", "二级指标", "三级指标", "分值", "识别结果"), rows)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="结果以 JSON 写到标准输出。")
def lint(file: Path, as_json: bool) -> None:
    """检查指标体系：本软件的 .toml、填报工作簿的《指标体系》，或财政部门自己的评分表 .xlsx。"""
    from jixiao.cli.framework_file import read_source
    from jixiao.evaluation.checks.framework import lint as lint_framework
    from jixiao.findings import Severity, located

    source = read_source(file)
    findings = located(lint_framework(source.framework), source.places)
    if as_json:
        click.echo(json.dumps(_lint_data(source.framework, findings), ensure_ascii=False, indent=2))
    else:
        _show_framework(source.framework)
        for finding in findings:
            place = f"{finding.place.sheet}!{finding.place.cell}" if finding.place.cell else str(finding.key)
            click.echo(
                f"{finding.kind.severity.label} {finding.kind.code} {place}　{finding.wrong}{finding.kind.remedy}"
            )
        click.echo(f"共 {len(findings)} 条" if findings else "没有发现问题")
    sys.exit(HAS_ERRORS if any(f.kind.severity is Severity.ERROR for f in findings) else DONE)


def _lint_data(framework: "Framework", findings: "tuple[Finding, ...]") -> dict[str, Any]:
    from jixiao.evaluation.as_json import finding_data
    from jixiao.frameworks.guide import understood_as

    rows = [
        {"code": i.code, "name": i.name, "weight": str(i.weight), "understood": understood_as(i), "key": str(i.key)}
        for i in framework.indicators
    ]
    return {"name": framework.name, "indicators": rows, "findings": [finding_data(finding) for finding in findings]}


@click.command()
@click.argument("criterion")
@click.option("--weight", required=True, type=str, help="分值。")
@click.option("--value", help="指标值：103.9%、12/10（完成值/目标值）、8/10、2、是,是,否、达到良好 3.3 …")
@click.option("--json", "as_json", is_flag=True, help="结果以 JSON 写到标准输出。")
def score(criterion: str, weight: str, value: str | None, as_json: bool) -> None:
    """评分标准 CRITERION 是怎样识别的；给出 --value 时算得分。识别为手工的，退出码为 1。"""
    from jixiao.criteria import Manual
    from jixiao.frameworks.trial import told, try_criterion

    try:
        read, outcome = try_criterion(criterion, _weight(weight), value or "")
    except ValueError as error:
        raise Stop(str(error)) from error
    if as_json:
        click.echo(json.dumps(_score_data(read, outcome), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(told(read, outcome)))
    sys.exit(HAS_ERRORS if isinstance(read.rule, Manual) else DONE)


def _weight(text: str) -> Decimal:
    from jixiao.values.typed import read_number

    weight = read_number(text, "分").value
    if not isinstance(weight, Decimal) or weight <= 0:
        raise Stop(f"分值应为大于 0 的数，现在是“{text}”。")
    return weight


def _score_data(criterion: "Criterion", outcome: "Outcome | None") -> dict[str, Any]:
    data: dict[str, Any] = {
        "shape": criterion.shape,
        "canonical": criterion.canonical,
        "not_understood": list(criterion.not_understood),
        "problem": criterion.problem,
    }
    if outcome is not None:
        data |= {
            "points": None if outcome.points is None else str(outcome.points),
            "status": str(outcome.status),
            "deduction_reason": outcome.deduction_reason,
            "process": outcome.process,
            "messages": list(outcome.messages),
        }
    return data


COMMANDS = (frameworks, lint, score)
