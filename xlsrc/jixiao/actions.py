"""What a clerk can ask for. One list, many faces: form buttons, ribbon, 发送到 menu, command line, manual."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """`name` is the function in jixiao.buttons; `what` one sentence for a clerk; `icon` an imageMso; `keytip` its key;
    `group` where it stands in the ribbon."""

    name: str
    label: str
    what: str
    icon: str
    keytip: str
    group: str


ACTIONS = (
    Action("new", "新建", "新建一份填报工作簿；有上年的，把上年的资料带过来。", "FileNew", "N", "工作簿"),
    Action("validate", "校验", "检查全部填报内容，问题列在《校验结果》，有问题的格子变色。", "DataValidation", "J", "校验和评分"),
    Action("calculate", "计算评分", "计算执行率和得分，写进《评分表》和《汇总》。", "CalculateNow", "P", "校验和评分"),
    Action("report", "生成报告", "按填好的内容写出 Word 自评报告，放在本文件旁边。", "FileSaveAsWordDocx", "B", "报送"),
    Action("submit", "导出报送件", "写出报送表和报告，放进旁边的“报送件”文件夹；还有错误时不导出。", "ExportExcel", "D", "报送"),
    Action("mail", "发送邮件", "写一封带附件的邮件草稿；不会自动发出。", "FileSendAsAttachment", "M", "报送"),
    Action("help", "帮助", "打开使用手册。", "Help", "H", "帮助"),
)  # fmt: skip

ON_FILES = ("validate", "calculate", "report", "submit", "mail")
"""Those that work on a closed file as well (发送到, jixiao press)."""


def action_named(name: str) -> Action:
    """By name or label. KeyError where there is none."""
    for action in ACTIONS:
        if name in (action.name, action.label):
            return action
    raise KeyError(name)


TRY_OUT = "识别并试算"
