"""The VBA module JX and the help texts, held against what xlwings' own generator makes of the same functions."""

import importlib
import io
import re
import sys
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
import xlwings as xw

from jixiao.functions import FUNCTIONS, excel
from jixiao.macros.function_module import LONGEST_HELP, vba_source

CALL = re.compile(r'XLPy\.CallUDF\("([\w.]+)", "(\w+)", Array\(([^)]*)\),[ _\n]*(\w+), Application\.Caller\)')
LONGEST_LINE, MOST_CONTINUED = 1023, 24  # what VBA takes


@pytest.fixture
def udfs(monkeypatch):
    """xlwings.udfs as on Windows, the COM packages stubbed: nothing of them is called while functions are declared."""
    for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
        monkeypatch.setitem(sys.modules, name, MagicMock(name=name))
    sys.modules["win32com.client"].Dispatch = object
    yield importlib.import_module("xlwings.udfs")
    sys.modules.pop("xlwings.udfs")


@pytest.fixture
def on_windows(udfs, monkeypatch):
    """functions.excel as xlwings on Windows sees it."""
    monkeypatch.setattr(xw, "func", udfs.xlfunc)
    monkeypatch.setattr(xw, "arg", udfs.xlarg)
    yield importlib.reload(excel)
    monkeypatch.undo()
    importlib.reload(excel)


def calls(source):
    """[(Python module, Python function, how many arguments, workbook)] in order."""
    return [(m, f, len(args.split(",")), book) for m, f, args, book in CALL.findall(source)]


def test_every_function_is_called_as_xlwings_would_call_it(udfs, on_windows):
    generated = io.StringIO()
    udfs.generate_vba_wrapper(on_windows.__name__, on_windows, generated, SimpleNamespace(Name="绩效函数.xlam"))
    ours, theirs = calls(vba_source()), calls(generated.getvalue())
    assert sorted(ours) == sorted(theirs)
    assert len(ours) == len(FUNCTIONS) == 3


def test_help_texts_reach_xlwings(on_windows):
    told = {one.name: getattr(on_windows, one.call.__name__).__xlfunc__ for one in FUNCTIONS}
    for one in FUNCTIONS:
        assert told[one.name]["ret"]["doc"] == one.what
        assert told[one.name]["category"] == "绩效自评"
        assert [argument["doc"] for argument in told[one.name]["args"]] == [a.what for a in one.arguments]
        assert [argument["options"] for argument in told[one.name]["args"]] == [
            {"ndim": 2, "err_to_str": True}
        ] * len(one.arguments)  # fmt: skip
        assert ["optional" in argument for argument in told[one.name]["args"]] == [a.optional for a in one.arguments]


@pytest.mark.parametrize(
    ("cells", "result"),
    [
        ((934.0, 1000.0), [[0.934]]),
        ((((1.0,), (2.0,)), ((3.0,), (0.0,))), [[0.3333], ["不适用"]]),
        ((None, "五百"), [["预算数：应填数字，现在是“五百”"]]),
    ],
)
def test_values_pass_through_xlwings_converters(on_windows, cells, result):
    """As call_udf does it: read by the argument's options, call, write by the result's."""
    from xlwings import conversion

    from jixiao.engines import activate

    activate("file")
    info = on_windows.execution_rate.__xlfunc__
    read = [conversion.read(None, cell, one["options"], "file") for cell, one in zip(cells, info["args"], strict=True)]
    assert conversion.write(on_windows.execution_rate(*read), None, info["ret"]["options"], "file") == result


def test_a_failure_is_a_text_and_its_traceback_goes_to_the_log(monkeypatch):
    logged = []
    monkeypatch.setattr(excel, "log_failure", logged.append)
    broken = excel._dressed(SimpleNamespace(name="得分", call=_broken, what="", arguments=()))
    assert broken().startswith("没有算出来。请把 ")
    assert logged == ["得分"]


def _broken() -> object:
    raise ZeroDivisionError


def test_the_module_says_what_the_formulas_say():
    source = vba_source()
    assert re.findall(r"^Public Function (\w+)\((.*)\) As Variant$", source, re.MULTILINE) == [
        ("执行率", "执行数, 预算数"),
        ("得分", "评分标准, 指标值, 分值"),
        ("等次", "总分, Optional 优线, Optional 良线, Optional 中线"),
    ]
    assert source.startswith('Attribute VB_Name = "JX"\nOption Explicit\n')
    assert re.findall(r'MacroOptions Macro:="(\w+)"', source) == ["执行率", "得分", "等次"]


def test_the_module_fits_vba():
    """Code page 936; no curly quotation mark, which the editor may take for a straight one; lines, helps short enough."""
    source = vba_source()
    source.encode("gbk")
    assert not set("“”‘’") & set(source)
    assert all(line.count('"') % 2 == 0 for line in source.splitlines())
    assert max(len(line.encode("gbk")) for line in source.splitlines()) <= LONGEST_LINE
    assert max(len(run.split("\n")) for run in re.findall(r"(?:.* _\n)+", source)) <= MOST_CONTINUED
    texts = [one.what for one in FUNCTIONS] + [a.what for one in FUNCTIONS for a in one.arguments]
    assert max(map(len, texts)) <= LONGEST_HELP


def test_blocks_are_closed():
    source = vba_source()
    for opened, closed in (("Public Function", "End Function"), ("Public Sub", "End Sub"), ("#If ", "#End If")):
        assert source.count(opened) == source.count(closed) > 0
