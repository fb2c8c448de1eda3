"""Files on disk: names that every system takes, a file or a set of files written whole or not at all, scratch folders."""

from jixiao.files.names import MOST_BYTES, Document, free_backup, safe_name
from jixiao.files.scratch import scratch
from jixiao.files.together import BusyFolder, write_together
from jixiao.files.whole import whole_file, write_whole

__all__ = [
    "MOST_BYTES",
    "BusyFolder",
    "Document",
    "free_backup",
    "safe_name",
    "scratch",
    "whole_file",
    "write_together",
    "write_whole",
]
