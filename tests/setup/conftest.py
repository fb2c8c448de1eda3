"""What takes long is made once per test session: jixiao's wheel, the wheels for Windows, the wheels for this machine."""

import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from wheel_minors import MINORS

from jixiao import resources
from jixiao.setup import SetupError
from jixiao.setup.bundle import make_bundle
from jixiao.setup.from_zip import WHEELS
from jixiao.setup.wheels import own_wheel, run_uv

T = TypeVar("T")


def from_network(work: Callable[[], T]) -> T:
    """Skips where packages can't be downloaded, but never in CI."""
    try:
        return work()
    except SetupError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"packages can't be downloaded here: {error.message_zh.splitlines()[-1]}")


@pytest.fixture(scope="session")
def own(tmp_path_factory) -> Path:
    """jixiao's own wheel."""
    return from_network(lambda: own_wheel(resources.data_root(), tmp_path_factory.mktemp("own")))


@pytest.fixture(scope="session")
def release_zip(tmp_path_factory) -> Path:
    """What `jixiao bundle` makes."""
    return from_network(lambda: make_bundle(tmp_path_factory.mktemp("dist"), MINORS))


@pytest.fixture(scope="session")
def windows_wheels(release_zip, tmp_path_factory) -> Path:
    """The wheels in it, in a folder."""
    folder = tmp_path_factory.mktemp("win")
    with zipfile.ZipFile(release_zip) as package:
        package.extractall(folder, [name for name in package.namelist() if name.endswith(".whl")])
    return folder / WHEELS


@pytest.fixture(scope="session")
def local_wheels(own, tmp_path_factory) -> Path:
    """A folder with everything for the Python that runs the tests."""
    folder = tmp_path_factory.mktemp("local")
    command = ["tool", "run", "--quiet", "--python", sys.executable, "pip", "download", "--quiet"]
    from_network(lambda: run_uv("download", *command, "--only-binary=:all:", "--dest", str(folder), str(own)))
    return folder
