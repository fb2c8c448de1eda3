"""Last year's workbook becomes this year's: what lands where, what stays behind, and what may not be done."""

import re
from pathlib import Path

import pytest
import xlsxwriter
from oletools.olevba import VBA_Parser

from books import filled, run, snapshot_of, type_into
from good import NAME, good_bytes
from jixiao.documents.finished.submission import Submission
from jixiao.documents.finished.workbook import finished_workbook
from jixiao.engines import UnusableWorkbook, open_port
from jixiao.engines.port import Area
from jixiao.evaluation import evaluate
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.frameworks import load_framework
from jixiao.new_workbooks.blank import new_workbook, project_as_shipped
from jixiao.new_workbooks.from_last_year import roll_over
from package_lint import lint
from packages import insert_rows, rewrite, sheet_part
from projects.project_books import rename_sheet, table
from validator import errors_in, needs_validator

SAMPLE_CARRIED = table("""
| 表 | 格 | 项目 | 内容 | 来自上年的 |
| 基本信息 | C15 | 单位名称 | 廉江市总工会 | 《基本信息》单位名称 |
| 基本信息 | C16 | 行政级次 | 县级 | 《基本信息》行政级次 |
| 基本信息 | C17 | 财政部门 | 廉江市财政局 | 《基本信息》财政部门 |
| 基本信息 | C26 | 内设机构数 | 5 | 《基本信息》内设机构数 |
| 基本信息 | C27 | 内设机构名称 | 办公室、基层工作部、职工维权与服务部、经济工作与宣传教育部、财务部 | 《基本信息》内设机构名称 |
| 基本信息 | C28 | 下属单位数 | 0 | 《基本信息》下属单位数 |
| 基本信息 | C32 | 评价小组人数 | 10 | 《基本信息》评价小组人数 |
| 基本信息 | C33 | 牵头部门 | 财务部 | 《基本信息》牵头部门 |
| 人员情况 | C10 | 行政编制数 | 11 | 《人员情况》行政编制数 |
| 人员情况 | E10 | 行政上年在职人数 | 9 | 《人员情况》行政在职人数 |
| 人员情况 | C11 | 事业编制数 | 3 | 《人员情况》事业编制数 |
| 人员情况 | E11 | 事业上年在职人数 | 3 | 《人员情况》事业在职人数 |
| 人员情况 | C12 | 工勤编制数 | 2 | 《人员情况》工勤编制数 |
| 人员情况 | E12 | 工勤上年在职人数 | 2 | 《人员情况》工勤在职人数 |
| 收入预算 | C17 | 上年收入决算数 | 655.36 | 《收入预算》收入合计全年执行数 |
| 支出预算 | C34 | 上年支出决算数 | 655.36 | 《支出预算》支出合计全年执行数 |
| 文字材料 | C12 | 主要职责 | 1、组织联系群众；2、维护职工合法权益；3、宣传教育职工群众；4、代表职工群众参与国家建设和管理。 | 《文字材料》主要职责 |
| 文字材料 | C18 | 评价小组情况 | 自评小组已成立，由单位领导、主管领导、各部室领导和财务人员组成，办公室设在财务部，职责是全面落实我会对财政项目支出绩效评…（共 167 字） | 《文字材料》评价小组情况 |
| 文字材料 | C28 | 预算编制情况 | 我会部门预算编制原则为：依法预算、不出赤字、增收节支、量入为出。 收入预算以财政国库股为主。 支出预算以各部室职能和工作…（共 65 字） | 《文字材料》预算编制情况 |
| 文字材料 | C30 | 预算监督情况 | 项目资金由财务部具体管理，对项目资金按项目单独核算实行“专款专用、专人管理”，不得挤占挪用项目资金。 | 《文字材料》预算监督情况 |
| 指标体系 | C6 | 体系名称 | 部门整体支出绩效自评指标体系（廉江市总工会样例，示例权重） | 《指标体系》体系名称 |
""")  # fmt: skip  # noqa: E501

