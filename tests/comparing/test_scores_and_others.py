"""K15, K16: full marks where others lose points. K17, K18: scores far above execution."""

import pytest

from compared import Project, Unit, places, suspicions

OURS = "清江县水务局"
RATE = "支出合计执行率"


def crowd(count, projects=(97, 27), scores=(5, 4), total=90, rate=95):
    return [
        Unit(
            f"清江县第{n}中学",
            scores={f"指标{k}": (points, 5) for k, points in enumerate(scores)},
            computed={RATE: rate},
            projects=[Project(f"项目{k}", total=points) for k, points in enumerate(projects)],
            total=total,
        )
        for n in range(count)
    ]


def full(count):
    return Unit(OURS, projects=[Project(f"工程{n}", total=100) for n in range(count)])


def test_ten_of_ten_projects():
    (one,) = suspicions([*crowd(9), full(10)], "K15")
    assert places([one])[0][:2] == [(OURS, "项目自评1", "D2"), (OURS, "项目自评2", "D2")]
    assert (one.measure, one.sides[0].shown) == (10, "100/100")
    assert one.wrong == f"{OURS}的 10 个项目全部满分；另外 9 家有项目自评的单位里，9 家有扣分。"


@pytest.mark.parametrize(
    ("ours", "others", "told"),
    [
        (full(2), 7, True),  # 满分项目数 2, 离群最少单位数 8
        (full(1), 7, False),
        (full(2), 6, False),
        (Unit(OURS, projects=[Project("甲", total=100), Project("乙", total="99.9")]), 7, False),
    ],
)
def test_how_many_projects_and_others(ours, others, told):
    assert bool(suspicions([*crowd(others), ours], "K15")) is told


def test_projects_without_a_sheet_count_by_their_row():
    listed = {f"重点项目[{n}].项目自评得分": (f"工程{n}", 100) for n in range(3)}
    (one,) = suspicions([*crowd(9), Unit(OURS, figures=listed, projects=[Project("工程0", total=100)])], "K15")
    assert places([one]) == [[(OURS, "项目自评1", "D2"), (OURS, "支出预算", "E2"), (OURS, "支出预算", "E3")]]
    listed["重点项目[2].项目自评得分"] = ("工程2", 98)
    assert suspicions([*crowd(9), Unit(OURS, figures=listed)], "K15") == []


@pytest.mark.parametrize(("same", "told"), [(3, 3), (4, 0)])
def test_where_many_are_full_none_is_told(same, told):
    """3 of 10: 30 % (满分单位占比); 4 of 10 are more."""
    units = [*crowd(10 - same), *(Unit(f"清江县{n}局", projects=full(3).projects) for n in range(same))]
    assert len(suspicions(units, "K15")) == told


@pytest.mark.parametrize(
    ("scores", "others", "told"),
    [
        ({"甲": (5, 5), "乙": (3, 3)}, 7, True),
        ({"甲": (5, 5), "乙": ("2.9", 3)}, 7, False),
        ({"甲": (5, 5), "乙": (None, 3)}, 7, False),
        ({"甲": (5, 5), "乙": (3, 3)}, 6, False),
        ({"甲": (0, 0)}, 7, False),
    ],
)
def test_every_indicator_full(scores, others, told):
    found = suspicions([*crowd(others), Unit(OURS, scores=scores)], "K16")
    assert places(found) == [[(OURS, "绩效指标", "H1"), (OURS, "绩效指标", "H2")]] * told
    assert [one.wrong for one in found] == [f"{OURS}的 2 个指标全部满分；另外 7 家评完的单位里，7 家有扣分。"] * told


@pytest.mark.parametrize(
    ("total", "rate", "told"),
    [(91, "75.99", True), (91, 76, False), (None, 10, False), (96, None, False), (60, 95, False)],
)
def test_a_total_above_execution(total, rate, told):
    """单位得分超前 15"""
    ours = Unit(OURS, total=total, computed={} if rate is None else {RATE: rate})
    found = suspicions([*crowd(3), ours], "K17")
    assert places(found) == [[(OURS, "评分表", "G3"), (OURS, "支出预算", "E1")]] * told
    assert [(str(one.measure), [side.shown for side in one.sides]) for one in found] == [
        ("15.01", ["91 分", "75.99%"])
    ] * told


@pytest.mark.parametrize(
    ("project", "told"),
    [
        (Project("清淤", executed="27.49", budget=50, total=95), True),  # 95 % against 54.98 %
        (Project("清淤", executed="27.5", budget=50, total=95), False),  # 项目得分超前 40
        (Project("清淤", executed="27.49", budget=50, total=190, full=200), True),
        (Project("清淤", executed=0, budget=0, total=95), False),
        (Project("清淤", executed=1, budget=50, total=None), False),
    ],
)
def test_a_project_above_execution(project, told):
    found = suspicions([*crowd(3), Unit(OURS, projects=[project])], "K18")
    assert places(found) == [[(OURS, "项目自评1", "D2"), (OURS, "项目自评1", "D2")]] * told
    assert ["的项目“清淤”得分率 95.00%，执行率 54.98%，高出 40.02 个百分点" in one.wrong for one in found] == [
        True
    ] * told
