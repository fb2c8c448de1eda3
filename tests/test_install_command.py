"""jixiao install on Linux: what it writes into a LibreOffice profile, and that uninstall takes it out again."""

import sys

import pytest

from books import run
from jixiao.actions import ACTIONS
from office import needs_office


@needs_office
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="LibreOffice is set up on Linux only")
def test_install_and_uninstall(tmp_path):
    profile = tmp_path / "配置"
    done = run("install", "--profile", profile)
    assert done.returncode == 0, done.stderr
    assert f"工作簿和台账里的 {len([action for action in ACTIONS if action.home])} 个按钮" in done.stdout
    assert (profile / "user" / "basic" / "Jixiao").is_dir()
    assert run("uninstall", "--profile", profile).returncode == 0
    assert not (profile / "user" / "basic" / "Jixiao").exists()
