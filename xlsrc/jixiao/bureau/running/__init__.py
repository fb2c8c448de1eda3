"""Where files are evaluated: in this process, on this machine's cores, on a cluster. The same pure function everywhere."""

from jixiao.bureau.running.choosing import runner_for
from jixiao.bureau.running.model import NoWorkers, Runner

__all__ = ["NoWorkers", "Runner", "runner_for"]
