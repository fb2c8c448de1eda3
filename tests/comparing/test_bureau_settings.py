"""The bureau's thresholds: one file, refused where it is wrong."""

import re
from decimal import Decimal

import pytest

from jixiao import resources
from jixiao.bureau.settings import SettingsError, load_settings, settings_of, usual

NODE = {
    "item": '"整句字数"', "label": '"整句相同字数"', "default": "20", "unit": '"字"', "prompt": '"默认 {整句字数}字。"',
    "source": '"长句不会是巧合"',
}  # fmt: skip


def node(**changes):
    lines = {**NODE, **changes}
    return "[[setting]]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items() if value is not None)


def loaded(folder, text):
    path = folder / "设置.toml"
    path.write_text(text, encoding="utf-8")
    return settings_of(path)


def test_a_prompt_says_its_default(tmp_path):
    (setting,) = loaded(tmp_path, node(default="2.50"))
    assert (setting.default, setting.prompt) == (Decimal("2.50"), "默认 2.5字。")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "设置.toml: holds"),
        ("other = 1\n" + node(), r"设置.toml: holds \[\[setting\]\] and nothing else, found \['other'\]"),
        ("[[setting]\n", "设置.toml: "),
        (node(unit=None), "setting 1: needs item, label, default, unit, prompt, source"),
        (node(most="3"), "setting 1: needs"),
        (node(source='""'), "setting 1: every text says something"),
        (node(label="3"), "setting 1: every text says something"),
        (node(default='"20"'), "setting 1 整句字数: default is a number above 0, found '20'"),
        (node(default="0"), "default is a number above 0"),
        (node(default="nan"), "default is a number above 0"),
        (node(default="inf"), "default is a number above 0"),
        (node(default="true"), "default is a number above 0"),
        (node(prompt='"默认 20字。"'), r"setting 1: the prompt names its default as \{整句字数\}"),
        (node(prompt='"默认 {整句字数}字，{别的}。"'), "the prompt names its default"),
        (node() + node(), r"setting 2: \['整句字数', '整句相同字数'\] is there twice"),
        (node() + node(item='"别的"', prompt='"{别的}"'), r"setting 2: \['整句相同字数'\] is there twice"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path, text, says):
    with pytest.raises(SettingsError, match=says):
        loaded(tmp_path, text)


def test_the_defaults_stand_in_the_file_and_nowhere_else():
    written = resources.templates("bureau", "设置.toml").read_text(encoding="utf-8")
    numbers = [Decimal(number) for number in re.findall(r"^default = (.+)$", written, flags=re.MULTILINE)]
    assert [setting.default for setting in load_settings()] == list(usual().values()) == numbers
    assert all(setting.prompt.endswith("。") and setting.source for setting in load_settings())