GOOD_BEFORE_THIS = table("""
| 项目 | 内容 | 来自上年的 |
| 填报人 | 周文 | 《基本信息》填报人 |
| 联系电话 | 0000-1234567 | 《基本信息》联系电话 |
| 其他人员上年在职人数 | 0 | 《人员情况》其他人员在职人数 |
| 上年收入决算数 | 883.5 | 《收入预算》收入决算数 |
| 上年支出决算数 | 878.05 | 《支出预算》支出决算数 |
| 出国费上年决算数 | 0 | 《三公及资产》出国费本年决算数 |
| 用车购置费上年决算数 | 0 | 《三公及资产》用车购置费本年决算数 |
| 用车运行费上年决算数 | 3.6 | 《三公及资产》用车运行费本年决算数 |
| 接待费上年决算数 | 0.85 | 《三公及资产》接待费本年决算数 |
| 上年结转结余 | 17.8 | 《三公及资产》年末结转结余 |
| 上年年末结转结余 | 17.8 | 《三公及资产》年末结转结余 |
| 功能分类 | 20129 群众团体事务 | 《支出预算》功能科目名称 |
| 重点项目 | 职工之家改造 | 《重点项目》项目名称 |
| 重点项目 | 困难职工帮扶 | 《重点项目》项目名称 |
| 重点项目 | 劳动技能竞赛 | 《重点项目》项目名称 |
""")


@pytest.fixture
def last(tmp_path):
    """The good unit's workbook of 2024."""
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    return path


@pytest.fixture
def finished(tmp_path, last):
    """The same, as it was filed."""
    snapshot = snapshot_of(last)
    path = tmp_path / "报送表.xlsx"
    path.write_bytes(finished_workbook(Submission(snapshot, evaluate(snapshot))))
    return path


def rows_of(done):
    return [(row["工作表"], row["项目"], row["带入的内容"], row["来自上年的"]) for row in done.carried]


def typed_in(snapshot):
    """Everything that stands in entry cells, but what every new workbook begins with."""
    given = {item for item, spec in snapshot.forms.items() if spec.default is not None}
    given |= {*snapshot.forms.section("settings").items, "单项分值上限"}
    entries = {item: entry.shown for item, entry in snapshot.entries.items() if entry.shown and item not in given}
    rows = {name: [r.label for r in records] for name, records in snapshot.tables.items() if records}
    return entries, rows


def test_what_of_the_sample_lands_where(sample, tmp_path):
    before = sample.read_bytes()
    done = roll_over(sample, tmp_path / "新.xlsm")
    assert (done.unit, done.year) == ("廉江市总工会", 2025)
    assert rows_of(done) == [(row["表"], row["项目"], row["内容"], row["来自上年的"]) for row in SAMPLE_CARRIED]
    snapshot, old = snapshot_of(tmp_path / "新.xlsm"), snapshot_of(sample)
    assert [(p.sheet, p.cell) for p in (snapshot.place(row["项目"]) for row in SAMPLE_CARRIED)] == [
        (row["表"], row["格"]) for row in SAMPLE_CARRIED
    ]
    entries, rows = typed_in(snapshot)
    assert set(entries) == {row["项目"] for row in SAMPLE_CARRIED} - {"体系名称"} | {"评价年度"}
    assert (entries["评价年度"], entries["行政上年在职人数"], entries["评价小组情况"]) == (
        "2025",
        "9",
        old.text("评价小组情况"),
    )
    assert set(rows) == {"指标体系", "绩效指标", "逐项填报", "历年情况"}
    assert sample.read_bytes() == before


def test_what_of_the_sample_stays_behind_is_listed(sample, tmp_path):
    assert roll_over(sample, tmp_path / "新.xlsm").left == (
        "【基本信息】一、评价信息（通知标题、通知文号、填报日期）：是上年的内容，今年重新填。",
        "【基本信息】四、报告中的自评结果（核对用）（上报自评得分、上报等次）：是上年的内容，今年重新填。",
        "【人员情况】一、数据时点（人员数据截止日期）：是上年的内容，今年重新填。",
        "【人员情况】二、编制与在职人员（1 格）：是上年的内容，今年重新填。",
        "【人员情况】三、财供人员（雇员人数、离退休人数、财供人员填报数）：是上年的内容，今年重新填。",
        "【收入预算】收入预算及执行（按来源）（7 格）：是上年的内容，今年重新填。",
        "【支出预算】一、支出预算及执行（按用途）（16 格）：是上年的内容，今年重新填。",
        "【重点工作】年度重点工作（25 格）：是上年的内容，今年重新填。",
        "【绩效指标】指标完成情况（29 格）：是上年的内容，今年重新填。",
        "【绩效指标】逐项填报（一个指标有几项要答的，一项一行）（17 格）：是上年的内容，今年重新填。",
    )


