"""Commands about frameworks and criteria: frameworks, lint, score."""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao.cli.common import DONE, HAS_ERRORS, Stop, echo

if TYPE_CHECKING:
    from jixiao.findings import Finding, Place
    from jixiao.frameworks import Framework, Indicator
    from jixiao.frameworks.importing import Imported


class Named(click.Group):
    """`frameworks NAME` beside the subcommands: any other word is the name of a framework."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand, or one that shows the framework of that name."""
        return super().get_command(ctx, cmd_name) or click.Command(cmd_name, callback=lambda: _show_named(cmd_name))


@click.group(cls=Named, invoke_without_command=True, subcommand_metavar="[NAME | export … | import …]")
@click.pass_context
def frameworks(ctx: click.Context) -> None:
    """列出随软件提供的指标体系；给出 NAME 则列出它的指标、分值和识别结果。"""
    if ctx.invoked_subcommand is None:
        from jixiao.frameworks import load_framework, shipped

        for one in shipped():
            framework = load_framework(one)
            echo(f"{one}　{len(framework.indicators)} 个指标　{framework.title}\n    依据：{framework.basis}")


def _show_named(name: str) -> None:
    from jixiao.frameworks import load_framework

    _show_framework(load_framework(name))


@frameworks.command("export")
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="写到哪个 .toml 文件。")
def export(workbook: Path, output: Path) -> None:
    """把工作簿的《指标体系》连同确认过的计分规则导出成一个县用的文件，各单位用 jixiao new -f 新建。"""
    from jixiao.new_workbooks.framework_file import read_source

    _write(read_source(workbook).framework, output)


@frameworks.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="写到哪个 .toml 文件。")
@click.option(
    "--confirmed",
    type=click.Path(path_type=Path),
    multiple=True,
    help="以前导出的文件或工作簿：评分标准和分值一字不差的，沿用那里确认过的读法。",
)
def import_table(table: Path, output: Path, confirmed: tuple[Path, ...]) -> None:
    """把财政部门的评分表（或工作簿、.toml）变成一个县用的文件，沿用以前确认过的读法。"""
    from jixiao.frameworks.county_file import with_confirmations
    from jixiao.new_workbooks.framework_file import has_errors, read_source, told

    source = read_source(table)
    for line in told(source):
        echo(line, err=True)
    if has_errors(source):
        raise Stop("没有写出文件：导入的评分表有错误，请改好再导入。")
    known = [indicator for file in confirmed for indicator in read_source(file).framework.indicators]
    _write(with_confirmations(source.framework, known), output)


def _write(framework: "Framework", output: Path) -> None:
    from jixiao.files import write_whole
    from jixiao.frameworks.county_file import as_toml

    if output.suffix.lower() != ".toml":
        raise Stop(f"【{output.name}】应以 .toml 结尾。")
    write_whole(output, as_toml(framework).encode())
    chosen = sum(indicator.criterion.chosen is not None for indicator in framework.indicators)
    still = [i.code for i in framework.indicators if str(i.criterion.standing) == "proposed"]
    echo(f"已写到 {output}：{len(framework.indicators)} 个指标，{chosen} 个确认过读法。")
    if still:
        echo(f"还要确认读法的：{'、'.join(still)}。")


def _show_framework(framework: "Framework") -> None:
    from jixiao.cli.screen import table
    from jixiao.frameworks.guide import in_short
    from jixiao.values.rounding import plain

    rows = [(i.code, i.level1, i.level2, i.name, plain(i.weight), in_short(i)) for i in framework.indicators]
    title = f"{framework.name}（合计 {plain(framework.full)} 分）"
    table(title, ("编码", "一级指标", "二级指标", "三级指标", "分值", "识别结果"), rows)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="结果以 JSON 写到标准输出。")
def lint(file: Path, as_json: bool) -> None:
    """检查指标体系：本软件的 .toml、填报工作簿的《指标体系》，或财政部门自己的评分表。

    评分表可以是 .xlsx、.xls、.et、.xlsb、.ods，或 .docx 里的表格，不用改版式。
    """
    from jixiao.evaluation.checks.framework import lint as lint_framework
    from jixiao.findings import Severity, located
    from jixiao.new_workbooks.framework_file import read_source

    source = read_source(file)
    findings = located((*source.findings, *lint_framework(source.framework)), source.places)
    if as_json:
        echo(json.dumps(_lint_data(source, findings), ensure_ascii=False, indent=2))
    else:
        _show_framework(source.framework)
        _show_import(source)
        for finding in findings:
            place = _where(finding.place) if finding.place.sheet else str(finding.key)
            told = f"{finding.wrong}{finding.kind.remedy}"
            echo(f"{finding.kind.severity.label} {finding.kind.code} {place}　{told}")
        echo(f"共 {len(findings)} 条" if findings else "没有发现问题")
    sys.exit(HAS_ERRORS if any(f.kind.severity is Severity.ERROR for f in findings) else DONE)


