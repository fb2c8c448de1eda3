"""jixiao score: how a criterion is understood, and what a value scores."""

import json

import pytest

from books import run

STEP = "以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。"
CASES = [
    (STEP, 5, "103%", 3.5),
    (STEP, 5, "100%", 5),
    ("达到预期的指标个数/全部指标个数×10", 10, "8/10", 8),
    ("每发现一起违规扣1分，扣完为止", 3, "2", 1),
    ("①制度一，1分；②制度二，1分；③制度三，1分。", 3, "是,是,否", 2),
]


@pytest.mark.parametrize(("criterion", "weight", "value", "points"), CASES)
def test_what_a_value_scores(criterion, weight, value, points):
    ran = run("score", criterion, "--weight", weight, "--value", value, "--json")
    assert (ran.returncode, json.loads(ran.stdout)["points"]) == (0, points)


def test_what_is_open_is_proposed_with_what_each_reading_gives():
    ran = run("score", STEP, "--weight", 5, "--value", "103.9%", "--json")
    told = json.loads(ran.stdout)
    assert (ran.returncode, told["status"], told["points"]) == (1, "proposed", None)
    assert [one["points"] for one in told["candidates"]] == [3.5, 3, 3.05]
    assert all(one["uncertain"] for one in told["candidates"])


def test_target_and_actual_have_options_of_their_own():
    ran = run("score", "得分=实际完成值/目标值×分值", "--weight", 10, "--actual", 8, "--target", 10, "--json")
    assert (ran.returncode, json.loads(ran.stdout)["points"]) == (0, 8)


def test_the_text_for_people():
    ran = run("score", STEP, "--weight", 5, "--value", "103%")
    assert ran.stdout.splitlines() == [
        "识别结果：自动评分（阶梯扣分）",
        "规范写法：≤100%，得5分；每超过1个百分点扣0.5分，不足1个百分点的不计，扣完为止。　得3.5分",
        "　　请确认：没有写明，可能要不足一步的按一步计",
        "　　请确认：没有写明，可能要不足一步的按比例计",
        "　　请确认：没有写明，可能要按绝对值比较（负数去掉负号）",
        "得分：3.5",
        "计算过程：103.00% 超过100% 3.00个百分点，按整数3个百分点计，每个扣0.5分，扣1.5分，得3.5分",
        "扣分原因：超过100% 3.00个百分点，扣1.5分",
    ]


def test_many_at_once_in_their_order(tmp_path):
    given = [
        {"criterion": "每发现一起违规扣1分，扣完为止", "weight": 3, "value": "2"},
        {"criterion": "由领导小组会商", "weight": 5},
        {"criterion": STEP, "weight": "5", "value": "103.9%"},
    ]
    (tmp_path / "几条.json").write_text(json.dumps(given), encoding="utf-8")
    ran = run("score", "--file", tmp_path / "几条.json", "--json")
    assert ran.returncode == 1
    assert [(one["status"], one["points"]) for one in json.loads(ran.stdout)] == [
        ("scored", 1), ("manual", None), ("proposed", None),
    ]  # fmt: skip
    (tmp_path / "坏.json").write_text("[{}]", encoding="utf-8")
    ran = run("score", "--file", tmp_path / "坏.json", "--json")
    assert (ran.returncode, len(ran.stderr.strip().splitlines()), ran.stdout) == (2, 1, "")


def test_manual_exits_with_1_and_names_the_words():
    ran = run("score", "由领导小组会商", "--weight", 5)
    assert ran.returncode == 1
    assert "看不懂的：由领导小组会商" in ran.stdout


@pytest.mark.parametrize("arguments", [(STEP, "--weight", "0"), (STEP, "--weight", "五"), (STEP,), ("--weight", 5)])
def test_what_can_not_be_is_one_line(arguments):
    ran = run("score", *arguments)
    assert (ran.returncode, len(ran.stderr.strip().splitlines()), ran.stdout) == (2, 1, "")


def test_a_value_that_is_none_is_told():
    ran = run("score", STEP, "--weight", 5, "--value", "许多")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "不能计分：“许多”不是数，应写成103.9%。" in ran.stdout


def test_the_frameworks_are_listed():
    ran = run("frameworks")
    assert ran.returncode == 0
    assert "部门整体支出-53号　28 个指标" in ran.stdout
    assert run("frameworks", "没有").returncode == 2
