"""The photographs of a department at work: 分工, a part, what a merge asks, who said what, subordinate units."""

import sys
from collections.abc import Iterator
from pathlib import Path

from camera import Camera
from paper import framed, numbered
from PIL import Image

from books import snapshot_of, type_into
from good import good_bytes
from jixiao.drawing.part_workbook import COVER
from jixiao.forms.names import CONFLICTS, OFFICES, SOURCES, STAFF, UNIT_SUMS
from jixiao.frameworks import load_framework
from jixiao.new_workbooks.blank import unit_workbook

sys.path.append(str(Path(__file__).parents[1] / "offices"))

from by_script import Desk

Pictures = Iterator[tuple[str, Image.Image]]
OFFICE_CELLS = {
    (OFFICES, "C6"): "张会计", (OFFICES, "D6"): "cwg@example.com", (OFFICES, "C7"): "李人事", (OFFICES, "D7"): "rsg@example.com",
    (OFFICES, "E6"): "2025-03-15", (OFFICES, "E7"): "2025-03-15", (OFFICES, "E8"): "2025-03-15", (OFFICES, "E9"): "2025-03-20",
}  # fmt: skip
UNITS = ("清江县总工会本级", "清江县工人文化宫", "清江县职工服务中心")


def of_offices(camera: Camera, folder: Path) -> Pictures:
    """Hand out, take back with a conflict, see who said what."""
    desk = Desk(folder / "2024_清江县总工会_绩效自评.xlsm")
    desk.main.write_bytes(good_bytes())
    desk.split()
    type_into(desk.main, OFFICE_CELLS, desk.main)
    parts = desk.split()
    with camera.opened(desk.main):
        camera.arrange(OFFICES, 700, 80, width=1366)
        places = (camera.cells(OFFICES, "B6:E9"), camera.cells(OFFICES, "D19:D23"), camera.button("分发"))
        yield "分工-谁填什么", numbered(camera.window(), *places)
    with camera.opened(parts["人事"]):
        camera.arrange(COVER, 560, 85, width=1000)
        yield "分工-封面", camera.window()
        camera.arrange(STAFF, 560, 80, width=1200)
        yield "分工-分册", numbered(camera.window(), camera.cells(STAFF, "C10:D13"), camera.cells(STAFF, "C14:D14"))
    back = folder / "人事交回.xlsx"
    type_into(parts["人事"], {(STAFF, "D10"): 12.0, (STAFF, "D11"): 4.0, (STAFF, "D12"): 1.0}, back)
    type_into(desk.main, {(STAFF, "D10"): 11.0}, desk.main)
    desk.merge(back)
    with camera.opened(desk.main):
        camera.arrange(CONFLICTS, 330, 80, width=1366)
        yield (
            "分工-合并冲突",
            numbered(camera.window(), camera.cells(CONFLICTS, "E5:F5"), camera.cells(CONFLICTS, "H5")),
        )
        camera.arrange(OFFICES, 420, 80, width=1366)
        yield "分工-交回", framed(camera.window(), camera.cells(OFFICES, "F6:G9"))
        camera.arrange(SOURCES, 330, 80, width=1366)
        yield "分工-来源", framed(camera.window(), camera.cells(SOURCES, "I5:J6"))
    yield from _of_units(camera, folder)


def _of_units(camera: Camera, folder: Path) -> Pictures:
    whole = Desk(folder / "部门.xlsm")
    files = tuple(_unit(folder / f"{name}.xlsm", name, n + 4) for n, name in enumerate(UNITS))
    whole.main.write_bytes(unit_workbook(load_framework(), "清江县总工会", snapshot_of(files[0]).year or 2024))
    whole.merge(units=files)
    with camera.opened(whole.main):
        camera.arrange(UNIT_SUMS, 560, 80, width=1366)
        yield (
            "分工-下属单位",
            numbered(camera.window(), camera.cells(UNIT_SUMS, "D5:F9"), camera.cells(UNIT_SUMS, "G5:I9")),
        )


def _unit(path: Path, name: str, staff: int) -> Path:
    path.write_bytes(good_bytes())
    snapshot = snapshot_of(path)
    at = {item: (snapshot.place(item).sheet, snapshot.place(item).cell) for item in ("单位名称", "行政在职人数")}
    type_into(path, {at["单位名称"]: name, at["行政在职人数"]: float(staff)}, path)
    return path
