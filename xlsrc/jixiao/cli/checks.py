"""Command checks: the catalogue of findings, or one of its kinds with all that is said of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from jixiao.cli.common import Stop, echo

if TYPE_CHECKING:
    from jixiao.findings import Group, Kind

UNKNOWN = "没有编号是“{code}”的校验规则。不带编号的 jixiao checks 列出全部编号。"


@click.command()
@click.argument("code", required=False)
def checks(code: str | None) -> None:
    """列出全部校验规则；给出编号 CODE（如 B13）则说明这一条：例子、怎么办、依据、界限。"""
    from jixiao.cli.screen import table
    from jixiao.findings import COLUMNS, catalog

    if code is not None:
        echo("\n".join(_told(*_found(code))))
        return
    for group in catalog():
        table(f"{group.letter}　{group.title}", COLUMNS, group.rows)


def _found(code: str) -> "tuple[Group, Kind]":
    from jixiao.findings import catalog

    found = [(group, kind) for group in catalog() for kind in group.kinds if kind.code == code.strip().upper()]
    if not found:
        raise Stop(UNKNOWN.format(code=code))
    return found[0]


def _told(group: "Group", kind: "Kind") -> Iterator[str]:
    yield f"{kind.code}　{kind.severity.label}　{kind.title}"
    yield f"属于：{group.title}"
    yield f"例子：{kind.said}"
    yield f"怎么办：{kind.remedy}"
    yield f"依据：{kind.basis}"
    yield from (f"界限：{limit}" for limit in _limits(kind))
    yield f"{kind.severity.label}：{kind.severity.asks}。"
    if kind.formerly:
        yield f"以前的编号：{kind.formerly}"


def _limits(kind: "Kind") -> Iterator[str]:
    """《校验设置》执行率提醒线，默认 90%; of the bureau's: 台账《设置》…"""
    from jixiao.bureau.settings import SHEET, load_settings
    from jixiao.forms import load_forms
    from jixiao.values.rounding import plain

    for form, section in load_forms().sections():
        for spec, item in section.field_cells():
            if item in kind.settings:
                usual = "" if spec.default is None else f"，默认 {plain(spec.default)}{spec.unit}"
                yield f"《{form.sheet}》{spec.label}{usual}"
    for setting in load_settings():
        if setting.item in kind.settings:
            yield f"台账《{SHEET}》{setting.label}，默认 {plain(setting.default)}{setting.unit}"


COMMANDS = (checks,)
