"""Libraries that only some need: extras of the package (`pip install jixiao[parquet]`), imported where they are used."""

from importlib import import_module
from typing import Any

MISSING = "{what}要另装：pip install 'jixiao[{name}]'（现在没有 {library}）。"


class MissingExtra(Exception):  # noqa: N818 - reads as what it is
    """An extra that isn't installed; the text says in one line how to get it."""


def extra(library: str, name: str, what: str) -> Any:
    """The library of an extra; `what` it is needed for, in Chinese. MissingExtra where it isn't installed."""
    try:
        return import_module(library)
    except ModuleNotFoundError as error:
        if error.name != library.partition(".")[0]:
            raise
        raise MissingExtra(MISSING.format(what=what, name=name, library=library)) from error
