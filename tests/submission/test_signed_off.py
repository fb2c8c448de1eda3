"""Who answers for a submission, on the score table and the report; and 已导出 on 首页, until something changes."""

import io
from datetime import datetime

import docx
import openpyxl
import pytest

from books import snapshot_of, type_into
from good import NAME, good_bytes
from jixiao.actions import action_named
from jixiao.buttons.closed_files import press_file
from jixiao.documents.signing_off import signed_by
from jixiao.engines import open_port
from jixiao.engines.port import Area
from jixiao.evaluation import evaluate
from jixiao.evaluation.fingerprint import fingerprint, short
from jixiao.forms.outputs import EXPORT_ROW, STATE_FACTS, STATE_LEFT, STATE_ROW

NOW = datetime(2026, 3, 2, 9, 30)
PEOPLE = {"填报人": "王一", "审核人": "李二", "单位负责人": "张三"}


@pytest.fixture
def good(tmp_path):
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    return path


def typed(path, items):
    places = {item: snapshot_of(path).place(item) for item in items}
    type_into(path, {(places[item].sheet, places[item].cell): value for item, value in items.items()}, path)


def line(path):
    return open_port(path).read_values("首页", Area(EXPORT_ROW, STATE_LEFT))[0][0]


def next_step(path):
    """The formula of its link: a closed file has no result of it."""
    return open_port(path).read_formulas("首页", Area(STATE_ROW, STATE_LEFT + STATE_FACTS.index("下一步")))[0][0]


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (PEOPLE, "填报人：王一　　审核人：李二　　单位负责人：张三　　日期：2025年6月20日"),
        (
            {"填报人": None, "审核人": None, "填报日期": None},
            "填报人：　　　　　　　审核人：　　　　　　　单位负责人：　　　　　　　日期：　　　年　月　日",
        ),
    ],
)
def test_what_is_typed_is_printed_and_the_rest_is_left_to_sign(good, people, told):
    typed(good, people)
    assert signed_by(snapshot_of(good)) == told


def test_they_stand_below_the_score_table_and_the_report(good):
    typed(good, PEOPLE)
    done = press_file(action_named("submit"), good, NOW).done
    folder = done.look_at
    (workbook,) = folder.glob("*.xlsx")
    (report,) = folder.glob("*.docx")
    told = signed_by(snapshot_of(good))
    scores = openpyxl.load_workbook(workbook)["评分表"]
    assert [cell.value for row in scores.iter_rows() for cell in row if cell.value is not None][-1] == told
    texts = [p.text for p in docx.Document(io.BytesIO(report.read_bytes())).paragraphs if p.text.strip()]
    assert texts[-1] == told
    assert texts[-2].endswith("（公章）")


def test_after_the_export_the_home_sheet_says_so(good):
    assert line(good) is None
    press_file(action_named("validate"), good, NOW)
    assert line(good) is None
    press_file(action_named("submit"), good, NOW)
    snapshot = snapshot_of(good)
    code = short(fingerprint(snapshot, evaluate(snapshot)))
    told = line(good)
    assert told.startswith("已导出报送件（20")
    assert told.endswith(f"，核对码 {code}）。")
    for action in ("validate", "calculate", "report"):
        press_file(action_named(action), good, NOW)
        assert line(good) == told, "the same content, however often it is pressed"


def test_after_the_export_the_next_step_is_the_mail(good):
    steps = []
    for action in ("validate", "submit", "validate"):
        press_file(action_named(action), good, NOW)
        steps.append(next_step(good))
    typed(good, {"主要职责": "改过的职责。"})
    press_file(action_named("validate"), good, NOW)
    before, exported, again = (step.partition("→")[2] for step in steps)
    assert "【导出报送件】" in before
    assert exported == again
    assert "【发送邮件】" in exported
    assert "【导出报送件】" in next_step(good), "changed since"


@pytest.mark.parametrize(
    ("item", "value", "differs"),
    [
        ("支出合计", None, False),
        ("主要职责", "改过的职责。", True),
        ("收件邮箱", "b@example.com", False),
        ("审核人", "李四", True),
    ],
)
def test_a_later_change_is_pointed_out_until_it_is_exported_anew(good, item, value, differs):
    press_file(action_named("submit"), good, NOW)
    before = line(good)
    if value:
        typed(good, {item: value})
    press_file(action_named("validate"), good, NOW)
    stale = "导出以后内容改过，现在与报送件不一致：请重新按【导出报送件】，再报送。"
    assert line(good) == (f"{before}{stale}" if differs else before)
    press_file(action_named("submit"), good, NOW)
    assert "不一致" not in line(good)


def test_what_is_put_back_agrees_again(good):
    old = snapshot_of(good).text("主要职责")
    press_file(action_named("submit"), good, NOW)
    before = line(good)
    typed(good, {"主要职责": "改过的职责。"})
    press_file(action_named("validate"), good, NOW)
    assert "不一致" in line(good)
    typed(good, {"主要职责": old})
    press_file(action_named("validate"), good, NOW)
    assert line(good) == before


def test_a_refused_export_says_nothing(good):
    typed(good, {"填报日期": None})
    assert press_file(action_named("submit"), good, NOW).done.refused
    assert line(good) is None
