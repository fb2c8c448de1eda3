"""The add-ins: 绩效自评.xlam with the ribbon, 绩效函数.xlam with the user functions. Same input, same bytes.

What makes Excel take a file as an add-in is the content type of its main part; nothing in workbook.xml says so.
"""

import io

import xlsxwriter

from jixiao.drawing.package import with_parts
from jixiao.drawing.workbook import CREATED
from jixiao.macros import ribbon, vba
from jixiao.macros.ribbon import with_ribbon

WORKBOOK_TYPE, ADDIN_TYPE = (f"application/vnd.ms-excel.{kind}.macroEnabled.main+xml" for kind in ("sheet", "addin"))
TYPES = "[Content_Types].xml"
RIBBON_WORDS = (
    "绩效自评",
    "部门整体支出绩效自评：在功能区加一个“绩效自评”选项卡，对正在编辑的填报工作簿校验、评分、生成报告。",
)
FUNCTION_WORDS = ("绩效函数", "部门整体支出绩效自评的函数：执行率、得分、等次。")


def ribbon_addin() -> bytes:
    """绩效自评.xlam."""
    return with_ribbon(_addin(vba.ADDIN, *RIBBON_WORDS), ribbon.ADDIN)


def functions_addin() -> bytes:
    """绩效函数.xlam."""
    return _addin(vba.FUNCTIONS, *FUNCTION_WORDS)


def _addin(project: vba.Project, title: str, what: str) -> bytes:
    """Excel never shows an add-in's sheet, but every workbook must have one; title and comments stand in 加载项."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(title)
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, what)
    book.set_properties({"title": title, "comments": what, "created": CREATED})
    book.add_vba_project(io.BytesIO(vba.vba_project(project, 1)), is_stream=True)
    book.set_vba_name(vba.DOCUMENT)
    book.close()
    return with_parts(buffer.getvalue(), _as_addin)


def _as_addin(name: str, part: bytes) -> bytes:
    return part.replace(WORKBOOK_TYPE.encode(), ADDIN_TYPE.encode()) if name == TYPES else part
