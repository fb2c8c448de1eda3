"""What every cell asks, as rows: the sheet 填报说明 draws them, the manual prints them. Both come from templates/forms."""

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.forms import CellSpec, Form, Section, load_forms
from jixiao.forms.project_sheet import SHEET_NAME, load_project_form

COLUMNS = ("项目", "填什么", "单位", "必填", "从哪来", "找谁", "可以填")
REQUIRED, AUTOMATIC = "必填", "自动"
Row = tuple[str, ...]


@dataclass(frozen=True)
class GuideSection:
    """A section of a form: its title, a remark ('' for none), and a row of COLUMNS per cell or column."""

    title: str
    remark: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class GuideForm:
    """An entry sheet: what its tab is called, its guiding line, its sections."""

    sheet: str
    note: str
    sections: tuple[GuideSection, ...]


def guide_forms() -> Iterator[GuideForm]:
    """Every entry sheet in the order of the workbook, then the project sheet."""
    for form in load_forms().forms:
        yield _form(form.sheet, form)
    yield _form(f"{SHEET_NAME.format('1')}、{SHEET_NAME.format('2')}…", load_project_form())


def _form(sheet: str, form: Form) -> GuideForm:
    return GuideForm(sheet, form.note, tuple(map(_section, form.sections)))


def _section(section: Section) -> GuideSection:
    specs = {"fields": section.fields, "grid": section.columns, "list": (section.row_spec, *section.columns)}
    names = "、".join(row.label for row in section.rows)
    remark = f"每行一项：{names}。" if names else ""
    rows = tuple(_row(spec, section.unit) for spec in specs[section.kind])
    return GuideSection(section.title, remark, rows)


def _row(spec: CellSpec, unit: str) -> Row:
    needed = (REQUIRED if spec.required else "") if spec.is_entry else AUTOMATIC
    allowed = spec.allowed if spec.is_entry else ""
    return spec.label, spec.prompt, spec.unit, needed, spec.source, spec.who, allowed
