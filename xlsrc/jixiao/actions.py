"""What a clerk can ask for. One table, many faces: form buttons, ribbon, 发送到 menu, command line, xlwings Lite, manual."""

from dataclasses import dataclass

from jixiao.forms.names import (
    CONFLICTS,
    FINDINGS,
    FRAMEWORK,
    HOME,
    IMPORTED,
    MISSING,
    OFFICES,
    PASTED,
    REGISTER,
    SCORES,
)

UNIT, LEDGER = "填报工作簿", "绩效自评台账"
"""The two workbooks with buttons: the one that a unit fills, the bureau's."""
TITLES = {UNIT: "绩效自评", LEDGER: "绩效台账"}
"""What their ribbon tab, or menu, is called."""
Spot = tuple[str, str]
"""A workbook and one of its sheets."""


def _spots(book: str, *sheets: str) -> tuple[Spot, ...]:
    return tuple((book, sheet) for sheet in sheets)


@dataclass(frozen=True)
class Action:
    """`name` is the function in jixiao.buttons; `what` one sentence for a clerk; `books` the workbooks that have it.

    In the ribbon: `icon` an imageMso, `keytip` its key, `group` where it stands ("": nowhere). `home`: where its form
    buttons are. `shows`: the sheet it ends with ("": a box tells what was made). `on_files`: works on a closed file too
    (发送到, jixiao press); `begins`: makes another workbook, from a closed one where there is one; `in_lite`: in xlwings Lite.
    """

    name: str
    label: str
    what: str
    icon: str = ""
    keytip: str = ""
    group: str = ""
    home: tuple[Spot, ...] = ()
    shows: str = ""
    on_files: bool = False
    begins: bool = False
    in_lite: bool = False
    books: tuple[str, ...] = (UNIT,)

    @property
    def macro(self) -> str:
        """What its form button calls, in workbook/vba/JxButtons.bas."""
        return "Jx" + self.name.title().replace("_", "")

    def doing(self, what: str) -> str:
        """The status line while it runs."""
        return f"{self.label}：{what}"

    def outcome(self, *, done: bool) -> str:
        """校验完成, 校验没有完成."""
        return f"{self.label}{'完成' if done else '没有完成'}"

    def ended(self, told: str, *, done: bool = True) -> str:
        """校验完成：…"""
        return f"{self.outcome(done=done)}：{told}"


ACTIONS = (
    Action("new", "新建", "新建一份填报工作簿；有上年的，把上年的资料带过来。", "FileNew", "N", "工作簿", begins=True),
    Action(
        "validate", "校验", "检查全部填报内容，问题列在《校验结果》，有问题的格子变色。",
        "DataValidation", "J", "校验和评分", _spots(UNIT, HOME), FINDINGS, on_files=True, in_lite=True,
    ),
    Action(
        "calculate", "计算评分", "计算执行率和得分，写进《评分表》和《汇总》。",
        "CalculateNow", "P", "校验和评分", _spots(UNIT, HOME), SCORES, on_files=True, in_lite=True,
    ),
    Action(
        "try_out", "识别并试算", "《指标体系》：每条评分标准怎么理解、试算一个指标值。",
        home=_spots(UNIT, FRAMEWORK), shows=FRAMEWORK, in_lite=True,
    ),
    Action(
        "report", "生成报告", "按填好的内容写出 Word 自评报告，放在本文件旁边。",
        "FileSaveAsWordDocx", "B", "报送", _spots(UNIT, HOME), on_files=True,
    ),
    Action(
        "submit", "导出报送件", "写出报送表和报告，放进旁边的“报送件”文件夹；还有错误时不导出。",
        "ExportExcel", "D", "报送", _spots(UNIT, HOME), on_files=True,
    ),
    Action(
        "mail", "发送邮件", "写一封带附件的邮件草稿；不会自动发出。",
        "FileSendAsAttachment", "M", "报送", _spots(UNIT, HOME), on_files=True,
    ),
    Action(
        "import_table", "导入评分表", "把粘贴在《粘贴评分表》里的评分表导入《指标体系》；每一行成了什么，列在《导入结果》。",
        "ImportExcel", "R", "指标体系", _spots(UNIT, HOME, PASTED), IMPORTED, on_files=True,
    ),
    Action(
        "split", "分发", "按《分工》给每个科室写一本分册，放进旁边的“分册”文件夹，另有一封邮件草稿；第一次按只填好《分工》。",
        "FileSendAsAttachment", "F", "科室分工", _spots(UNIT, OFFICES), OFFICES, on_files=True,
    ),
    Action(
        "merge", "收回合并", "把“分册”文件夹的“交回”里的分册逐格并进来；两边都改了的不覆盖，列在《合并冲突》。",
        "ImportExcel", "G", "科室分工", _spots(UNIT, OFFICES, CONFLICTS), OFFICES, on_files=True,
    ),
    Action(
        "undo_merge", "撤销合并", "退回最近一次收回合并；合并以后又改过的格子不动。",
        "Undo", "C", "科室分工", _spots(UNIT, OFFICES), OFFICES, on_files=True,
    ),
    Action(
        "collect", "收集", "找出收件文件夹里新收到的工作簿，逐份重新校验和评分，填好全部各表。",
        "ImportExcel", "S", "收集", _spots(LEDGER, HOME), REGISTER, books=(LEDGER,),
    ),
    Action(
        "refresh", "刷新", "不找新文件：按《名册》《设置》和《登记》里选的“采用/不采用”重新填好全部各表。",
        "RefreshAll", "X", "收集", _spots(LEDGER, HOME), HOME, books=(LEDGER,),
    ),
    Action(
        "missing", "缺报名单", "按今天的日期列出还没有报、报来的不能用的单位。",
        "Filter", "Q", "名单", _spots(LEDGER, HOME), MISSING, books=(LEDGER,),
    ),
    Action(
        "help", "帮助", "打开使用手册。",
        "Help", "H", "帮助", _spots(LEDGER, HOME), books=(UNIT, LEDGER),
    ),
)  # fmt: skip
ON_FILES = tuple(action for action in ACTIONS if action.on_files)
SENT_TO = (*ON_FILES, *(action for action in ACTIONS if action.begins))
"""What 发送到 and the desktop icon offer, in the order of the work: next year's workbook comes last."""
IN_LITE = tuple(action for action in ACTIONS if action.in_lite)


def actions_of(book: str) -> tuple[Action, ...]:
    """Those of a workbook, UNIT or LEDGER, in order."""
    return tuple(action for action in ACTIONS if book in action.books)


def in_ribbon(book: str) -> tuple[Action, ...]:
    """Those in its ribbon tab."""
    return tuple(action for action in actions_of(book) if action.group)


def menus() -> dict[str, dict[str, str]]:
    """Where there is no ribbon (LibreOffice), its tabs as menus: title → label → name. 新建 asks in Excel's own boxes."""
    return {
        title: {action.label: action.name for action in in_ribbon(book) if not action.begins}
        for book, title in TITLES.items()
    }


def action_named(name: str) -> Action:
    """By name, its first word (import) or label. KeyError where there is none."""
    for action in ACTIONS:
        if name in (action.name, action.name.partition("_")[0], action.label):
            return action
    raise KeyError(name)
