"""K17, K18: scores far above execution. E67 tells a unit of its own total at a lower bound; these are the bureau's."""

from collections.abc import Iterator

from jixiao.bureau.comparing.filings import Filings
from jixiao.bureau.comparing.model import Side, Suspicion
from jixiao.bureau.comparing.telling import suspicion
from jixiao.findings import kind_of
from jixiao.forms.names import SCORES
from jixiao.values.rounding import percent, percent_of, plain

UNIT_AHEAD = kind_of("K17")
PROJECT_AHEAD = kind_of("K18")
RATE = "支出合计执行率"
POINTS = "个百分点"


def totals_keep_pace(filings: Filings) -> Iterator[Suspicion]:
    """K17: the recomputed total, of 100, against 支出合计执行率."""
    rates = {row.digest: row for row in filings.rows("figures", [RATE])}
    for row in filings.rows("units"):
        rate = rates.get(row.digest)
        if row.total is None or rate is None or row.total - rate.value <= filings.limit("单位得分超前"):
            continue
        unit, gap = filings.units[row.digest], row.total - rate.value
        sheet, score = row.printed_sheet or SCORES, f"{plain(row.total)} 分"
        sides = (
            Side(unit, row.digest, sheet, row.printed_cell, "总分", score),
            filings.side(rate, RATE, percent(rate.value)),
        )
        words = {"score": plain(row.total), "rate": percent(rate.value), "gap": plain(gap)}
        yield suspicion(UNIT_AHEAD, (unit,), sides, (gap, POINTS), unit=unit, **words)


def projects_keep_pace(filings: Filings) -> Iterator[Suspicion]:
    """K18: the share of a project's points against its execution rate."""
    for row in filings.rows("projects"):
        share = percent_of(row.total, row.full) if row.total is not None and row.full else None
        if share is None or row.rate is None or share - row.rate <= filings.limit("项目得分超前"):
            continue
        unit, gap = filings.units[row.digest], share - row.rate
        sides = (
            filings.side(row, "项目总分", f"{plain(row.total)}/{plain(row.full)} 分"),
            filings.side(row, "项目执行率", percent(row.rate)),
        )
        words = {
            "unit": unit,
            "project": row.name,
            "score": percent(share),
            "rate": percent(row.rate),
            "gap": plain(gap),
        }
        yield suspicion(PROJECT_AHEAD, (unit, row.sheet, row.name), sides, (gap, POINTS), **words)
