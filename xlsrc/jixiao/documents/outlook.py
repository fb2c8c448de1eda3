"""A draft in Outlook on Windows, through COM: it is displayed, never sent. Unproven with a real Outlook (see tests)."""

import importlib
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jixiao.documents.mail import Draft

MAIL_ITEM = 0  # olMailItem
Start = Callable[[], Any]


def outlook() -> Any | None:
    """The running or a newly started Outlook; None where there is none."""
    if sys.platform != "win32":
        return None
    try:
        client = importlib.import_module("win32com.client")
        return client.Dispatch("Outlook.Application")
    except ImportError:
        return None
    except Exception as error:  # pywin32's com_error has no base class that can be named without pywin32
        logging.getLogger(__name__).info("no Outlook: %s", error)
        return None


def show_draft(draft: Draft, paths: Sequence[Path], start: Start = outlook) -> bool:
    """Open the draft in Outlook with the files attached; False where that can't be done (the .eml is there anyway)."""
    application = start()
    if application is None:
        return False
    try:
        item = application.CreateItem(MAIL_ITEM)
        item.To = "; ".join(draft.recipients)
        item.Subject = draft.subject
        item.Body = draft.body
        for path in paths:
            item.Attachments.Add(str(path.absolute()))
        item.Display(False)
    except Exception as error:  # whatever Outlook refuses, the draft is also a file
        logging.getLogger(__name__).warning("Outlook refused the draft: %s", error)
        return False
    return True
