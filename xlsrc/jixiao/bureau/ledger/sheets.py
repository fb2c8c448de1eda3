"""The plan of a ledger: every sheet, in the order of its tabs."""

from jixiao.bureau.desk import Desk
from jixiao.bureau.ledger.chart_data import chart_sheet
from jixiao.bureau.ledger.home import home_sheet
from jixiao.bureau.ledger.indicators import Indicators, compared_sheet, details_sheet
from jixiao.bureau.ledger.plan import LedgerSheet
from jixiao.bureau.ledger.problems import differences_sheet, findings_sheet, problems_sheet
from jixiao.bureau.ledger.register import missing_sheet, register_sheet, roster_sheet
from jixiao.bureau.ledger.settings import settings_sheet
from jixiao.bureau.ledger.suspicions import suspicions_sheet
from jixiao.bureau.ledger.totals import totals_sheet
from jixiao.bureau.ledger.view import View


def sheets(desk: Desk) -> list[LedgerSheet]:
    """All sheets as plain data; the same desk gives the same."""
    view = View(desk)
    indicators = Indicators(view)
    return [
        home_sheet(view),
        register_sheet(view),
        missing_sheet(view),
        totals_sheet(view),
        compared_sheet(view, indicators),
        details_sheet(view, indicators),
        problems_sheet(view),
        findings_sheet(view),
        differences_sheet(view),
        suspicions_sheet(view),
        chart_sheet(view),
        roster_sheet(view),
        settings_sheet(view),
    ]