def test_last_years_figures_and_the_names_of_rows_are_carried(last, tmp_path):
    done = roll_over(last, tmp_path / "新.xlsm")
    carried = {(item, content, origin) for _, item, content, origin in rows_of(done)}
    assert {(row["项目"], row["内容"], row["来自上年的"]) for row in GOOD_BEFORE_THIS} <= carried
    snapshot = snapshot_of(tmp_path / "新.xlsm")
    projects = snapshot.tables["重点项目"]
    assert [record.label for record in projects] == ["职工之家改造", "困难职工帮扶", "劳动技能竞赛"]
    assert not any(entry.shown for record in projects for entry in record.entries.values())
    assert [project.blank for project in snapshot.projects] == [True, True]
    assert any("【项目自评1】“职工之家改造”" in line for line in done.left)


def test_a_finished_workbook_gives_the_same(last, finished, tmp_path):
    working, filed = roll_over(last, tmp_path / "甲.xlsm"), roll_over(finished, tmp_path / "乙.xlsm")
    assert rows_of(filed) == rows_of(working)
    assert filed.left == working.left
    one, other = snapshot_of(tmp_path / "甲.xlsm"), snapshot_of(tmp_path / "乙.xlsm")
    assert typed_in(one) == typed_in(other)
    assert framework_of(one).indicators == framework_of(other).indicators
    assert [p.body for p in one.projects] == [p.body for p in other.projects]


@needs_validator
def test_the_new_workbook_is_whole(last, tmp_path):
    """Valid, protected, macros for as many sheets as there are; filling it keeps it so."""
    new = tmp_path / "新.xlsm"
    roll_over(last, new)
    filled(new, tmp_path / "填.xlsm")
    for path in (new, tmp_path / "填.xlsm"):
        assert (errors_in(path), lint(path)) == ([], [])
    port = open_port(new)
    assert port.sheet_names()[:4] == ["首页", "填报说明", "上年带入", "基本信息"]
    assert [name for name in port.sheet_names() if not port.protected(name)] == ["粘贴评分表"]
    modules = [name for _, _, name, _ in VBA_Parser(str(new)).extract_macros() if name.startswith("Sheet")]
    assert len(modules) == len(port.sheet_names())


def test_a_bureaus_framework_and_settings_go_along(tmp_path):
    """Another framework, a threshold and a project weight that the bureau set; the framework is confirmed by its name."""
    last = tmp_path / "上年.xlsm"
    last.write_bytes(
        new_workbook(
            load_framework("部门整体支出-53号"), {"评价年度": 2024, "良线": 85, "执行率下限": 95}, project_as_shipped()
        )
    )
    type_into(last, {("项目自评1", "M41"): "定量正向", ("项目自评1", "H6"): 20}, last)
    done = roll_over(last, tmp_path / "新.xlsm")
    assert [(item, content) for _, item, content, _ in rows_of(done)] == [
        ("体系名称", load_framework("部门整体支出-53号").name), ("良线", "85"), ("执行率下限", "95%")
    ]  # fmt: skip
    old, new = snapshot_of(last), snapshot_of(tmp_path / "新.xlsm")
    assert framework_of(new) == framework_of(old)
    assert [r.label for r in new.tables["绩效指标"]] == [i.code for i in framework_of(old).indicators]
    assert (new.setting("执行率下限"), new.number("良线")) == (95, 85)
    weights = [open_port(path).read_values("项目自评1", Area(6, 8)) for path in (last, tmp_path / "新.xlsm")]
    assert weights == [[[20]], [[20]]]


