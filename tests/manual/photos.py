"""The photographs: the real workbook in a running LibreOffice, its real buttons pressed. Each function gives pictures
by name, in the order in which the manual shows them."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
from camera import Camera
from ledger_photos import of_ledger
from office_photos import of_offices
from openpyxl.styles import Alignment, Border, Side
from paper import Paper, framed, numbered, schematic
from PIL import Image
from schemes import insert_row, yellow_bar
from sending import MENDED, NOW

from books import type_into
from issued_tables import ISSUED
from jixiao import resources
from jixiao.actions import action_named
from jixiao.buttons.closed_files import press_file
from jixiao.documents.outbox import RECIPIENT
from jixiao.engines import open_book
from jixiao.forms.names import CARRIED, FINDINGS, FRAMEWORK, HOME, IMPORTED, PASTED, SCORES, SUMMARY
from jixiao.forms.outputs import CHARTS_TOP
from jixiao.frameworks.confirming import PROPOSED, READING
from jixiao.new_workbooks.from_last_year import roll_over
from jixiao.press.run import recognise
from jixiao.resources import BLANK_NAME, SAMPLE_NAME
from score_tables import write
from validator import pictures_of

sys.path.append(str(Path(__file__).parents[1] / "projects"))

from project_books import listed, project

Pictures = Iterator[tuple[str, Image.Image]]
PROJECT = "职工之家改造"
HEAD = {
    "主管部门": "廉江市总工会", "实施单位": "廉江市总工会", "预期目标": "改造职工之家 1200 平方米", "执行原因": "质保金按合同下年支付",
    "实际完成": "改造职工之家 1200 平方米",
}  # fmt: skip
INDICATORS = """
| 行 | 三级指标   | 性质     | 指标值     | 完成值     | 分值 | 原因 | 档次         | 手工 |
| 17 | 改造面积   | 定量正向 | 1200平方米 | 1200平方米 | 15   |      |              |      |
| 20 | 验收合格率 | 定量正向 | 100%       | 100%       | 15   |      |              |      |
| 22 | 完工时间   | 定性     | 11月底前   | 10月底     | 10   |      | 达成年度指标 | 10   |
| 24 | 单位成本   | 定量反向 | ≤1300元    | 1220元     | 10   |      |              |      |
| 28 | 受益职工   | 定量正向 | 2000人     | 2100人     | 15   |      |              |      |
| 31 | 管理制度   | 定性     | 健全       | 健全       | 15   |      | 达成年度指标 | 15   |
| 33 | 职工满意度 | 定量正向 | ≥90%       | 95.5%      | 10   |      |              |      |
"""

TRIAL = {"试算标准": "执行率≥95%，计8分；90%（含）-95%，计6分；低于90%不得分。", "试算分值": 8, "试算指标值": "93.4%"}


def sample(folder: Path) -> Path:
    """A copy of the real report, filled in."""
    path = folder / SAMPLE_NAME
    path.write_bytes(resources.workbook("samples", SAMPLE_NAME).read_bytes())
    return path


def of_blank(camera: Camera, folder: Path) -> Pictures:
    """The workbook as it is handed out."""
    path = folder / BLANK_NAME
    path.write_bytes(resources.workbook(BLANK_NAME).read_bytes())
    with camera.opened(path):
        camera.arrange(HOME, 600, 85, width=1120)
        buttons = (*camera.button("校验")[:2], *camera.button("发送邮件")[2:])
        places = (buttons, camera.cells(HOME, "B12:G13"), camera.cells(HOME, "B17:G21"))
        yield "首页", numbered(camera.window(), *places)
        camera.arrange("基本信息", 430, 85, top=10)
        camera.go_to("基本信息", "C15")
        yield "填表-提示", framed(camera.window(), camera.cells("基本信息", "C15"))
    with camera.opened(path, notice=True):
        camera.arrange(HOME, 470, 85, width=1120)
        yield "打开-启用内容", schematic(yellow_bar(camera.window()))


def of_sample(camera: Camera, folder: Path) -> Pictures:
    """The sample: entries, 校验, what it finds, what becomes of it."""
    path = sample(folder)
    with camera.opened(path):
        camera.arrange("人员情况", 600, 80)
        places = (camera.cells("人员情况", cells) for cells in ("C10:E13", "C14:E14", "B19:B19"))
        yield "填表-颜色", numbered(camera.window(), *places)
        row = rows_of(path, "重点项目")["合计"]
        camera.arrange("重点项目", 430, 85, top=row - 8)
        camera("select", "重点项目", f"A{row}:XFD{row}")
        _, y, _, _ = camera.cells("重点项目", f"B{row}")
        yield "填表-插入行", schematic(insert_row(camera.window(), 60, y))
        camera.arrange(HOME, 560, 85, width=1120)
        yield "校验-按钮", framed(camera.window(), camera.button("校验"))
        camera.pressed("校验", FINDINGS)
        camera.arrange(FINDINGS, 620, 100, width=1420)
        places = (camera.cells(FINDINGS, cells) for cells in ("B7:B8", "D7:D8", "E7:E8"))
        yield "校验-结果", numbered(camera.window(), *places)
        camera.arrange("人员情况", 600, 80, top=9)
        yield "校验-变色", framed(camera.window(), camera.cells("人员情况", "C22"))
        camera("type", FINDINGS, "E7", "主管部门只有 2023 年末的人员统计表，年内没有增减。")
        camera.arrange(FINDINGS, 480, 100, width=1420)
        yield "校验-处理说明", framed(camera.window(), camera.cells(FINDINGS, "E7"))


def of_scores(camera: Camera, folder: Path) -> Pictures:
    """计算评分, and the sheets it fills."""
    path = folder / SAMPLE_NAME
    type_into(sample(folder), MENDED, path)
    with camera.opened(path):
        row = rows_of(path, "绩效指标")["D4"]
        camera.arrange("绩效指标", 560, 80, top=row - 4, left=4, width=1150)
        places = (camera.cells("绩效指标", f"{column}{row}:{column}{row + 1}") for column in "FGH")
        yield "评分-绩效指标", numbered(camera.window(), *places)
        first = rows_of(path, "绩效指标")["A1-1"]
        camera.arrange("绩效指标", 460, 80, top=first - 2, width=1250)
        places = (camera.cells("绩效指标", f"{column}{first}:{column}{first + 3}") for column in ("E", "F"))
        yield "评分-逐项填报", numbered(camera.window(), *places)
        camera.arrange(HOME, 560, 85, width=1120)
        yield "评分-按钮", framed(camera.window(), camera.button("计算评分"))
        camera.pressed("计算评分", SCORES)
        camera.arrange(SCORES, 700, 80, width=1400)
        yield "评分表", camera.window()
        camera.arrange(HOME, 560, 85, width=1120)
        yield "校验-没有错误", framed(camera.window(), camera.cells(HOME, "B12:B13"))
        camera.arrange(SUMMARY, 580, 75)
        yield "汇总", camera.window()
        camera.arrange(SUMMARY, 560, 75, top=CHARTS_TOP - 1)
        yield "汇总-图表", camera.window()


def of_framework(camera: Camera, folder: Path) -> Pictures:
    """指标体系 after 识别并试算: how criteria were understood, and what a pasted one scores."""
    path = folder / SAMPLE_NAME
    cells = {label: f"C{row}" for label, row in rows_of(sample(folder), FRAMEWORK).items() if label in TRIAL}
    type_into(path, {(FRAMEWORK, cells[label]): content for label, content in TRIAL.items()}, path)
    book = open_book(path)
    recognise(book)
    book.save(path)
    book.close()
    with camera.opened(path):
        rows = rows_of(path, FRAMEWORK)
        camera.arrange(FRAMEWORK, 430, 80, top=rows["试算标准"] - 2, width=1000)
        pasted, told = (camera.cells(FRAMEWORK, f"C{rows[label]}") for label in ("试算标准", "试算结果"))
        yield "指标体系-试算", numbered(camera.window(), pasted, camera.button(action_named("try_out").label), told)
        camera.arrange(FRAMEWORK, 520, 80, top=rows["编码"], left=7, width=1450)
        yield "指标体系-识别", camera.window()


def of_projects(camera: Camera, folder: Path) -> Pictures:
    """A project sheet, filled."""
    path = folder / SAMPLE_NAME
    type_into(
        sample(folder),
        {
            **MENDED,
            **listed((PROJECT, 120, 30, 146.3)),
            **project("项目自评1", PROJECT, INDICATORS, (120, 150, 146.3), **HEAD),
        },
        path,
    )
    with camera.opened(path):
        camera.pressed("校验", FINDINGS)
        camera.arrange("项目自评1", 760, 70, width=1200)
        places = (camera.cells("项目自评1", cells) for cells in ("D3:J3", "E7:G7", "E17:H17"))
        yield "项目自评", numbered(camera.window(), *places)


def of_submission(camera: Camera, folder: Path) -> Pictures:
    """导出报送件: refused while there are errors, then the finished workbook."""
    path = sample(folder)
    with camera.opened(path):
        row = rows_of(path, "基本信息")[RECIPIENT]
        camera.arrange("基本信息", 420, 85, top=row - 5)
        yield "报送-收件邮箱", framed(camera.window(), camera.cells("基本信息", f"C{row}"))
        camera.arrange(HOME, 560, 85, width=1120)
        camera.click(*camera("place", "导出报送件"))
        yield "报送-有错误", camera.message()
    type_into(sample(folder), MENDED, folder / SAMPLE_NAME)
    done = press_file(action_named("submit"), folder / SAMPLE_NAME, NOW)
    report, finished = (next(done.done.look_at.glob(f"*{suffix}")) for suffix in (".docx", ".xlsx"))
    yield "报送-报告", spread(pictures_of(report, folder / "页", dpi=55)[:3])
    with camera.opened(finished):
        camera.arrange(camera("active"), 560, 80)
        yield "报送-报送表", camera.window()


def of_next_year(camera: Camera, folder: Path) -> Pictures:
    """上年带入 of a workbook that was made from last year's."""
    path = folder / "新.xlsm"
    roll_over(sample(folder), path)
    with camera.opened(path):
        camera.arrange(CARRIED, 640, 85, width=1330)
        yield "明年-上年带入", numbered(camera.window(), camera.cells(CARRIED, "B6:B8"), camera.cells(CARRIED, "F6:F8"))


