"""Generated rules of every shape, in the form that reading gives them."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st

from jixiao.criteria import shapes as r
from jixiao.criteria.shapes import Direction, NotApplicable, Range, Rounding, Steps

WEIGHT = Decimal(10)
points = st.integers(1, 20).map(lambda half: Decimal(half) / 2)
bounds = st.integers(-2000, 2000).map(lambda n: Decimal(n) / 10)
sizes = st.integers(1, 100).map(lambda n: Decimal(n) / 10)
clauses = st.none() | st.sampled_from(NotApplicable)
units = st.sampled_from(["%", "天", "万元", "个", ""])
steps = st.builds(Steps, sizes, points, st.sampled_from(Rounding))
words = st.sampled_from(
    [
        "制度健全",
        "执行有效",
        "账实相符",
        "公开及时",
        "资料真实",
        "手续完整",
        "处置规范",
        "会计制度",
        "评价适当",
        "每年至少3次，扣完为止",
    ]
)
events = st.sampled_from(
    [
        "发现1起违规",
        "少1项",
        "出现1个专项未按进度下达",
        "有1笔支出超范围，每件",
        "得5分；不得分",
        "≥90%的",
        "发生1次事故",
        "①违规",
    ]
)


@st.composite
def step_rules(draw):
    threshold = draw(st.none() | bounds)
    direction = draw(st.sampled_from(Direction))
    over = direction is Direction.OVER
    zero = None
    if draw(st.booleans()):
        far = (threshold or Decimal(0)) + draw(sizes) * (1 if over else -1)
        inside = draw(st.booleans())
        zero = Range(far, None, inside, True) if over else Range(None, far, True, inside)
    most = draw(st.none() | points)
    unit = "%" if threshold is None else draw(units)
    return r.StepDeduction(threshold, direction, draw(steps), unit, zero, most, not_applicable=draw(clauses))


@st.composite
def band_rules(draw):
    edges = sorted(draw(st.lists(bounds, min_size=1, max_size=5, unique=True)))
    cuts = [(edge, draw(st.booleans())) for edge in edges]
    given = draw(st.permutations([WEIGHT, *draw(st.lists(points, min_size=len(edges), max_size=len(edges)))]))
    parts = [Range(None, cuts[0][0], True, cuts[0][1])]
    for (low, taken), (high, here) in pairwise(cuts):
        parts.append(Range(low, high, not taken, here))
    parts.append(Range(cuts[-1][0], None, not cuts[-1][1], True))
    bands = tuple(r.Band(part, p) for part, p in zip(parts, given, strict=True))
    return r.Bands(bands, draw(units), draw(st.booleans()), not_applicable=draw(clauses))


@st.composite
def exact_bands(draw):
    edge = draw(bounds)
    low, high = draw(points), draw(points)
    parts = [(Range(edge, edge), WEIGHT), (Range(None, edge, True, False), low), (Range(edge, None, False, True), high)]
    return r.Bands(tuple(r.Band(part, p) for part, p in parts), draw(units), not_applicable=draw(clauses))


@st.composite
def window_rules(draw):
    low = draw(bounds)
    high = low + draw(sizes)
    below, above = draw(st.none() | steps), draw(st.none() | steps)
    if below and above:
        above = Steps(above.size, above.points, below.rounding)
    return r.Window(low, high, draw(units), below, above, not_applicable=draw(clauses))


@st.composite
def proportional_rules(draw):
    target = draw(st.none() | st.integers(50, 200).map(Decimal))
    zero = draw(st.none() | st.just(Range(None, Decimal(40), True, False)))
    basis = draw(st.sampled_from(["", "预算执行率", "完成比例", "实际完成数/计划完成数"])) if target == 100 else ""
    if target is None:
        basis = draw(st.sampled_from(["", "实际完成值/目标值"]))
    return r.Proportional(target, "%", zero, basis, not_applicable=draw(clauses))


@st.composite
def checklists(draw):
    texts = draw(st.lists(words, min_size=2, max_size=6, unique=True))
    first = [Decimal(1)] * (len(texts) - 1)
    return r.Checklist(
        tuple(r.CheckItem(t, p) for t, p in zip(texts, [*first, WEIGHT - sum(first)], strict=True)),
        not_applicable=draw(clauses),
    )


most_lost = st.none() | points.filter(lambda number: number < WEIGHT)
pers = st.sampled_from([Decimal(1), Decimal(1), Decimal(2), Decimal(5)])
listed = st.lists(words, max_size=3, unique=True).map(tuple)
faultless = st.sampled_from(["", "资金使用合规", "未发生事故"])
occurrence_rules = st.builds(
    r.PerOccurrence,
    events,
    points,
    pers,
    most_lost,
    faultless,
    listed,
    st.none() | st.integers(2, 9),
    not_applicable=clauses,
)


@st.composite
def deduction_rules(draw, bare=False):
    names = draw(st.lists(events, min_size=1 if bare else 2, max_size=4, unique=True))
    kinds = tuple(r.Event(name, draw(points), draw(pers)) for name in names)
    if bare:
        return r.Deductions(kinds)
    return r.Deductions(kinds, draw(most_lost), draw(faultless), draw(listed), not_applicable=draw(clauses))


@st.composite
def case_rules(draw):
    one, two = sorted(draw(st.lists(st.integers(1, 99), min_size=2, max_size=2, unique=True)))
    low, high, inside = Decimal(one), Decimal(two), draw(st.booleans())
    cases = (
        r.Case(Range(high, None, inside, True), WEIGHT),
        r.Case(Range(low, high, True, not inside), None, draw(st.sampled_from([Decimal(100), Decimal(90), high]))),
        r.Case(Range(None, low, True, False), Decimal(0)),
    )
    return r.Cases(cases, "%", draw(st.booleans()), not_applicable=draw(clauses))


@st.composite
def year_rules(draw):
    three = [WEIGHT, draw(points), Decimal(0)]
    down, same, up = draw(st.permutations(three))
    return r.YearOnYear(draw(st.sampled_from(["结余", "结转结余"])), down, same, up, draw(st.none() | points))


@st.composite
def tier_rules(draw):
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True)), reverse=True)
    ends = [Decimal(100), *map(Decimal, cuts), Decimal(0)]
    names = ["达到优秀", "达到良好", "达到一般", "达到合格", "未达到"]
    tiers = [r.Tier(name, low, high) for name, high, low in zip(names, ends, ends[1:], strict=False)]
    return r.Tiers(tuple(tiers), not_applicable=draw(clauses))


@st.composite
def cap_rules(draw):
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=2, max_size=4, unique=True)))
    caps = [r.Cap(Range(None, Decimal(cuts[0]), True, False), draw(points))]
    for low, high in pairwise(cuts):
        caps.append(r.Cap(Range(Decimal(low), Decimal(high), True, False), draw(points)))
    return r.TotalCaps(tuple(caps))


@st.composite
def milestone_rules(draw):
    months = sorted(draw(st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)))
    shares = [Decimal(1)] * (len(months) - 1)
    given = [*shares, WEIGHT - sum(shares)]
    dates = tuple(r.Milestone(m, Decimal(draw(st.integers(1, 100))), p) for m, p in zip(months, given, strict=True))
    return r.Milestones(dates, draw(st.sampled_from(["下达", "支出", "拨付进度"])), not_applicable=draw(clauses))


@st.composite
def interpolated_rules(draw):
    values = sorted(draw(st.lists(bounds, min_size=2, max_size=4, unique=True)))
    given = draw(st.permutations([WEIGHT, *draw(st.lists(points, min_size=len(values) - 1, max_size=len(values) - 1))]))
    knots = tuple(r.Knot(value, p) for value, p in zip(values, given, strict=True))
    return r.Interpolated(knots, draw(units), not_applicable=draw(clauses))


@st.composite
def gain_rules(draw):
    start = draw(st.just(Decimal(0)) | bounds)
    base = draw(st.just(Decimal(0)) | points.filter(lambda number: number < WEIGHT))
    name = draw(st.sampled_from(["", "节约资金", "每满1项，除外"]))
    return r.StepGain(draw(steps), draw(units.filter(bool)), start, base, name, not_applicable=draw(clauses))


@st.composite
def tally_rules(draw):
    names = draw(st.lists(events, min_size=2, max_size=4, unique=True))
    base = draw(points.filter(lambda number: number < WEIGHT))
    signs = [1, *(draw(st.sampled_from([1, -1])) for _ in names[1:])]
    kinds = tuple(r.CaseKind(name, sign, draw(points), draw(pers)) for name, sign in zip(names, signs, strict=True))
    lost = draw(st.none() | points) if -1 in signs else None
    return r.Tally(base, kinds, WEIGHT - base, lost, not_applicable=draw(clauses))


bonus_rules = st.builds(
    r.Bonus,
    st.sampled_from(["", "获得省级以上表彰的", "发现1起", "受到通报"]),
    st.just(Decimal("0.5")),
    points,
    st.sampled_from([1, -1]),
).filter(lambda rule: rule.sign < 0 or "1" not in rule.event)

option_points = st.lists(st.integers(0, 19), min_size=1, max_size=3, unique=True).map(
    lambda found: [WEIGHT, *(Decimal(n) / 2 for n in sorted(found, reverse=True))]
)
choice_rules = option_points.map(
    lambda given: r.Choices(
        tuple(r.Option(name, p) for name, p in zip(["全部公开", "基本公开", "部分公开", "未公开"], given, strict=False))
    )
)

single_rules = st.one_of(
    step_rules(),
    band_rules(),
    exact_bands(),
    window_rules(),
    proportional_rules(),
    st.builds(r.LessIsBetter, st.booleans(), not_applicable=clauses),
    st.builds(r.EqualsTarget, st.sampled_from("=≥≤"), not_applicable=clauses),
    st.builds(r.ShareOfItems, st.just("达到预期的指标个数"), st.just("全部指标个数"), not_applicable=clauses),
    st.builds(r.AmplifiedLinear, sizes, st.none() | sizes, not_applicable=clauses),
    checklists(),
    occurrence_rules,
    deduction_rules(),
    case_rules(),
    year_rules(),
    tier_rules(),
    choice_rules,
    cap_rules(),
    milestone_rules(),
    bonus_rules,
    interpolated_rules(),
    gain_rules(),
    tally_rules(),
    st.builds(r.Manual, not_applicable=clauses),
    st.builds(r.NotApplicableOnly, not_applicable=st.sampled_from(NotApplicable)),
)


@st.composite
def best_rules(draw):
    one = draw(band_rules().filter(lambda rule: not rule.absolute))
    two = draw(step_rules())
    clear = [replace(rule, not_applicable=None) for rule in (one, two)]
    return r.BestOf((r.Alternative("结转结余率", clear[0]), r.Alternative("变动率", clear[1])))


@st.composite
def sums(draw):
    texts = draw(st.lists(words, min_size=2, max_size=4, unique=True))
    weights = [*([Decimal(2)] * (len(texts) - 1)), WEIGHT - 2 * (len(texts) - 1)]
    parts = tuple(
        r.Part(text, weight, draw(part_rules(text, weight))) for text, weight in zip(texts, weights, strict=True)
    )
    if all(isinstance(part.rule, r.Checklist) for part in parts):
        parts = (*parts[:-1], replace(parts[-1], rule=r.Manual()))
    return r.Sum(parts)


@st.composite
def part_rules(draw, name, weight):
    kind = draw(st.integers(0, 5))
    if kind == 0:
        return r.Checklist((r.CheckItem(name, weight),))
    if kind == 1:
        return r.PerOccurrence(draw(events), Decimal("0.5"), draw(pers), None, draw(faultless))
    if kind == 2:
        return r.StepDeduction(draw(bounds), draw(st.sampled_from(Direction)), draw(steps))
    if kind == 3:
        return r.Choices(
            (r.Option("全部公开", weight), r.Option(draw(words), Decimal("0.5")), r.Option("未公开", Decimal(0)))
        )
    if kind == 4:
        edge = draw(bounds)
        low, high = Range(None, edge, True, False), Range(edge, None)
        return r.Bands((r.Band(high, weight), r.Band(low, Decimal(0))))
    return r.Manual()


on_top = st.one_of(checklists(), sums()).map(lambda rule: replace(rule, not_applicable=None))
composed_rules = st.one_of(
    sums(),
    st.builds(r.Vetoed, on_top, events),
    st.builds(r.Less, on_top, deduction_rules(bare=True)),
    st.builds(r.Counted, events, points, not_applicable=clauses),
)


@st.composite
def sums_of(draw, rules):
    """Two parts, one of them any of the rules, with its own 不适用 clause or a list of its own."""
    other = r.Part("账实相符", Decimal(2), r.Checklist((r.CheckItem("账实相符", Decimal(2)),)))
    parts = (r.Part("执行率", WEIGHT, draw(rules)), other)
    return r.Sum(parts if draw(st.booleans()) else parts[::-1])


def fits_a_part(rule):
    """人工评分 with a clause, and a clause alone, are not read in a part; what acts on the total is none."""
    return not rule.outside and not (isinstance(rule, r.Manual | r.NotApplicableOnly) and rule.not_applicable)


sums_of_any = sums_of((single_rules | composed_rules).filter(fits_a_part))  # worth 12
any_rule = single_rules | best_rules() | composed_rules