def test_another_framework_may_be_given(last, tmp_path):
    done = roll_over(last, tmp_path / "新.xlsm", framework=load_framework("部门整体支出-53号"))
    assert framework_of(snapshot_of(tmp_path / "新.xlsm")).name == load_framework("部门整体支出-53号").name
    assert not {"体系名称", "优线", "单项分值上限"} & {item for _, item, _, _ in rows_of(done)}
    assert any("【指标体系】三、指标与评分标准" in line for line in done.left)


def test_inserted_rows_renamed_sheets_and_faulty_cells_of_last_year(last, tmp_path):
    """By the words in the sheets, not by addresses; what could not be used is named with its cell."""
    insert_rows(last, "人员情况", at=3, count=4)
    insert_rows(last, "三公及资产", at=9, count=2)
    rename_sheet(last, "人员情况", "人员")
    type_into(
        last, {("人员", "D14"): "九人左右", ("三公及资产", "E11"): "=1+1", ("重点工作", "H6"): "经办人张三"}, last
    )
    done = roll_over(last, tmp_path / "新.xlsm")
    carried = {item: content for _, item, content, _ in rows_of(done)}
    assert (carried["事业上年在职人数"], carried["用车运行费上年决算数"]) == ("5", "3.6")
    assert not {"行政上年在职人数", "接待费上年决算数"} & carried.keys()
    assert "【人员】D14 行政在职人数 填的“九人左右”：上年就不能用，请按今年的填。" in done.left
    assert "【三公及资产】E11 接待费本年决算数 填的“=1+1”：上年就不能用，请按今年的填。" in done.left
    assert any("【重点工作】H6 “经办人张三”" in line for line in done.left)


def test_the_unit_may_be_another_one(last, tmp_path):
    done = roll_over(last, tmp_path / "新.xlsm", 2025, "清江县工会联合会")
    assert done.unit == snapshot_of(tmp_path / "新.xlsm").unit == "清江县工会联合会"
    assert "单位名称" not in {item for _, item, _, _ in rows_of(done)}


def test_a_workbook_that_says_no_year_takes_the_one_given(tmp_path):
    last = tmp_path / "上年.xlsm"
    last.write_bytes(new_workbook(load_framework(), {"单位名称": "某局"}, project_as_shipped()))
    with pytest.raises(UnusableWorkbook, match="没有填评价年度"):
        roll_over(last, tmp_path / "新.xlsm")
    assert roll_over(last, tmp_path / "新.xlsm", 2025).year == 2025


def refusals(last: Path, folder: Path):
    """name → (last year's file, target, year, what is said)."""
    damaged, foreign, report = folder / "坏.xlsm", folder / "别的.xlsx", folder / "报告.docx"
    damaged.write_bytes(last.read_bytes()[:9000])
    with xlsxwriter.Workbook(foreign) as book:
        book.add_worksheet("基本信息").write_column("B1", ["基本信息", "单位名称", "某公司"])
    report.write_bytes(b"PK\3\4 no workbook")
    new = folder / "新.xlsm"
    return {
        "年份相同": (last, new, 2024, "是 2024 年度的，不能当作 2024 年度的上年"),
        "隔了一年": (last, new, 2026, "请选 2025 年度的文件，或把新年度定为 2025"),
        "年份不对": (last, new, 1925, "应在 2000 到 2100 之间"),
        "就是上年的文件": (last, last, None, "已经有这个文件，不会覆盖"),
        "不是xlsm": (last, folder / "新.xlsx", None, "文件名要以 .xlsm 结尾"),
        "坏文件": (damaged, new, None, "【坏.xlsm】"),
        "别的工作簿": (foreign, new, None, "【别的.xlsx】不是部门整体支出绩效自评的工作簿，也不是报送表"),
        "不是工作簿": (report, new, None, "【报告.docx】"),
        "没有文件": (folder / "没有.xlsm", new, None, "【没有.xlsm】找不到文件"),
    }


