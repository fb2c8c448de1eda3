"""What a button runs on LibreOffice: `python -m jixiao.buttons.in_libreoffice ACTION PATH`.

The application that was pressed serves the workbook over the descriptors in JIXIAO_LIBREOFFICE.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module


def main(action: str, path: str) -> None:
    """Call jixiao.buttons.<action>() with that workbook as the caller."""
    if not action.isidentifier() or action.startswith("_"):
        raise ValueError(f"not the name of a button: {action}")
    with _absent("pandas", "numpy"):  # xlwings loads them where they are; half of a press's time, for nothing
        import xlwings
    from jixiao.engines import open_book

    book: xlwings.Book = open_book(path, "libreoffice")
    book.set_mock_caller()
    try:
        getattr(import_module("jixiao.buttons"), action)()
    finally:
        book.close()


@contextmanager
def _absent(*modules: str) -> Iterator[None]:
    """Within the block these modules can't be imported; afterwards they can."""
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None is how Python marks them
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


if __name__ == "__main__":
    main(*sys.argv[1:])
