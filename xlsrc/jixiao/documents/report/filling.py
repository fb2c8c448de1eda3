"""Fill a Word template with values: pure data in, the .docx out. Every fault of a template is one Chinese line."""

import io
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jixiao.documents.report import chart, package
from jixiao.engines import UnusableWorkbook
from jixiao.engines.foreign.word import open_document

if TYPE_CHECKING:
    from docx.package import Package
    from docxtpl import DocxTemplate
    from jinja2 import Environment

CHART = "执行率图"
MOST_TITLE = 255  # characters that a core property may hold
MOST_SHOWN = 60
FAULTY = "Word 模板【{name}】里{where}算不出来：{why}。请对照原模板改正。"
_EXPRESSION = re.compile(r"\{\{\s*(.+?)\s*\}\}|\{%\s*(?:tr|p|tc|r)?\s*(?:if|elif)\s+(.+?)\s*%\}")
_WHY = {
    "ZeroDivisionError": "除数是 0",
    "SecurityError": "用了不允许的写法",
    "RecursionError": "自己调用自己，没有尽头",
    "MemoryError": "内容太多，内存不够",
    "OverflowError": "数字太大",
    "TypeError": "类型不合（如文字和数字相加）",
}


class TemplateFault(UnusableWorkbook):
    """The Word template can't be filled; one Chinese line says what is wrong and what to do."""


@dataclass(frozen=True)
class Filling:
    """What goes into a template: texts and tables by placeholder, (name, rate) of the chart's bars, document properties."""

    values: dict[str, Any]
    rates: list[tuple[str, Decimal]]
    title: str
    author: str
    properties: dict[str, str]


def fill(template: bytes, name: str, filling: Filling) -> bytes:
    """The report as .docx; the same inputs give the same bytes.

    TemplateFault, and nothing else, where the template is no Word file or holds what can't be filled.
    """
    opened = _opened(template, name)
    opened.render_init()
    values = {**filling.values, CHART: _chart(opened, filling.rates) if filling.rates else ""}
    _render(opened, values, name)
    _set_properties(opened, filling)
    out = io.BytesIO()
    opened.save(out)
    return package.repacked(out.getvalue())


def _opened(template: bytes, name: str) -> "DocxTemplate":
    from docxtpl import DocxTemplate

    try:
        open_document(template)
    except UnusableWorkbook as error:
        raise TemplateFault(f"【{name}】{error}") from error
    return DocxTemplate(io.BytesIO(template))


def _chart(opened: "DocxTemplate", rates: list[tuple[str, Any]]) -> chart.InlineChart:
    """The chart as a part of the document; what a template shows where it names it."""
    from docx.opc.part import Part

    main = opened.docx.part
    name = main.package.next_partname("/word/charts/chart%d.xml")
    part = Part(name, chart.CONTENT_TYPE, chart.chart_xml(rates), main.package)
    return chart.InlineChart(main.relate_to(part, chart.RELATIONSHIP), len(rates))


def _render(opened: "DocxTemplate", values: dict[str, Any], name: str) -> None:
    from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        unknown = _named(opened, environment) - set(values)
        if unknown:
            raise TemplateFault(_unknown(name, sorted(unknown), values))
        opened.render(values, environment, autoescape=True)
    except TemplateSyntaxError as error:
        raise TemplateFault(
            f"Word 模板【{name}】里的 {{{{ … }}}} 或 {{% … %}} 写得不完整：{error.message}。请对照原模板改正。"
        ) from error
    except UndefinedError as error:
        raise TemplateFault(
            f"Word 模板【{name}】的表格里有不认识的占位符：{error.message}。请对照原模板改正。"
        ) from error
    except TemplateFault:
        raise
    except Exception as error:  # what an expression of somebody else's raises is its fault, whatever it is
        kind = type(error).__name__
        where = _where(opened, environment, values, type(error))
        raise TemplateFault(FAULTY.format(name=name, where=where, why=_WHY.get(kind, f"{kind} {error}"))) from error


def _where(opened: "DocxTemplate", environment: "Environment", values: dict[str, Any], kind: type[Exception]) -> str:
    """The expression that fails like that where it stands alone; '有一处' where none does."""
    opened.template_file.seek(0)
    for paragraph in open_document(opened.template_file.read()).element.body.iter("{*}p"):
        text = "".join(run.text or "" for run in paragraph.iter("{*}t"))
        for found in _EXPRESSION.finditer(text):
            try:
                str(environment.compile_expression(found[1] or found[2], undefined_to_none=False)(**values))
            except kind:
                return f"“{found[0][:MOST_SHOWN]}”"
            except Exception:  # another fault, such as a loop's variable that stands alone
                continue
    return "有一处"


def _named(opened: "DocxTemplate", environment: "Environment") -> set[str]:
    opened.template_file.seek(0)  # it is read once more
    found: set[str] = opened.get_undeclared_template_variables(environment)
    return found


def _unknown(name: str, unknown: list[str], filled: dict[str, Any]) -> str:
    shown = "、".join(f"{{{{ {one} }}}}" for one in unknown)
    return f"Word 模板【{name}】里有不认识的占位符：{shown}。请在 Word 里改正或删掉；可以用的有：{'、'.join(filled)}。"


def _set_properties(opened: "DocxTemplate", filling: Filling) -> None:
    """Title and unit; the whole fingerprint among the custom properties; no names of persons."""
    core = opened.docx.core_properties
    core.title = filling.title[:MOST_TITLE]
    core.author, core.last_modified_by = filling.author[:MOST_TITLE], ""
    _set_custom(opened.docx.part.package, filling.properties)


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
