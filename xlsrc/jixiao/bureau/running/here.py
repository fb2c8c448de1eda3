"""In this process, a file after the other: for few files, and where nothing else can be started."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from jixiao.filing import Filed, Naming, evaluate_file


class Here:
    """A Runner."""

    def evaluated(self, paths: Iterable[Path], naming: Naming) -> Iterator[Filed]:
        """Each file when it is asked for."""
        return (evaluate_file(path, naming) for path in paths)
