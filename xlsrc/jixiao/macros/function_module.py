"""The VBA module JX: what Excel calls for =JX.执行率(…). Made from the catalogue, as xlwings would import it.

Its identifiers are Chinese: the project that holds it needs code page 936. XLPy.CallUDF is of xlwings' own VBA module,
which must be in the same project (Windows only, as xlwings' user functions are).
"""

from jixiao.functions.catalog import CATEGORY, FUNCTIONS, Argument, Function

MODULE, PYTHON_MODULE = "JX", "jixiao.functions.excel"
FAILED = "没有算出来：Python 没有启动。请重新运行安装程序；仍不行，请找安装人员。"
NOT_ON_MAC = "这个函数只在 Windows 版 Excel 可用。"
LONGEST_HELP = 255  # Application.MacroOptions takes no more


def vba_source() -> str:
    """The module's text with "\\n" line ends, encodable in GBK; JxDescribe is for Workbook_Open of its project."""
    lines = [f'Attribute VB_Name = "{MODULE}"', "Option Explicit", ""]
    for function in FUNCTIONS:
        lines += [*_wrapper(function), ""]
    return "\n".join([*lines, *_describe(), ""])


def _wrapper(function: Function) -> list[str]:
    """A failure inside Python has its own text: what is left is that Python could not be started."""
    name = function.name
    arguments = ", ".join(argument.name for argument in function.arguments)
    call = f'XLPy.CallUDF("{PYTHON_MODULE}", "{function.call.__name__}", Array({arguments}), _'
    return [
        f"Public Function {name}({', '.join(map(_parameter, function.arguments))}) As Variant",
        f"Attribute {name}.VB_Description = {_quoted(function.what)}",
        "    #If Mac Then",
        f"        {name} = {_quoted(NOT_ON_MAC)}",
        "    #Else",
        "        On Error GoTo Failed",
        f"        {name} = {call}",
        "            ActiveWorkbook, Application.Caller)",
        "        Exit Function",
        "Failed:",
        f"        {name} = {_quoted(FAILED)}",
        "    #End If",
        "End Function",
    ]


def _parameter(argument: Argument) -> str:
    return f"Optional {argument.name}" if argument.optional else argument.name


def _describe() -> list[str]:
    """Help texts of the arguments; on failure the functions work without them."""
    lines = ["Public Sub JxDescribe()", "    On Error Resume Next"]
    for function in FUNCTIONS:
        helps = ", _\n            ".join(_quoted(argument.what) for argument in function.arguments)
        lines += [
            f'    Application.MacroOptions Macro:="{function.name}", Category:={_quoted(CATEGORY)}, _',
            f"        Description:={_quoted(function.what)}, _",
            f"        ArgumentDescriptions:=Array({helps})",
        ]
    return [*lines, "End Sub"]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
