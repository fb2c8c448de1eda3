"""部门整体支出绩效自评，用于 xlwings Lite。由 jixiao 生成，不用改；用法见同一文件夹的《说明.md》。"""

import sys
import zipfile
from importlib import import_module
from pathlib import Path

import xlwings as xw
from xlwings import arg, func, script

BUNDLE, FOLDER = Path("/data/jixiao-lite.zip"), Path("/tmp/jixiao-lite")
MISSING = "请先在 xlwings Lite 菜单 Files → Import/Export 里导入 jixiao-lite.zip，再运行一次。"


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


@script(name="校验")
async def validate(book: xw.Book):
    """检查全部填报内容，问题列在《校验结果》，有问题的格子变色。"""
    await run("validate", book)


@script(name="计算评分")
async def calculate(book: xw.Book):
    """计算执行率和得分，写进《评分表》和《汇总》。"""
    await run("calculate", book)


@script(name="识别并试算")
async def try_out(book: xw.Book):
    """《指标体系》：每条评分标准怎么理解、试算一个指标值。"""
    await run("try_out", book)


@func(namespace="JX")
@arg("executed", ndim=2, doc="全年执行数，万元，按两位小数计算。")
@arg("budget", ndim=2, doc="调整后预算数，万元，按两位小数计算。")
def rate(executed, budget):
    """预算执行率：全年执行数除以调整后预算数，与《汇总》同一算法。预算数是 0 的，得 不适用。单元格格式请设为百分比、两位小数。"""
    return formula("execution_rate", executed, budget)


@func(namespace="JX")
@arg("criterion", ndim=2, doc="评分标准的文字，如：≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。")
@arg("value", ndim=2, doc="完成值，如 95%、12/10、是,是,否、不适用；有目标值的写成 完成值/目标值。")
@arg("weight", ndim=2, doc="该指标的满分，大于 0。")
def score(criterion, value, weight):
    """按评分标准的文字给指标值打分，与【计算评分】同一算法。看不懂的评分标准得 手工，并写出哪几个字看不懂。"""
    return formula("points", criterion, value, weight)


@func(namespace="JX")
@arg("total", ndim=2, doc="自评总分，满分 100。")
@arg("excellent", ndim=2, doc="得优的最低分，不填按 90。")
@arg("good", ndim=2, doc="得良的最低分，不填按 80。")
@arg("fair", ndim=2, doc="得中的最低分，不填按 60。")
def grade(total, excellent=None, good=None, fair=None):
    """自评总分的等次：90 分以上优，80 分以上良，60 分以上中，其余差。另有规定的可给出优线、良线、中线。"""
    return formula("grade", total, excellent, good, fair)