@pytest.mark.parametrize(
    "name",
    [
        "年份相同",
        "隔了一年",
        "年份不对",
        "就是上年的文件",
        "不是xlsm",
        "坏文件",
        "别的工作簿",
        "不是工作簿",
        "没有文件",
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(last, tmp_path, name):
    source, target, year, told = refusals(last, tmp_path)[name]
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    with pytest.raises(UnusableWorkbook) as refused:
        roll_over(source, target, year)
    assert told in refused.value.message_zh
    assert "\n" not in refused.value.message_zh
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_report_sheet_whose_data_were_destroyed_is_refused(finished, tmp_path):
    rewrite(finished, lambda text: re.sub(r"<t>表\d+ ", "<t>", text), "xl/sharedStrings.xml")
    with pytest.raises(UnusableWorkbook, match=r"【报送表\.xlsx】的数据表读不出来"):
        roll_over(finished, tmp_path / "新.xlsm")
    assert not (tmp_path / "新.xlsm").exists()


def test_a_second_time_the_file_stays_as_it_is(last, tmp_path):
    new = tmp_path / "新.xlsm"
    roll_over(last, new)
    type_into(new, {("人员情况", "D10"): 8}, new)
    before = new.read_bytes()
    with pytest.raises(UnusableWorkbook, match=r"【新\.xlsm】已经有这个文件，不会覆盖它"):
        roll_over(last, new)
    assert new.read_bytes() == before


def test_a_year_later_it_is_last_years_workbook_itself(last, tmp_path):
    new, later = tmp_path / "2025.xlsm", tmp_path / "2026.xlsm"
    roll_over(last, new)
    type_into(new, {("人员情况", "D10"): 8, ("上年带入", "F6"): "是"}, new)
    done = roll_over(new, later)
    assert done.year == 2026
    carried = {item: content for _, item, content, _ in rows_of(done)}
    assert (carried["行政上年在职人数"], carried["单位名称"]) == ("8", "清江县总工会")
    assert not any("上年带入" in line for line in done.left)
    assert [one.confirmed for one in snapshot_of(later).carried] == [False] * len(done.carried)


def test_the_command_lists_what_was_carried_and_what_was_not(last, tmp_path):
    target = tmp_path / "新.xlsm"
    done = run("new", "--from", last, "-o", target)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"已新建 2025 年度的工作簿：{target}（从上年带来 38 项，都列在《上年带入》，请逐项核对、确认）"
    assert "带入：【人员情况】行政上年在职人数 9（上年《人员情况》行政在职人数）" in lines
    assert "没有带入：【人员情况】一、数据时点（人员数据截止日期）：是上年的内容，今年重新填。" in lines
    again = run("new", "--from", last, "-o", target)
    assert (again.returncode, again.stdout) == (2, "")
    assert "不会覆盖" in again.stderr
    assert "-p、--profile 不能与 --from 同用" in run("new", "--from", last, "-p", 3, "-o", tmp_path / "另.xlsm").stderr
    assert "请写明单位名称和评价年度" in run("new", "某局").stderr


def test_a_new_workbook_never_replaces_a_file(last):
    before = last.read_bytes()
    done = run("new", "清江县总工会", 2025, "-o", last)
    assert (done.returncode, done.stdout) == (2, "")
    assert "已经有这个文件，不会覆盖它" in done.stderr
    assert last.read_bytes() == before


def test_a_fresh_workbook_has_no_such_sheet(blank):
    assert "上年带入" not in open_port(blank).sheet_names()
    assert snapshot_of(blank).carried == ()
    assert sheet_part(blank, "基本信息").endswith("sheet3.xml")


def test_a_confirmed_reading_travels_into_the_new_year(tmp_path):
    """读法2 picked last year scores this year too: words, choice and the code that binds them to their text."""
    last, path = tmp_path / NAME, tmp_path / "2025.xlsm"
    last.write_bytes(good_bytes())
    record = snapshot_of(last).tables["指标体系"][1]
    place = {label: snapshot_of(last).places[record.key.at(label)].cell for label in ("评分标准", "计分规则", "确认")}
    text = "≤85%，计5分；每超过一个百分点扣0.5分，扣完为止。"
    picked = {"评分标准": text, "计分规则": None, "确认": "读法2"}
    type_into(last, {("指标体系", place[label]): value for label, value in picked.items()}, last)
    filled(last, last)
    roll_over(last, path)
    criterion = framework_of(snapshot_of(path)).indicators[1].criterion
    assert "不足1个百分点按1个百分点计" in criterion.canonical
    assert criterion.chosen is not None
