"""main.py as a user pastes it into xlwings Lite: made from the list of actions and the catalogue of functions."""

import inspect

from jixiao.actions import IN_LITE
from jixiao.functions.catalog import FUNCTIONS, Function

BUNDLE = "jixiao-lite.zip"
NAMESPACE = "JX"
SHORT_NAMES = {
    "执行率": "rate",
    "得分": "score",
    "等次": "grade",
}  # =JX.RATE(…): the id of a custom function is plain ASCII

_HEAD = f'''"""部门整体支出绩效自评，用于 xlwings Lite。由 jixiao 生成，不用改；用法见同一文件夹的《说明.md》。"""

import sys
import zipfile
from importlib import import_module
from pathlib import Path

import xlwings as xw
from xlwings import arg, func, script

BUNDLE, FOLDER = Path("/data/{BUNDLE}"), Path("/tmp/jixiao-lite")
MISSING = "请先在 xlwings Lite 菜单 Files → Import/Export 里导入 {BUNDLE}，再运行一次。"


def program(name):
    """jixiao 的一个模块；程序在导入的压缩包里，第一次用时解开。没有导入的得 None。"""
    if str(FOLDER) not in sys.path:
        if not BUNDLE.is_file():
            return None
        with zipfile.ZipFile(BUNDLE) as bundle:
            bundle.extractall(FOLDER)
        sys.path.insert(0, str(FOLDER))
    return import_module(name)


async def run(name, book):
    """做一个操作。"""
    scripts = program("jixiao.lite.scripts")
    if scripts is None:
        print(MISSING)
    else:
        await getattr(scripts, name)(book)


def formula(name, *cells):
    """算一个公式。"""
    functions = program("jixiao.functions")
    return MISSING if functions is None else getattr(functions, name)(*cells)
'''

_SCRIPT = '''

@script(name="{label}")
async def {name}(book: xw.Book):
    """{what}"""
    await run("{name}", book)
'''

_FUNCTION = '''

@func(namespace="{namespace}")
{arguments}
def {short}({signature}):
    """{what}"""
    return formula("{call}", {names})
'''


def main_source() -> str:
    """The text of main.py."""
    scripts = [_SCRIPT.format(name=one.name, label=one.label, what=one.what) for one in IN_LITE]
    return "".join([_HEAD, *scripts, *map(_function, FUNCTIONS)])


def _function(function: Function) -> str:
    names = list(inspect.signature(function.call).parameters)
    pairs = list(zip(names, function.arguments, strict=True))
    decorators = [f'@arg("{name}", ndim=2, doc="{argument.what}")' for name, argument in pairs]
    signature = [f"{name}=None" if argument.optional else name for name, argument in pairs]
    return _FUNCTION.format(
        namespace=NAMESPACE,
        arguments="\n".join(decorators),
        short=SHORT_NAMES[function.name],
        signature=", ".join(signature),
        what=function.what,
        call=function.call.__name__,
        names=", ".join(names),
    )
