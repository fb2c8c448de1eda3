"""The VBA module JxMessages: every Chinese word of the macros, from workbook/vba/消息.toml and from this package.

Pure ASCII: each text as the hexadecimal codes of its characters, which ChrW turns back whatever the code page is.
"""

import tomllib
from collections.abc import Iterator, Mapping

from jixiao import resources
from jixiao.forms.names import HOME
from jixiao.forms.outputs import NOTICE_HEIGHT, NOTICE_NAME
from jixiao.resources import ADDIN_NAME

MODULE = "JxMessages"
PER_LINE = 100  # characters; a line of VBA may have 1023
HEAD = f"""Attribute VB_Name = "{MODULE}"
Option Explicit
Option Private Module

' Made by jixiao build from the Chinese text in workbook/vba; not to be edited here.

Public Const JxNoticeHeight As Double = {NOTICE_HEIGHT}

Public Function JxText(ByVal key As String, Optional ByVal detail As String = "") As String
    Dim t As String
    Select Case key
"""
TAIL = """    End Select
    JxText = Replace(t, "{}", detail)
End Function

Private Function W(ByVal codes As String) As String
    Dim n As Long
    For n = 1 To Len(codes) Step 4
        W = W & ChrW$(CLng("&H" & Mid$(codes, n, 4)))
    Next n
End Function
"""


def messages() -> dict[str, str]:
    """Every text by its key: messages to the clerk, and names that the macros look up."""
    read = tomllib.loads(resources.workbook("vba", "消息.toml").read_text(encoding="utf-8"))
    return {**read, "home": HOME, "notice": NOTICE_NAME, "addin": ADDIN_NAME}


def messages_source(texts: Mapping[str, str]) -> str:
    """The module. ValueError: a character that VBA's ChrW doesn't know."""
    return HEAD + "".join(line for key, text in texts.items() for line in _case(key, text)) + TAIL


def _case(key: str, text: str) -> Iterator[str]:
    yield f'        Case "{key}"\n'
    for start in range(0, len(text), PER_LINE):
        yield f'            t = t & W("{_codes(text[start : start + PER_LINE])}")\n'


def _codes(text: str) -> str:
    if any(ord(character) > 0xFFFF for character in text):
        raise ValueError(f"beyond the Basic Multilingual Plane: {text!r}")
    return "".join(f"{ord(character):04X}" for character in text)
