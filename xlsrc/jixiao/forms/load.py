"""Load templates/forms strictly: an unknown key, a doubled item or a wrong reference is refused with its place."""

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jixiao import resources
from jixiao.forms import names
from jixiao.forms.spec import ABOVE, ANSWERS, SOME, CellSpec, Computation, Form, Forms, Row, Section
from jixiao.values.rounding import plain

TYPES = frozenset({"text", "long_text", "year", "date", "integer", "amount", "percent", "choice", "pick", "answer"})
VERSION = "2026.6"
_ITEM = re.compile(r"\{(.+?)\}")
_UNITS = {"amount": "万元", "percent": "%"}
_CELL_KEYS = frozenset(
    "label type unit required choices min max default negative prompt source who lines total shown names unless phrases usual blank".split()
)
_WHO = frozenset("财务 人事 办公室 业务部门 评价小组 填报人 财政局".split())
_COMPUTATIONS = frozenset({"sum", "ratio", "share"})
_SECTION_KEYS = frozenset(
    "id title kind item row_header row_prompt row_source row_who row_shown row_from carried_rows"
    " unit rows column field blank_rows total end hints unless required_rows".split()
)
_ROW_KEYS = frozenset({"label", "item", "sum", "control", "optional", "unless"})


class FormError(ValueError):
    """A form file is wrong; the message names file and node."""


@cache
def load_forms() -> Forms:
    """All forms of templates/forms in the order of their file names. FormError where one is wrong."""
    forms = Forms(tuple(load_form(path) for path in _files()), VERSION)
    check_items(forms)
    check_names(forms)
    return forms


def load_form(path: Path) -> Form:
    """One form file. FormError names file and node."""
    data = _data(path)
    _only(data, {"sheet", "note", "widths", "frozen", "optional", "section"}, path.name)
    sections = tuple(_section(node, f"{path.name}: section {node.get('id')}") for node in data["section"])
    frozen, optional = data.get("frozen", 1), data.get("optional", False)
    return Form(data["sheet"], data["note"], tuple(data["widths"]), sections, frozen, optional)


def usual(item: str) -> Decimal:
    """The default of a threshold: 执行率下限 → 90. They stand in the forms and nowhere else. KeyError where none has it."""
    return _thresholds()[item]


@cache
def _thresholds() -> dict[str, Decimal]:
    fields = (node for path in _files() for section in _data(path)["section"] for node in section.get("field", ()))
    return {node.get("item", node["label"]): Decimal(str(node["default"])) for node in fields if "default" in node}


def _files() -> list[Path]:
    return sorted(resources.templates("forms").glob("*.toml"))


