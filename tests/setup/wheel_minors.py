"""CPython versions that the tests download wheels for: the oldest and the newest; `jixiao bundle` checks every one."""

MINORS = ("3.11", "3.15")
