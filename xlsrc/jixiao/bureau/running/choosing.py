"""Which runner: by what the bureau asked for."""

from jixiao.bureau.running.model import Runner


def runner_for(scheduler: str | None = None, count: int | None = None) -> Runner:
    """The cluster at `scheduler` (tcp://…); else `count` processes, one a core where None; 1: this process itself.

    MissingExtra for a cluster without the extra.
    """
    if scheduler:
        from jixiao.bureau.running.cluster import Cluster

        return Cluster(scheduler)
    if count == 1:
        from jixiao.bureau.running.here import Here

        return Here()
    from jixiao.bureau.running.processes import Processes

    return Processes(count)