def of_import(camera: Camera, folder: Path) -> Pictures:
    """A bureau's table pasted and imported; then one that has to be confirmed."""
    table = issued(folder / "评分表.xlsx")
    path = folder / BLANK_NAME
    path.write_bytes(resources.workbook(BLANK_NAME).read_bytes())
    label = action_named("import").label
    with camera.opened(path):
        camera("paste_from", str(table), PASTED, "A2")
        camera.arrange(PASTED, 560, 70, width=1150)
        yield "导入-粘贴", numbered(camera.window(), camera.cells(PASTED, "A2"), camera.button(label))
        camera.pressed(label, IMPORTED)
        camera.arrange(IMPORTED, 620, 85, width=1270)
        places = (camera.cells(IMPORTED, cells) for cells in ("C5:F5", "C9:C15", "H9:H15"))
        yield "导入-结果", numbered(camera.window(), *places)
        row = next(n for n, (text,) in enumerate(camera("block", FRAMEWORK, "K1:K80"), 1) if text.startswith(PROPOSED))
        camera.arrange(FRAMEWORK, 520, 80, top=row, left=8, width=1500)
        yield "导入-读法", numbered(camera.window(), *(camera.cells(FRAMEWORK, f"{c}{row}") for c in ("I", "K")))
        camera("type", FRAMEWORK, f"K{row}", f"{READING}2")
        camera.pressed("计算评分", SCORES)
        camera.arrange(FRAMEWORK, 300, 80, top=row, left=8, width=1500)
        yield "导入-已确认", numbered(camera.window(), *(camera.cells(FRAMEWORK, f"{c}{row}") for c in ("J", "K")))
    with camera.opened(sample(folder)):
        camera("paste_from", str(table), PASTED, "A2")
        camera.pressed(label, IMPORTED)
        camera.arrange(IMPORTED, 400, 85, width=1270)
        yield "导入-确认", numbered(camera.window(), camera.cells(IMPORTED, "H5"), camera.cells(IMPORTED, "B5"))


