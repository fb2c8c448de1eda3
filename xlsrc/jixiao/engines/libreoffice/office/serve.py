"""Answer requests of a WorkbookPort, one JSON object a line: {"op": …, "args": […]} -> {"ok": …} or {"error": …}."""

import json
from typing import Any

from .book import OPERATIONS, Book
from .writes import Refused


def answer(book: Book, line: str) -> str:
    """The reply to one request. Every fault of the request or the application becomes an "error" with its kind."""
    request = json.loads(line)
    return json.dumps(_attempt(book, request["op"], request["args"]), ensure_ascii=True)


def _attempt(book: Book, operation: str, args: Any) -> Any:
    if operation not in OPERATIONS:
        return _error("ValueError", operation)
    try:
        return {"ok": getattr(book, operation)(*args)}
    except Refused as refused:
        return _error(refused.kind, [refused.row, refused.column])
    except KeyError as error:
        return _error("KeyError", error.args[0])
    except Exception as error:  # whatever UNO raises is told to the other side, which decides
        return _error(type(error).__name__, str(error))


def _error(kind: str, detail: Any) -> Any:
    return {"error": {"kind": kind, "detail": detail}}
