"""分发, 收回合并 and 撤销合并 as people do it in LibreOffice: from the menu, then with the buttons of the sheets."""

import sys
from pathlib import Path

from desktop import Desktop

from books import type_into
from good import good_bytes

sys.path.append(str(Path(__file__).parents[1] / "offices"))


def chosen(desktop: Desktop, label: str, shows: str) -> None:
    desktop("choose", "绩效自评", label)
    desktop.until(lambda: desktop("active") == shows)


def test_hand_out_take_back_decide_undo(desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "总表.xlsm"
    path.write_bytes(good_bytes())
    desktop("open", str(path), False)
    chosen(desktop, "分发", "分工")
    assert not (tmp_path / "分册").exists(), "first 分工 is filled, to be looked at"
    assert desktop("block", "分工", "B6:B9") == [["财务"], ["人事"], ["办公室"], ["业务部门"]]
    desktop("press", "分发")
    desktop.until(lambda: (tmp_path / "分册" / "交回").is_dir())
    (part,) = (tmp_path / "分册").glob("分册_人事_*.xlsx")
    type_into(part, {("人员情况", "D10"): 12.0, ("人员情况", "D11"): 4.0}, tmp_path / "分册" / "交回" / "人事.xlsx")
    desktop("type", "人员情况", "D10", 11)
    desktop("show", "分工")
    desktop("press", "收回合并")
    desktop.until(lambda: desktop("active") == "合并冲突")
    assert desktop("block", "人员情况", "D10:D11") == [[11], [4]]
    assert desktop("block", "合并冲突", "C5:F5") == [["《人员情况》行政在职人数", "9", "11", "12"]]
    (backup,) = tmp_path.glob("总表.备份-*.xlsm")
    assert backup.stat().st_size > 10_000
    desktop("type", "合并冲突", "H5", "交回")
    desktop("press", "收回合并")
    desktop.until(lambda: desktop("active") == "分工")
    assert desktop("block", "人员情况", "D10:D11") == [[12], [4]]
    desktop("press", "撤销合并")
    desktop.until(lambda: desktop("block", "人员情况", "D10:D11") == [[11], [4]])
    desktop("press", "撤销合并")
    desktop.until(lambda: desktop("block", "人员情况", "D10:D11") == [[11], [5]])
    assert not desktop("dialogs")
    desktop.until(lambda: desktop("close"))