def issued(path: Path) -> Path:
    """A bureau's table with the lines and alignment that such tables have."""
    write(path, ISSUED["T6_交错分值列"][0])
    book = openpyxl.load_workbook(path)
    line = Side(style="thin")
    for cell in (cell for row in book.worksheets[0].iter_rows(min_row=3) for cell in row):
        cell.border = Border(line, line, line, line)
        cell.alignment = Alignment("center", "center", wrap_text=True)
    book.save(path)
    return path


PHOTOGRAPHS = (
    of_blank,
    of_sample,
    of_scores,
    of_import,
    of_framework,
    of_projects,
    of_submission,
    of_next_year,
    of_offices,
    of_ledger,
)


def spread(pages: Sequence[Path]) -> Image.Image:
    """Pages beside each other."""
    images = [Image.open(page).convert("RGB") for page in pages]
    paper = Paper(sum(image.width + 12 for image in images) + 12, max(image.height for image in images) + 24, "#9AA5B1")
    x = 12
    for image in images:
        paper.put(image, x, 12)
        x += image.width + 12
    return paper.image


def rows_of(path: Path, sheet: str) -> dict[str, int]:
    """Row (from 1) of each label in column B, its marks aside."""
    book = open_book(path)
    labels = book.sheets[sheet].range("B1:B199").value
    book.close()
    return {str(label).strip(" *"): row for row, label in enumerate(labels, 1) if label}
