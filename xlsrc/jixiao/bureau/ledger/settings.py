"""设置: the thresholds of the checks across units, typed by people; what they are and where they come from beside them."""

from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.plan import Column, LedgerSheet
from jixiao.bureau.ledger.view import View
from jixiao.bureau.settings import load_settings

COLUMNS = (
    Column("界限", 26),
    Column(names.VALUE, 10, "figure", typed=True, hint="填一个大于 0 的数。重新收集后按这里的算。"),
    Column("默认", 9, "figure"),
    Column("计量", 8, "choice"),
    Column("说明", 66),
    Column("依据", 40),
    Column(names.ITEM, 18),
)


def settings_sheet(view: View) -> LedgerSheet:
    """A row a threshold, in the order of templates/bureau."""
    held = view.desk.settings
    return LedgerSheet(
        names.SETTINGS,
        "设置",
        "跨单位比对用的界限：改黄色列里的数，重新收集后生效。",
        COLUMNS,
        [
            (one.label, held.get(one.item, one.default), one.default, one.unit, one.prompt, one.source, one.item)
            for one in load_settings()
        ],
        "没有可以设置的。",
    )
