"""compare over thousands of units, made directly as rows: time near linear, memory printed."""

import time
import tracemalloc
from random import Random

from compared import Line, Project, Unit, memory_of
from jixiao.bureau.comparing import compare

MOST_GROWTH = 2.8  # of the time, for twice the units
MOST_KB = 60  # of memory, a unit
SMALL, COPY = 1000, 500
ITEMS = (
    "年度总体工作", "整体支出绩效目标", "自评工作过程", "自评结论", "预算编制情况", "预算监督情况", "绩效目标实现情况",
    "重点工作完成情况", "主要做法和经验", "存在问题", "改进措施",
)  # fmt: skip
AMOUNTS = ("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "项目支出")
_SIGNS = [chr(0x4E00 + n) for n in range(2500)]
_PHRASES = ["".join(Random(f"套话{n}").choices(_SIGNS, k=60)) for n in range(12)]


def unit(n):
    """Texts of 200 to 500 signs, a third of them everybody's; amounts, scores, two projects. Every 500th copies its neighbour."""
    rng = Random(n - 1 if n % COPY == COPY - 1 else n)
    texts = {
        item: rng.choice(_PHRASES) + "。" + "".join(rng.choices(_SIGNS, k=rng.randint(120, 400))) for item in ITEMS
    }
    texts |= {"填报人": f"某{n}", "联系电话": f"0759-{2000000 + n}", "填报日期": "2025-06-18"}
    figures = {
        f"{name}{column}": rng.randrange(10000, 10**7) / 100
        for name in AMOUNTS
        for column in ("年初预算数", "全年执行数")
    }
    computed = {
        "支出合计执行率": rng.randint(88, 100),
        "在职人员数": rng.randint(20, 80),
        "三公本年决算数": rng.randint(2, 9),
    }
    scores = {f"指标{k}": (rng.choice((10, 10, 9)), 10) for k in range(25)}
    lines = [Line("培训人次", f"{rng.randint(200, 400)}人次"), Line("合格率", "98%", level2="质量指标")]
    projects = [Project(f"项目{k}", rng.randint(40, 50), 50, 95, 100, lines) for k in range(2)]
    return Unit(f"县{n}局第{n}所", texts, figures, scores, projects, 90, computed)


def compared(count):
    """(seconds of processor time, codes, memory) of a comparison."""
    memory = memory_of(map(unit, range(count)))
    start = time.process_time()
    found = compare(memory, {})
    return time.process_time() - start, [one.kind.code for one in found], memory


def peak(memory):
    """MB at the peak."""
    tracemalloc.start()
    compare(memory, {})
    most = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return most


def test_twice_the_units_take_twice_the_time(capsys):
    compared(50)  # forms and phrases are read once
    small, codes, memory = compared(SMALL)
    megabytes = peak(memory)
    large, more_codes, _ = compared(2 * SMALL)
    with capsys.disabled():
        told = f"comparing {SMALL} units: {small:.1f} s, {megabytes:.0f} MB at the peak"
        print(f"\n{told}; {2 * SMALL}: {large / small:.2f} times the time (under {MOST_GROWTH})")
    assert [every.count("K11") for every in (codes, more_codes)] == [SMALL // COPY, 2 * SMALL // COPY]
    assert large < MOST_GROWTH * small
    assert megabytes * 1000 < MOST_KB * SMALL
