"""Importing a score table of 60 indicators: at most 0.3 s of processor time, and linear in its rows."""

import statistics
import time

from issued_tables import ISSUED
from jixiao.frameworks.importing import import_sheets
from score_tables import raw

MOST_SECONDS, MOST_GROWTH = 0.3, 6
HEADINGS = ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "指标解释", "评分标准", "自评得分"]


def table(count):
    rows = [HEADINGS]
    for n in range(count):
        first, second = n % 12 == 0, n % 4 == 0
        rows.append(
            [f"级{n}" if first else "^", 24 if first else "^", f"类{n}" if second else "^", 8 if second else "^", f"指标{n}", 2,
             "在职人员数/编制数×100%", f"≥9{n % 10}%得2分，每低1个百分点扣0.5分，扣完为止。", None]
        )  # fmt: skip
    return raw(rows)


def seconds(sheet):
    times = []
    for _ in range(5):
        start = time.process_time()
        import_sheets([sheet], "某市")
        times.append(time.process_time() - start)
    return statistics.median(times)


def test_sixty_indicators(capsys):
    import_sheets([raw(next(iter(ISSUED["X5_目标值列"][0].values())))], "先读一次")  # grammar and forms are read once
    small, large = seconds(table(60)), seconds(table(240))
    with capsys.disabled():
        print(f"\nimporting 60 indicators: {small:.3f} s; 240: {large / small:.1f} times that (under {MOST_GROWTH})")
    assert len(import_sheets([table(60)], "某市").framework.indicators) == 60
    assert small < MOST_SECONDS
    assert large < MOST_GROWTH * small
