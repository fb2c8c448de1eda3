"""In this process, one after the other: for few files. A file that ends the process ends the run."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from jixiao.filing import Filed, Naming, evaluate_file


class Here:
    """The simplest runner."""

    def evaluated(self, paths: Iterable[Path], naming: Naming) -> Iterator[Filed]:
        """In the order of the paths."""
        return (evaluate_file(path, naming) for path in paths)
