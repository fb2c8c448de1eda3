"""A Snapshot made of what a report states, so that the checks of the workbook run on it unchanged."""

from collections.abc import Mapping

from jixiao.documents.handwritten.figures import Figure
from jixiao.documents.handwritten.text import Paragraph, own_titles, without_heading
from jixiao.findings import Place
from jixiao.forms import CellSpec, Forms
from jixiao.snapshot import Entry, Snapshot
from jixiao.snapshot.cells import read_typed
from jixiao.snapshot.collected import Collected
from jixiao.values.key import Key

LEVEL = "行政级次"


def snapshot_of(forms: Forms, figures: Mapping[str, Figure], paragraphs: tuple[Paragraph, ...], level: str) -> Snapshot:
    """Entries from figures and texts; list tables are empty; parts of the report that no form asks for are texts too."""
    out = Collected(forms)
    given = {**_texts(paragraphs), **{item: figure.raw for item, figure in figures.items()}}
    if level:
        given[LEVEL] = level
    for item, spec in forms.items():
        out.place(item, Place(""))
        if spec.is_entry:
            out.entries[item] = _entry(item, given.pop(item, None), spec)
    for part in [part for part in given if part in own_titles()]:
        out.entries[part] = Entry(Key.of(part), given[part], given[part], CellSpec(part, "long_text"))
    out.tables = {section.item: () for _, section in forms.sections() if section.kind == "list"}
    return out.snapshot((), {})


def _texts(paragraphs: tuple[Paragraph, ...]) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        text = without_heading(paragraph)
        if text:
            texts.setdefault(paragraph.part, []).append(text)
    return {part: "\n".join(lines) for part, lines in texts.items()}


def _entry(item: str, raw: str | None, spec: CellSpec) -> Entry:
    read = read_typed(raw, spec)
    return Entry(Key.of(item), read.value, raw, spec, bool(read.fault))
