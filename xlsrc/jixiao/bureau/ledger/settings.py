"""设置: the thresholds, typed by people."""

from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.plan import Column, LedgerSheet
from jixiao.bureau.ledger.view import View

COLUMNS = (
    Column(names.ITEM, 44),
    Column(names.VALUE, 14, "figure", typed=True, hint="填一个数。重新收集后按这里的算。"),
)


def settings_sheet(view: View) -> LedgerSheet:
    """A row a threshold."""
    return LedgerSheet(
        names.SETTINGS,
        "设置",
        "判断疑点用的界限，可以改，重新收集后生效。",
        COLUMNS,
        [*view.desk.settings.items()],
        "没有可以设置的。",
    )
