"""One headless LibreOffice for the whole test session; tests open and close documents in it."""

import atexit
from functools import cache

import pytest

from jixiao.engines import UnusableWorkbook
from jixiao.engines.libreoffice import application


def why_not() -> str:
    """Why LibreOffice tests can't run here; '' if they can."""
    try:
        application.soffice()
    except UnusableWorkbook as error:
        return error.message_zh
    return "" if any(application.pythons()) else application.NO_UNO


needs_office = pytest.mark.skipif(bool(why_not()), reason=why_not() or "LibreOffice is here")


@cache
def shared_office() -> str:
    """The address of the session's application; it ends with the session."""
    own = application.start_own()
    atexit.register(application.end, own)
    return own.address