def _show_import(source: "Imported") -> None:
    """What became of the cells that are no indicator."""
    from jixiao.values.rounding import plain

    if source.total is not None:
        echo(f"表上的合计：{plain(source.total)}")
    for note in source.notes:
        echo(f"说明　{_where(note.place)}　{note.text}")
    for left in source.not_imported:
        echo(f"未导入　{_where(left.place)}　{left.text}　（{left.why}）")


def _where(place: "Place") -> str:
    return f"{place.sheet}!{place.cell}" if place.cell else place.sheet


def _lint_data(source: "Imported", findings: "tuple[Finding, ...]") -> dict[str, Any]:
    from jixiao.evaluation.as_json import finding_data

    return {
        "name": source.framework.name,
        "indicators": [_indicator_data(i, source.places[i.key]) for i in source.framework.indicators],
        "total": None if source.total is None else str(source.total),
        "columns": [
            {"place": _where(c.place), "heading": c.heading, "role": c.role, "level": c.level, "reason": c.reason}
            for c in source.columns
        ],
        "notes": [{"place": _where(note.place), "text": note.text} for note in source.notes],
        "not_imported": [
            {"place": _where(left.place), "text": left.text, "why": left.why} for left in source.not_imported
        ],
        "findings": [finding_data(finding) for finding in findings],
    }


def _indicator_data(indicator: "Indicator", place: "Place") -> dict[str, Any]:
    from jixiao.frameworks.guide import in_short
    from jixiao.frameworks.status import canonical_of, status_of

    plain_fields = ("code", "level1", "level2", "level3", "name")
    return {
        **{field: getattr(indicator, field) for field in plain_fields},
        "weight": str(indicator.weight),
        "criterion": indicator.criterion_text,
        "status": status_of(indicator.criterion),
        "canonical": canonical_of(indicator.criterion),
        "understood": in_short(indicator),
        "value": indicator.value,
        "value_proposed": indicator.proposed_value,
        "definition": indicator.basis,
        "target": indicator.target,
        "kind": indicator.kind,
        "source": _where(place),
        "key": str(indicator.key),
    }


@click.command()
@click.argument("criterion", required=False)
@click.option("--weight", type=str, help="分值。")
@click.option(
    "--value", help="指标值：103.9%、12/10（完成值/目标值）、8/10、2、是,是,否、达到良好 3.3 …；分项的依次用逗号分开。"
)
@click.option("--actual", help="完成值，与 --value 相同，可另给 --target。")
@click.option("--target", help="目标值，如 95%、10。")
@click.option(
    "--file",
    "cases",
    type=click.Path(path_type=Path, dir_okay=False),
    help="许多条一起试：JSON 列表，每条有 criterion、weight，可有 value、target。",
)
@click.option("--json", "as_json", is_flag=True, help="结果以 JSON 写到标准输出。")
def score(
    criterion: str | None,
    weight: str | None,
    value: str | None,
    actual: str | None,
    target: str | None,
    cases: Path | None,
    as_json: bool,
) -> None:
    """评分标准 CRITERION 是怎样识别的；给出 --value 时算得分。只有能自动评分的退出码为 0，待确认、手工为 1。"""
    from jixiao.criteria import Standing
    from jixiao.frameworks.trial import as_data, told, try_criterion

    if cases:
        _score_many(cases)
        return
    if criterion is None or weight is None:
        raise Stop("请写明评分标准和 --weight 分值，或用 --file 给出一个 JSON 文件。")
    trial = try_criterion(criterion, _weight(weight), value or actual or "", target or "")
    echo(json.dumps(as_data(trial), ensure_ascii=False, indent=2) if as_json else "\n".join(told(trial)))
    sys.exit(DONE if trial.standing is Standing.SCORED else HAS_ERRORS)


def _score_many(path: Path) -> None:
    """One result per case, in order, as a JSON list."""
    from jixiao.criteria import Standing
    from jixiao.frameworks.trial import as_data, try_criterion

    try:
        cases = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
        wanted = [_case(case) for case in cases]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Stop(f"【{path.name}】不是评分标准的 JSON 列表（每条要有 criterion、weight）：{error}") from error
    trials = [try_criterion(*each) for each in wanted]
    echo(json.dumps([as_data(trial) for trial in trials], ensure_ascii=False, indent=2))
    sys.exit(DONE if all(trial.standing is Standing.SCORED for trial in trials) else HAS_ERRORS)


def _case(case: dict[str, Any]) -> tuple[str, Decimal, str, str]:
    value = case.get("value", case.get("actual", ""))
    return str(case["criterion"]), _weight(str(case["weight"])), str(value or ""), str(case.get("target") or "")


def _weight(text: str) -> Decimal:
    from jixiao.values.typed import read_number

    weight = read_number(text, "分").value
    if not isinstance(weight, Decimal) or weight <= 0:
        raise Stop(f"分值应为大于 0 的数，现在是“{text}”。")
    return weight


COMMANDS = (frameworks, lint, score)
