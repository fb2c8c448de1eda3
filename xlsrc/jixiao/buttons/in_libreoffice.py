"""What a button runs on LibreOffice: `python -m jixiao.buttons.in_libreoffice ACTION PATH`.

The application that was pressed serves the workbook over the descriptors in JIXIAO_LIBREOFFICE.
"""

import sys
from importlib import import_module

from jixiao.engines.bare import without_tables


def main(action: str, path: str) -> None:
    """Call jixiao.buttons.<action>() with that workbook as the caller."""
    if not action.isidentifier() or action.startswith("_"):
        raise ValueError(f"not the name of a button: {action}")
    with without_tables():
        import xlwings
    from jixiao.engines import open_book

    book: xlwings.Book = open_book(path, "libreoffice")
    book.set_mock_caller()
    try:
        getattr(import_module("jixiao.buttons"), action)()
    finally:
        book.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
