"""上年带入 as it stands: what this workbook began with, and what a clerk has confirmed."""

from jixiao.forms import Form
from jixiao.forms.carried_sheet import CONFIRMED, CONTENT, ITEM
from jixiao.snapshot.collected import Collected
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.lists import ListReader
from jixiao.snapshot.model import Carried, Record
from jixiao.values.words import YES


def read_carried(form: Form, grid: Grid, out: Collected) -> tuple[Carried, ...]:
    """Every line of the sheet; what is wrong with it goes to `out`, its rows stay apart from the lists of the forms."""
    own = Collected(out.forms)
    (section,) = form.sections
    ListReader(section, form, grid, own).read()
    out.places |= own.places
    out.notes += own.notes
    return tuple(map(_carried, own.tables[section.item]))


def _carried(record: Record) -> Carried:
    texts = {ITEM: record.label, **{label: record.text(label) for label in record.entries}}
    return Carried(record.key, record.label, texts, texts[CONTENT], texts[CONFIRMED] == YES)
