"""Snapshot: what was typed, normalised, with the place of each value; no spreadsheet library in it."""

from jixiao.snapshot.model import Body, Computed, Entry, Record, Snapshot
from jixiao.snapshot.read import NotOurs, read_snapshot

__all__ = ["Body", "Computed", "Entry", "NotOurs", "Record", "Snapshot", "read_snapshot"]
