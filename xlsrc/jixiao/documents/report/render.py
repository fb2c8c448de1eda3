"""Fill the Word template. An unknown placeholder or broken template syntax is told in Chinese, with the known names."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao import resources
from jixiao.documents.report import chart, package
from jixiao.documents.report.context import CHART, report_context
from jixiao.documents.report.template import NAME
from jixiao.engines import UnusableWorkbook
from jixiao.engines.foreign.word import open_document
from jixiao.evaluation import Evaluation
from jixiao.evaluation.fingerprint import LABEL, fingerprint
from jixiao.files import safe_name
from jixiao.snapshot import Snapshot
from jixiao.values.words import NO, YES

if TYPE_CHECKING:
    from docx.package import Package
    from docxtpl import DocxTemplate
    from jinja2 import Environment

DRAFT = "草稿"
MOST_TITLE = 255  # characters that a core property may hold


class TemplateFault(UnusableWorkbook):
    """The Word template can't be filled; one Chinese line says what is wrong and what to do."""


def template_path() -> Path:
    """The template that is shipped."""
    return resources.templates("report", NAME)


def own_template(folder: Path) -> Path | None:
    """The 报告模板.docx that lies in a folder, to be used instead of the shipped one."""
    path = folder / resources.OWN_TEMPLATE
    return path if path.is_file() else None


def report_name(snapshot: Snapshot) -> str:
    """{年度}_{单位}_部门整体支出绩效自评报告.docx."""
    year = "" if snapshot.year is None else f"{snapshot.year}_"
    return safe_name(f"{year}{snapshot.unit}_{resources.REPORT}") + ".docx"


def make_report(
    snapshot: Snapshot, evaluation: Evaluation, template: Path | None = None, *, draft: bool = False
) -> bytes:
    """The report as .docx; the same inputs give the same bytes. A 草稿 where it is to be one, and while errors remain.

    TemplateFault where the template holds an unknown placeholder or is no Word file; FileNotFoundError where it is gone.
    """
    code = fingerprint(snapshot, evaluation)
    filled = report_context(snapshot, evaluation, code, draft=draft)
    opened = _opened(template or template_path())
    opened.render_init()
    rates = chart.rates_of(evaluation)
    filled[CHART] = _chart(opened, rates) if rates else ""
    _render(opened, filled, (template or template_path()).name)
    _set_properties(opened, snapshot, evaluation, code, draft=draft)
    out = io.BytesIO()
    opened.save(out)
    return package.repacked(out.getvalue())


def _opened(path: Path) -> "DocxTemplate":
    from docxtpl import DocxTemplate

    content = path.read_bytes()
    try:
        open_document(content)
    except UnusableWorkbook as error:
        raise TemplateFault(f"【{path.name}】{error}") from error
    return DocxTemplate(io.BytesIO(content))


def _chart(opened: "DocxTemplate", rates: list[tuple[str, Any]]) -> chart.InlineChart:
    """The chart as a part of the document; what a template shows where it names it."""
    from docx.opc.part import Part

    main = opened.docx.part
    name = main.package.next_partname("/word/charts/chart%d.xml")
    part = Part(name, chart.CONTENT_TYPE, chart.chart_xml(rates), main.package)
    return chart.InlineChart(main.relate_to(part, chart.RELATIONSHIP), len(rates))


def _render(opened: "DocxTemplate", filled: dict[str, Any], name: str) -> None:
    from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        unknown = _named(opened, environment) - set(filled)
        if unknown:
            raise TemplateFault(_unknown(name, sorted(unknown), filled))
        opened.render(filled, environment, autoescape=True)
    except TemplateSyntaxError as error:
        raise TemplateFault(
            f"Word 模板【{name}】里的 {{{{ … }}}} 或 {{% … %}} 写得不完整：{error.message}。请对照原模板改正。"
        ) from error
    except UndefinedError as error:
        raise TemplateFault(
            f"Word 模板【{name}】的表格里有不认识的占位符：{error.message}。请对照原模板改正。"
        ) from error


def _named(opened: "DocxTemplate", environment: "Environment") -> set[str]:
    opened.template_file.seek(0)  # it is read once more
    found: set[str] = opened.get_undeclared_template_variables(environment)
    return found


def _unknown(name: str, unknown: list[str], filled: dict[str, Any]) -> str:
    shown = "、".join(f"{{{{ {one} }}}}" for one in unknown)
    return f"Word 模板【{name}】里有不认识的占位符：{shown}。请在 Word 里改正或删掉；可以用的有：{'、'.join(filled)}。"


def _set_properties(
    opened: "DocxTemplate", snapshot: Snapshot, evaluation: Evaluation, code: str, *, draft: bool
) -> None:
    """Title and unit; the whole fingerprint among the custom properties; no names of persons."""
    core = opened.docx.core_properties
    core.title = f"{snapshot.year or ''}年度{snapshot.unit}{resources.REPORT}"[:MOST_TITLE]
    core.author, core.last_modified_by = snapshot.unit[:MOST_TITLE], ""
    values = {LABEL: code, DRAFT: YES if draft or evaluation.blocked else NO}
    _set_custom(opened.docx.part.package, values)


def _set_custom(whole: "Package", values: dict[str, str]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    parts = [link.target_part for link in whole.rels.values() if link.reltype == package.CUSTOM_RELATIONSHIP]
    content = package.custom_properties(parts[0].blob if parts else None, values)
    made = Part(PackURI(package.CUSTOM_PART), package.CUSTOM_TYPE, content, whole)
    for link in list(whole.rels.values()):
        if link.reltype == package.CUSTOM_RELATIONSHIP:
            del whole.rels[link.rId]
    whole.relate_to(made, package.CUSTOM_RELATIONSHIP)
