"""Random score tables: what was laid out is what is imported, and every cell is accounted for."""

from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.frameworks.importing import Use, import_sheets
from jixiao.values.rounding import plain
from score_tables import LEFT, UP, raw

HEADINGS = {
    "weight": ["分值", "权重", "标准分", "指标分值", "权重（%）", "分值（分）", "满分", "分值\n权重"],
    "criterion": [
        "评分标准",
        "评分细则",
        "计分办法",
        "评分方法",
        "评价标准",
        "得分标准",
        "考核评分办法",
        "评分标准及要求",
    ],
    "definition": ["指标解释", "指标说明", "指标释义", "计算公式", "指标解释/计算公式", "指标定义"],
    "target": ["目标值", "年度目标值", "指标值", "年初目标值", "计划值"],
    "elements": ["评价要点", "考核要点"],
    "score": ["自评得分", "得分", "实际得分", "考核得分"],
    "reason": ["扣分原因", "扣分原因及说明", "失分说明"],
    "remark": ["备注"],
    "serial": ["序号"],
}
LEVELS = [["{}级指标"], ["{}级指标名称"], ["{}级\n指标"]]
CHINESE = "一二三四"
NAMES = [
    "预算执行率",
    "“三公经费”控制率",
    "管理制度健全性",
    "信息公开",
    "重点工作完成率",
    "服务对象满意度",
    "资产安全性",
    "质量达标率",
]
GROUPS = ["投入", "过程", "产出", "效果", "预算编制", "预算执行", "履职效益", "资产管理", "部门决策", "部门管理"]
CRITERIA = [
    "≥{n}%得{w}分，每低1个百分点扣0.5分，扣完为止。",
    "全部符合得{w}分，\n每发现{n}处不符扣1分。",
    "得分=完成率×{w}分，低于{n}%不得分",
]
DEFINITIONS = ["反映第{n}项工作的情况。", "实际完成数{n}/计划数×100%", "", ""]
TARGETS = ["≥{n}%", "{n}期", "", "100%"]


@dataclass
class Leaf:
    levels: list[str]
    name: str
    weight: Decimal
    criteria: list[str]
    definition: str = ""
    target: str = ""
    shares_name: bool = False
    shares_criterion: bool = False
    starts: int = 0  # the highest level that begins here


@dataclass
class Drawn:
    leaves: list[Leaf]
    rows: list[list[object]]
    merged: bool
    total: Decimal
    notes: list[str] = field(default_factory=list)


@st.composite
def leaves(draw, depth):
    found, number, before = [], 0, None
    for _ in range(draw(st.integers(1, 3))):
        path = []
        for _ in range(depth):
            number += 1
            path.append(f"{draw(st.sampled_from(GROUPS))}{number}")
        for place in range(draw(st.integers(1, 4))):
            number += 1
            start = 0
            if place and depth and draw(st.booleans()):
                start = draw(st.integers(0, depth - 1)) or depth - 1
                path = [
                    *path[:start],
                    *(f"{draw(st.sampled_from(GROUPS))}{number}{level}" for level in range(start, depth)),
                ]
            elif place:
                start = depth
            weight = Decimal(draw(st.integers(3, 40))) / draw(st.sampled_from([1, 1, 2]))
            lines = [draw(st.sampled_from(CRITERIA)).format(n=60 + number, w=plain(weight))]
            lines += [f"第{n}项不符合的扣1分。" for n in range(draw(st.sampled_from([0, 0, 0, 2])))]
            leaf = Leaf(list(path), f"{draw(st.sampled_from(NAMES))}第{number}号", weight, lines, starts=start)
            leaf.definition = draw(st.sampled_from(DEFINITIONS)).format(n=number)
            leaf.target = draw(st.sampled_from(TARGETS)).format(n=number)
            if start == depth and before:
                leaf.shares_name = draw(st.sampled_from([False] * 5 + [True]))
                leaf.shares_criterion = draw(st.sampled_from([False] * 5 + [True])) and len(before.criteria) == 1
            if leaf.shares_name:
                leaf.name = before.name
            if leaf.shares_criterion:
                leaf.criteria = before.criteria
            found.append(leaf)
            before = leaf
    return found


@st.composite
def tables(draw):
    depth = draw(st.integers(1, 3))
    drawn = draw(leaves(depth))
    interleaved = draw(st.booleans())
    columns = _columns(draw, depth, interleaved)
    merged = draw(st.booleans())
    rows = [["2024年度部门整体支出绩效评价指标评分表", *[LEFT] * (len(columns) - 1)]] if draw(st.booleans()) else []
    heading = _heading(draw, columns, depth)
    rows += heading
    shown = draw(st.sampled_from(["{}", "{}", "{}分"]))
    repeat = draw(st.booleans()) and len(heading) == 1
    for number, leaf in enumerate(drawn):
        if repeat and number and leaf.starts == 0:
            rows += [["续表", *[LEFT] * (len(columns) - 1)]] if draw(st.booleans()) else []
            rows += heading
            repeat = False
        rows += _lines(columns, drawn, number, shown, new_page=rows[-1:] == heading[-1:])
    total = sum((leaf.weight for leaf in drawn), Decimal(0))
    if draw(st.booleans()):
        label = min(n for n, (role, _) in enumerate(columns) if role.startswith("level"))
        row = [None] * len(columns)
        row[label] = draw(st.sampled_from(["合计", "总分", "合 计"]))
        row[next(n for n, (role, _) in enumerate(columns) if role == "weight")] = float(total)
        rows.append(row)
    notes = draw(
        st.sampled_from([[], ["注：1.得分保留两位小数。"], ["注：1.得分保留两位小数。", "2.定性指标分三档。"]])
    )
    rows += [[note, *[LEFT] * (len(columns) - 1)] for note in notes]
    return Drawn(drawn, rows, merged, total, notes)