@cache
def _data(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormError(f"{path.name}: {error}") from error


def check_items(forms: Forms) -> None:
    """Every data item has one definition; every operand and every item to carry from exists. FormError otherwise."""
    seen: dict[str, CellSpec] = {}
    for item, spec in forms.items():
        if item in seen:
            raise FormError(f"data item {item} is defined twice")
        seen[item] = spec
    for item, spec in forms.items():
        for operand in spec.computed.operands if spec.computed else ():
            if operand not in seen:
                raise FormError(f"data item {item}: unknown operand {operand}")
        for source in spec.carried_from:
            if source not in seen:
                raise FormError(f"data item {item}: nothing to carry from {source}")
        if spec.unless and seen.get(spec.unless, spec).choices != ANSWERS:
            raise FormError(f"data item {item}: no question {spec.unless} that is answered {ANSWERS}")


def check_names(forms: Forms) -> None:
    """The sheets are those of forms.names, and so are the lists that have a sheet of their own. FormError otherwise."""
    sheets = tuple(form.sheet for form in forms.forms)
    if sheets != names.ENTRY_SHEETS:
        raise FormError(f"the sheets are {sheets}, forms.names says {names.ENTRY_SHEETS}")
    lists = {section.item: form.sheet for form, section in forms.sections() if section.kind == "list"}
    if wrong := [name for name in names.TABLES if lists.get(name) != name]:
        raise FormError(f"no lists on sheets of their own: {wrong}")


def _section(node: dict[str, Any], where: str) -> Section:
    _only(node, _SECTION_KEYS, where)
    unit = node.get("unit", "")
    fields, among = node.get("field", []), {"unless": node["unless"]} if "unless" in node else {}
    _check_columns(node, where)
    section = Section(
        id=node["id"],
        title=node["title"],
        kind=_one_of(node["kind"], ("fields", "grid", "list"), where),
        item=node.get("item", ""),
        row_header=node.get("row_header", "项目"),
        row_prompt=node.get("row_prompt", ""),
        row_source=node.get("row_source", ""),
        row_who=node.get("row_who", ""),
        row_shown=node.get("row_shown", False),
        row_from=node.get("row_from", ""),
        carried_rows=_one_of(node.get("carried_rows", ""), ("", "names", "whole"), where),
        unit=unit,
        rows=tuple(_row(row, where) for row in node.get("rows", [])),
        columns=tuple(_cell(among | column, unit, where) for column in node.get("column", [])),
        fields=tuple(_cell(among | {k: v for k, v in f.items() if k != "item"}, "", where) for f in fields),
        items=tuple(f.get("item", f.get("label", "")) for f in fields),
        blank_rows=node.get("blank_rows", 0),
        total=node.get("total", ""),
        end=node.get("end", ""),
        hints=_one_of(node.get("hints", ""), ("", ABOVE), where),
        unless=node.get("unless", ""),
        required_rows=_one_of(node.get("required_rows", ""), ("", SOME), where),
    )
    if section.kind == "list":
        _check_told(section.row_spec, f"{where}, {section.row_header}")
    return section


def _check_columns(node: dict[str, Any], where: str) -> None:
    labels = {column.get("label") for column in node.get("column", [])}
    unknown = sorted({label for c in node.get("column", []) for label in c.get("carried_from", ())} - labels)
    if unknown:
        raise FormError(f"{where}: nothing to carry from {unknown}")
    if node["kind"] == "list" and any("carried_from" in column for column in node.get("column", [])):
        raise FormError(f"{where}: of a list, only rows are carried (carried_rows)")


def _check_told(spec: CellSpec, where: str) -> None:
    """A clerk can ask of every cell what it is, and of every one to be typed where it stands and who knows it."""
    untold = not spec.prompt or (spec.is_entry and not (spec.source and spec.who))
    if untold or not set(spec.who.split("、")) - {""} <= _WHO:
        raise FormError(f"{where}: needs prompt, source and who of {sorted(_WHO)}")


def _row(node: dict[str, Any], where: str) -> Row:
    _only(node, _ROW_KEYS, f"{where}, row {node.get('label')}")
    item = node.get("item", node["label"])
    parts, control = tuple(node.get("sum", ())), node.get("control", "")
    return Row(node["label"], item, parts, control, node.get("optional", False), node.get("unless", ""))


def _cell(node: dict[str, Any], unit: str, where: str) -> CellSpec:
    where = f"{where}, {node.get('label')}"
    _only(node, _CELL_KEYS | _COMPUTATIONS | {"carried_from"}, where)
    kind = _one_of(node["type"], tuple(TYPES), where)
    known = {
        key: node[key]
        for key in _CELL_KEYS & set(node)
        if key not in ("min", "max", "default", "choices", "unit", "phrases")
    }
    spec = CellSpec(
        **{**known, "prompt": _prompt(node.get("prompt", ""), where)},
        unit=node.get("unit", "" if kind in ("text", "choice", "pick", "answer") else _UNITS.get(kind, unit)),
        choices=tuple(node.get("choices", ())),
        phrases=tuple(node.get("phrases", ())),
        min=Decimal(str(node["min"])) if "min" in node else None,
        max=Decimal(str(node["max"])) if "max" in node else None,
        default=Decimal(str(node["default"])) if "default" in node else None,
        computed=_computation(node, where),
        carried_from=tuple(node.get("carried_from", ())),
    )
    _check_told(spec, where)
    return spec


def _prompt(text: str, where: str) -> str:
    """A prompt names a threshold by its item: 低于 {执行率下限}% 须写原因."""
    unknown = sorted({item for item in _ITEM.findall(text) if item not in _thresholds()})
    if unknown:
        raise FormError(f"{where}: no threshold {unknown}")
    return _ITEM.sub(lambda found: plain(usual(found[1])), text)


def _computation(node: dict[str, Any], where: str) -> Computation | None:
    found = [key for key in sorted(_COMPUTATIONS) if key in node]
    if len(found) > 1:
        raise FormError(f"{where}: more than one computation: {found}")
    if not found:
        return None
    operands = node[found[0]]
    return Computation(found[0], (operands,) if isinstance(operands, str) else tuple(operands))


def _only(node: dict[str, Any], allowed: frozenset[str] | set[str], where: str) -> None:
    unknown = sorted(set(node) - allowed)
    if unknown:
        raise FormError(f"{where}: unknown keys {unknown}")


def _one_of(value: str, allowed: tuple[str, ...], where: str) -> str:
    if value not in allowed:
        raise FormError(f"{where}: {value!r} is none of {sorted(allowed)}")
    return value
