"""What was received: folders, .zip and .eml, opened as deep as they go; every file of them becomes one Arrival."""

from jixiao.bureau.sources.finding import Inbox, found, inbox_name

__all__ = ["Inbox", "found", "inbox_name"]