def _columns(draw, depth, interleaved):
    """(role, heading) of each column; a level and its own 分值 stand side by side, all else in any order."""
    form = draw(st.sampled_from(LEVELS))[0]
    blocks = []
    weight = draw(st.sampled_from(HEADINGS["weight"]))
    for level in range(depth + 1):
        block = [(f"level{level}", form.format(CHINESE[level]))]
        if level == depth:
            block.append(("weight", weight))
        elif interleaved:
            block.append((f"weight{level}", weight))
        blocks.append(block)
    extra = draw(
        st.lists(
            st.sampled_from(["definition", "target", "elements", "score", "reason", "remark", "serial"]), unique=True
        )
    )
    blocks += [[(role, draw(st.sampled_from(HEADINGS[role])))] for role in ["criterion", *extra]]
    if not interleaved:
        blocks = [[column] for block in blocks for column in block]
    return [column for block in draw(st.permutations(blocks)) for column in block]


def _heading(draw, columns, depth):
    if draw(st.booleans()):
        return [[text for _, text in columns]]
    places = [n for n, (role, _) in enumerate(columns) if role.startswith(("level", "weight"))]
    group = places == list(range(places[0], places[0] + len(places)))
    top = [text for _, text in columns]
    below = [UP] * len(columns)
    if group and depth:
        for n in places:
            below[n] = top[n]
            top[n] = "评价指标" if n == places[0] else LEFT
    return [top, below]


def _lines(columns, drawn, number, shown, new_page):
    """The rows of one leaf: a row per criterion cell, everything else merged over them."""
    leaf = drawn[number]
    lines = []
    for line, criterion in enumerate(leaf.criteria):
        row = []
        for role, _ in columns:
            row.append(_cell(role, leaf, drawn, number, line, criterion, shown, new_page and not line))
        lines.append(row)
    return lines


def _cell(role, leaf, drawn, number, line, criterion, shown, new_page):
    depth = len(leaf.levels)
    if role == "criterion":
        return UP if leaf.shares_criterion and not new_page else criterion
    if role.startswith("level") and int(role[5:]) < depth:
        level = int(role[5:])
        return UP if line or leaf.starts > level else leaf.levels[level]
    if role.startswith("weight") and role != "weight":
        level = int(role[6:])
        if line or leaf.starts > level:
            return UP
        return float(sum(one.weight for one in drawn if one.levels[: level + 1] == leaf.levels[: level + 1]))
    if line:
        return UP if role != "remark" else None
    texts = {
        "weight": float(leaf.weight) if shown == "{}" else shown.format(plain(leaf.weight)), "serial": number + 1,
        "definition": leaf.definition or None, "target": leaf.target or None, "score": float(leaf.weight) if number % 2 else None,
        "reason": "材料不全" if number % 3 == 1 else None, "remark": None, "elements": f"要点{number}是否符合规定和要求",
    }  # fmt: skip
    if role.startswith("level"):
        return UP if leaf.shares_name else leaf.name
    return texts[role]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables())
def test_what_was_laid_out_is_what_is_imported(drawn):
    sheet = raw(drawn.rows, merged=drawn.merged)
    found = import_sheets([sheet], "某市")
    indicators = found.framework.indicators
    assert [i.weight for i in indicators] == [leaf.weight for leaf in drawn.leaves]
    counts = {}
    for indicator, leaf in zip(indicators, drawn.leaves, strict=True):
        path = [*filter(None, (indicator.level1, indicator.level2, indicator.level3))]
        assert path == leaf.levels
        same = sum(one.name == leaf.name for one in drawn.leaves)
        counts[leaf.name] = counts.get(leaf.name, 0) + 1
        assert indicator.name == (leaf.name if same == 1 else f"{leaf.name}（{counts[leaf.name]}）")
        lines = [line if line.endswith("。") else f"{line}；" for line in leaf.criteria[:-1]]
        assert indicator.criterion_text == "\n".join([*lines, leaf.criteria[-1]])
        assert indicator.target == (leaf.target if _has(drawn, "target") else "")
        assert (leaf.definition in indicator.basis) or not _has(drawn, "definition")
    assert [note.text for note in found.notes] == drawn.notes
    assert not [f for f in found.findings if f.kind.severity == 0], [f.message for f in found.findings]
    assert len({i.code for i in indicators}) == len(indicators)
    account_is_complete(sheet, found)


def _has(drawn, role):
    return any(text in HEADINGS[role] for row in drawn.rows for text in row if isinstance(text, str))


def account_is_complete(sheet, found):
    """Every non-empty cell has one use; what isn't imported is listed with a reason; every field names its cells."""
    cells = {(r, c) for (r, c), value in sheet.values.items() if str(value).strip()}
    assert {(place.row, place.column) for place in found.account} == cells
    left = {(one.place.row, one.place.column) for one in found.not_imported}
    assert left == {(p.row, p.column) for p, use in found.account.items() if use is Use.LEFT}
    assert all(one.why for one in found.not_imported)
    fields = {place for each in found.sources.values() for places in each.values() for place in places}
    assert all(found.account[place] is Use.FIELD for place in fields)
