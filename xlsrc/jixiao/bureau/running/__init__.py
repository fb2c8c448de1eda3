"""Where files are evaluated: in this process, on this machine's cores, on a cluster. The same pure function everywhere."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from jixiao.filing import Filed, Naming


class Runner(Protocol):
    """Evaluates files. Bounded: never more than a few files per worker are on their way, whatever their number."""

    def evaluated(self, paths: Iterable[Path], naming: Naming) -> Iterator[Filed]:
        """What each file came to, in any order, each exactly once; a worker that dies costs no file."""
