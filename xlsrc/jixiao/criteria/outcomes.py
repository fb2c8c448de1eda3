"""Making outcomes: one wording for each way scoring can end."""

from dataclasses import replace
from decimal import Decimal

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.values.rounding import half_up, money, percent, plain


def measure(number: Decimal, unit: str, points: bool = False) -> str:
    """A number with its unit as printed: 103.90%, 3.90个百分点 (`points`: a difference of rates), 12.00万元, 3个."""
    if unit == "%":
        return f"{half_up(number):.2f}个百分点" if points else _short(number)
    return f"{money(number)}{unit}" if unit in ("万元", "元") else f"{plain(number)}{unit}"


def _short(number: Decimal) -> str:
    """A threshold as clerks write it: 100%, 99.5%; other values with 2 decimals."""
    return f"{plain(number)}%" if number == number.to_integral_value() else percent(number)


def unit_clash(unit: str, answer: Answer, *bounds: Decimal | None) -> str:
    """A message where a value in one unit meets bounds in another; a bound of 0 fits any unit."""
    if not answer.unit or answer.unit == unit or not any(bounds):
        return ""
    return f"指标值的单位是{answer.unit}，评分标准的界限{'没有写单位' if not unit else f'用的是{unit}'}，不能比较。"


def head(answer: Answer, unit: str) -> str:
    """How the process line starts: the trace, or the value itself."""
    if answer.trace:
        return answer.trace
    own = answer.unit or unit
    value = answer.value if answer.value is not None else Decimal(0)
    return percent(value) if own == "%" else measure(value, own)


def capped(points: Decimal, weight: Decimal) -> Decimal:
    """Points between 0 and the weight, 2 decimals half-up."""
    return min(max(half_up(points), Decimal(0)), weight)


def scored(points: Decimal, weight: Decimal, process: str, why: str = "") -> Outcome:
    """Points with the line that explains them; a deduction gets its reason."""
    points = half_up(points)
    lost = half_up(weight) - points
    result = "得满分" if points == weight else "得"
    reason = (why or process) if lost else ""
    return Outcome(points, Status.SCORED, f"{process}，{result}{plain(points)}分", lost, reason)


def missing(what: str) -> Outcome:
    """A blank that the rule needs: no points."""
    return Outcome(None, Status.MISSING, messages=(f"{what}未填，不能计分。",))


def refused(message: str) -> Outcome:
    """Something typed that can't be."""
    return Outcome(None, Status.REFUSED, messages=(message,))


def by_hand(message: str) -> Outcome:
    """A score or choice has yet to be typed."""
    return Outcome(None, Status.MANUAL_NEEDED, messages=(message,))


def reason_due(outcome: Outcome, answer: Answer, what: str) -> Outcome:
    """The same points; without a reason written, one is due (财预〔2020〕10号)."""
    if answer.reason.strip() or outcome.points is None:
        return outcome
    return replace(outcome, status=Status.REASON_DUE, messages=(*outcome.messages, f"{what}，请填写原因。"))
