"""What every runner keeps, and what is said of a file that ends the process that reads it."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from jixiao.filing import Filed, Naming

DIED = "【{name}】读这个文件时程序两次意外中断（内存不够，或者文件有问题），没有采用。请单独打开核对，另存后再收集。"


class Runner(Protocol):
    """Evaluates files. Bounded: never more than a few files per worker are on their way, whatever their number."""

    def evaluated(self, paths: Iterable[Path], naming: Naming) -> Iterator[Filed]:
        """What each file came to, in any order, each exactly once; a worker that dies costs no file.

        NoWorkers where nothing can be evaluated at all.
        """


class NoWorkers(Exception):  # noqa: N818 - reads as what it is
    """The workers can't be had; the text says in one line why and what to do."""


def died(path: Path) -> Filed:
    """A file in whose reading a worker died twice, the second time alone: refused, so that the rest goes on."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:  # gone meanwhile
        digest = ""
    return Filed(digest, refused=DIED.format(name=path.name))
