"""Tables to be read only, whatever program made them: .xlsx, .xlsm, .xls, .et (WPS), .xlsb, .ods, a .docx's tables.

What a file is, its bytes say, not its name: WPS calls an .xls .et, and people rename.
"""

from jixiao.engines.foreign.opening import SUFFIXES, read_sheets, sheets_of

__all__ = ["SUFFIXES", "read_sheets", "sheets_of"]
