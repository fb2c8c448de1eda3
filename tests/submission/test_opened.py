"""verify looks into a .zip and a mail draft: a changed figure is found there too."""

import zipfile

import pytest

from books import run, type_into


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    folder = tmp_path_factory.mktemp("报送")
    assert run("demo", folder).returncode == 1
    return {path.suffix: path for path in folder.iterdir()}


def test_a_changed_figure_in_a_zip_is_found(sent, tmp_path):
    with zipfile.ZipFile(sent[".zip"]) as package:
        held = {info.filename: package.read(info) for info in package.infolist()}
    name = next(name for name in held if name.endswith(".xlsx"))
    (tmp_path / "改.xlsx").write_bytes(held[name])
    type_into(tmp_path / "改.xlsx", {("汇总", "D24"): 999.99}, tmp_path / "改.xlsx")
    held[name] = (tmp_path / "改.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "改.zip", "w") as package:
        for part, content in held.items():
            package.writestr(part, content)
    ran = run("verify", sent[".xlsm"], tmp_path / "改.zip")
    assert ran.returncode == 1
    assert "999.99" in ran.stdout


@pytest.mark.parametrize(("name", "content"), [("坏.zip", b"PK\x03\x04 nothing"), ("空.eml", b"Subject: x\n\nbody\n")])
def test_what_can_not_be_opened_is_one_line(sent, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    ran = run("verify", sent[".xlsm"], tmp_path / name)
    assert (ran.returncode, len(ran.stderr.strip().splitlines()), ran.stdout) == (2, 1, "")
