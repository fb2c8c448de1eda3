"""xlwings.conf: ours go in, everybody else's stay, and come back."""

import pytest
from profiles import profile

from jixiao.setup import SetupError
from jixiao.setup.places import OWN_PYTHON
from jixiao.setup.settings import value_of, wanted, with_settings, without_settings

OURS = {"INTERPRETER_WIN": OWN_PYTHON, "USE UDF SERVER": "True"}
PYTHON = b'"INTERPRETER_WIN","%LOCALAPPDATA%\\jixiao\\venv\\Scripts\\python.exe"\r\n'
SERVER = b'"USE UDF SERVER","True"\r\n'
LINES = PYTHON + SERVER
CHINESE = '"PYTHONPATH","C:\\资料"\r\n'.encode("gbk")

FILES = {
    "none": (b"", LINES),
    "others": (CHINESE, CHINESE + LINES),
    "another interpreter": (b'"interpreter_win","C:\\py\\python.exe"\r\n' + CHINESE, PYTHON + CHINESE + SERVER),
    "no line end": (b'"SHOW CONSOLE","False"', b'"SHOW CONSOLE","False"\r\n' + LINES),
    "unix line ends": (b'"A","1"\n"USE UDF SERVER","False"\n', b'"A","1"\n' + SERVER + PYTHON),
    "twice": (b'"USE UDF SERVER","1"\r\n"Use Udf Server","0"\r\n', SERVER + PYTHON),
    "a boolean of VBA": (b'"USE UDF SERVER",#FALSE#\r\n', SERVER + PYTHON),
}


@pytest.mark.parametrize(("before", "after"), FILES.values(), ids=FILES)
def test_ours_go_in_and_come_out(before, after):
    content, replaced = with_settings(before, OURS)
    assert content == after
    assert with_settings(content, OURS)[0] == content
    back = without_settings(content, OURS, replaced)
    assert back.splitlines() == before.splitlines()


def test_a_line_that_people_changed_since_is_theirs():
    content, replaced = with_settings(b"", OURS)
    changed = content.replace(b"True", b"False")
    assert without_settings(changed, OURS, replaced) == b'"USE UDF SERVER","False"\r\n'


def test_xlwings_itself_reads_them(tmp_path, monkeypatch):
    import xlwings

    path = tmp_path / "xlwings.conf"
    path.write_bytes(with_settings(b'"ONEDRIVE_CONSUMER_WIN","D:\\a"\r\n', OURS)[0])
    monkeypatch.setattr(xlwings, "USER_CONFIG_FILE", str(path))
    read = xlwings.utils.read_user_config()
    assert read["use udf server"] == "True"
    assert read["interpreter_win"].endswith(r"\jixiao\venv\Scripts\python.exe")
    assert read["onedrive_consumer_win"] == r"D:\a"
    assert value_of(path.read_bytes(), "INTERPRETER_WIN") == OWN_PYTHON


def test_wanted_on_windows(tmp_path):
    assert wanted(profile(tmp_path)) == OURS


def test_a_python_in_a_chinese_folder_is_refused(tmp_path):
    """It can't be written so that VBA reads it whatever the machine's code page."""
    with pytest.raises(SetupError, match="英文路径"):
        wanted(profile(tmp_path, python=r"D:\工具\python.exe"))
