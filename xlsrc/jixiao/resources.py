"""Where the package's data lie: templates/ and workbook/, in a checkout or inside an installed wheel; what files are called."""

from functools import cache
from pathlib import Path


@cache
def data_root() -> Path:
    """The folder that holds templates/ and workbook/. FileNotFoundError where the installation is incomplete."""
    here = Path(__file__).resolve().parent
    for root in (here / "_data", here.parents[1]):
        if (root / "templates" / "forms").is_dir():
            return root
    raise FileNotFoundError("templates/forms is missing: the installation of jixiao is incomplete")


def templates(*parts: str) -> Path:
    """A path under templates/."""
    return data_root().joinpath("templates", *parts)


def workbook(*parts: str) -> Path:
    """A path under workbook/."""
    return data_root().joinpath("workbook", *parts)


REPORT = "部门整体支出绩效自评报告"
OUTBOX, OWN_TEMPLATE = "报送件", "报告模板.docx"  # beside a workbook: the folder of what is filed; used instead of ours
WITH_BUTTONS = ".xlsm"
NEEDS_BUTTONS = f"新建的工作簿带按钮，文件名要以 {WITH_BUTTONS} 结尾。"
BLANK_NAME, SAMPLE_NAME = "部门整体支出绩效自评.xlsm", "廉江市总工会-2024.xlsm"
LEDGER_NAME = "绩效自评台账.xlsm"
ADDIN_NAME, FUNCTIONS_NAME = "绩效自评.xlam", "绩效函数.xlam"
