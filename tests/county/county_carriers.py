"""Where filed files lie: in folders, in batches of .zip, in e-mails. Contents are made when they are written, not before."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random

from county_account import Said
from county_packing import CHINA, STYLES, Packed, mail, zipped

BATCH = 12
FOLDERS = ("局委办", "二级单位", "乡镇", "补报", "")
ZIPS, MAILS = "压缩包", "邮件"


@dataclass(frozen=True)
class Item:
    """A file to be filed: what must be said of it (`at`: its bare name), and how to make it."""

    said: Said
    make: Callable[[], bytes]
    loose: bool = False

    @property
    def name(self) -> str:
        return self.said.at[0]

    def packed(self, name: str = "") -> Packed:
        """Made, for a container."""
        return Packed(name or self.name, self.make(), self.said.when)

    def lying(self, *at: str) -> Said:
        """What is said of it, with where it lies."""
        return replace(self.said, at=at)


class Carriers:
    """Writes items into a folder, mixed; gives what is said of each with its place."""

    def __init__(self, folder: Path, rng: Random) -> None:
        self.folder, self.rng, self.taken = folder, rng, set[str]()

    def write(self, items: Sequence[Item]) -> Iterator[Said]:
        """Every item somewhere: some loose in folders, the rest in batches and mails."""
        mixed = [one for one in items if not one.loose]
        cut, end = len(mixed) * 45 // 100, len(mixed) * 75 // 100
        for one in [*(one for one in items if one.loose), *mixed[:cut]]:
            yield self._loose(one)
        for n, at in enumerate(range(cut, end, BATCH), 1):
            yield from self._batch(mixed[at : min(at + BATCH, end)], n)
        yield from self._mails(mixed[end:])

    def _loose(self, item: Item) -> Said:
        path = self._free(self.rng.choice(FOLDERS), item.name)
        self._put(path, item.make(), item.said.when)
        return item.lying(path)

    def _batch(self, items: Sequence[Item], number: int) -> Iterator[Said]:
        """Every second one with GBK names; every third holds its last files in a .zip of its own."""
        inner = items[-3:] if number % 3 == 0 and len(items) > 4 else []
        outer = items[: len(items) - len(inner)]
        named = [(one, self._inside(one, number)) for one in outer]
        path, when = self._free(ZIPS, f"第{number}批.zip"), max(one.said.when for one in items)
        files = [one.packed(name) for one, name in named]
        if inner:
            files.append(
                Packed("补交.zip", zipped([one.packed(f"{n}/{one.name}") for n, one in enumerate(inner)]), when)
            )
        self._put(path, zipped(files, gbk=number % 2 == 0), when)
        yield from (one.lying(path, name) for one, name in named)
        yield from (one.lying(path, "补交.zip", f"{n}/{one.name}") for n, one in enumerate(inner))

    def _inside(self, item: Item, number: int) -> str:
        folders = ("报送材料/", "", f"{item.said.unit or '未写单位'}/")
        name = f"{self.rng.choice(folders)}{item.name}"
        while f"{number}!{name}" in self.taken:
            name = f"另/{name}"
        self.taken.add(f"{number}!{name}")
        return name

    def _mails(self, items: Sequence[Item]) -> Iterator[Said]:
        """One file each; every fifth was forwarded: a mail in a mail."""
        for n, one in enumerate(items):
            subject, when = f"{one.said.unit or '单位'}绩效自评材料", one.said.when
            path = self._free(MAILS, f"{n + 1:03d} {subject}.eml")
            style = STYLES[n % len(STYLES)]
            content, at = mail(subject, f"unit{n}", when, [one.packed()], style), (path, one.name)
            if n % 5 == 4:
                content, at = mail(f"转发：{subject}", "office", when, [], forwarded=content), (path, "转发", one.name)
            self._put(path, content, when)
            yield one.lying(*at)

    def _free(self, folder: str, name: str) -> str:
        path, number = f"{folder}/{name}".lstrip("/"), 1
        while path in self.taken:
            number += 1
            stem, dot, extension = name.rpartition(".")
            path = f"{folder}/{stem} ({number}){dot}{extension}".lstrip("/")
        self.taken.add(path)
        return path

    def _put(self, path: str, content: bytes, when: datetime) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        seconds = when.replace(tzinfo=CHINA).timestamp()
        os.utime(target, (seconds, seconds))
