"""Snapshot: what was typed, normalised, with the place of each value; no spreadsheet library in it."""

from jixiao.snapshot.answers import Answered
from jixiao.snapshot.model import Body, Carried, Computed, Entry, Project, ProjectRow, Record, Snapshot
from jixiao.snapshot.read import NotOurs, read_snapshot

__all__ = [
    "Answered",
    "Body",
    "Carried",
    "Computed",
    "Entry",
    "NotOurs",
    "Project",
    "ProjectRow",
    "Record",
    "Snapshot",
    "read_snapshot",
]
