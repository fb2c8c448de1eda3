"""One headless LibreOffice for the whole test session; tests open and close documents in it."""

import atexit
from functools import cache

import pytest

from jixiao.engines.libreoffice import application

needs_office = pytest.mark.needs("office")


@cache
def shared_office() -> str:
    """The address of the session's application; it ends with the session."""
    own = application.start_own()
    atexit.register(application.end, own)
    return own.address
