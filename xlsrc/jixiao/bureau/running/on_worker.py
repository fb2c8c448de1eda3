"""What runs inside a cluster's workers."""

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from distributed import WorkerPlugin, get_worker

from jixiao import __version__
from jixiao.filing import Filed, Naming, evaluate_file

if TYPE_CHECKING:
    from distributed import Worker

_one_at_a_time = Lock()  # the interpreter runs one anyway; so much less memory


class Frameworks(WorkerPlugin):  # type: ignore[misc]  # distributed ships no types
    """What the bureau names, kept by each worker under the plugin's name."""

    def __init__(self, naming: Naming) -> None:
        self.naming = naming

    def setup(self, worker: "Worker") -> None:
        """Before the first file: other threads of the worker import pandas too, and must find it (jixiao.engines.bare)."""
        import pandas  # noqa: F401


def evaluate(path: Path, frameworks: str) -> Filed:
    """A file by the frameworks of that name."""
    with _one_at_a_time:
        return evaluate_file(path, get_worker().plugins[frameworks].naming)


def version() -> str:
    """Which jixiao the worker has."""
    return __version__
