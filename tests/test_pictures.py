"""The pictures: each there in both languages and forms, the same twice, readable as XML with its words as words; and help where a font or matplotlib is missing."""

import sys
from functools import cache
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

import delicta
from delicta import pages, pictures, sheets
from delicta.cli import main
from delicta.errors import DelictaError

pytest.importorskip("matplotlib")
NAMES = ("chain", "compliance", "elements", "lifecycle")
SVG = "{http://www.w3.org/2000/svg}"


def has_chinese():
    try:
        return bool(sheets.family("zh"))
    except DelictaError:
        return False


LANGUAGES = ["en", *(["zh"] if has_chinese() else [])]


@cache
def atlas():
    return pages.Atlas(delicta.load_law())


@cache
def drawn():
    return pictures.pictures(atlas(), LANGUAGES)


def words(svg):
    """All words of a picture without spaces, so that it does not matter where lines break."""
    return "".join("".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(SVG + "text")).replace(" ", "")


def test_every_picture_is_there_in_both_languages_and_forms(counted):
    assert set(drawn()) == {f"{lang}/{name}.{form}" for lang in LANGUAGES for name in NAMES for form in ("svg", "png")}
    assert all(data.startswith(b"\x89PNG") for path, data in drawn().items() if path.endswith(".png"))
    counted(f"pictures: {len(drawn())}")


def test_a_picture_is_the_same_twice():
    assert pictures.pictures(atlas(), LANGUAGES) == drawn()


@pytest.mark.parametrize(("path", "expected"), [
    ("en/lifecycle", ["datacollection", "partofoperation", "datasupplier", "253-1", "infringingcitizens'personalinformation", "biasedoutput", "nooffenceassuch"]),
    ("zh/lifecycle", ["数据收集", "属于运营", "数据提供者", "253-1", "侵犯公民个人信息罪"]),
    ("en/compliance", ["measurebeforehand", "measureofsupervision", "measureafterwards", "checkofqualityandsource", "warning", "prosecution"]),
    ("zh/compliance", ["事前措施", "事中监管措施", "事后措施", "警告", "提起公诉"]),
    ("en/chain", ["Han", "Hao", "modifying", "virtualcurrency", "274extortion", "286sabotagingacomputerinformationsystem"]),
    ("zh/chain", ["祁某", "虚拟货币", "274敲诈勒索罪", "286破坏计算机信息系统罪"]),
    ("en/elements", ["ESTABLISHED", "seriouscircumstances", "≥5,000records", "met", "fs-2017-105(1)(7)", "consentofthepersonconcerned"]),
    ("zh/elements", ["成立", "情节严重", "满足", "违法所得五千元以上", "个人同意"]),
])
def test_a_picture_holds_its_labels_as_words(path, expected):
    if path[:2] not in LANGUAGES:
        pytest.skip("no font with Chinese characters")
    told = words(drawn()[path + ".svg"])
    assert [label for label in expected if label not in told] == []


def test_a_field_counts_the_offences_of_its_risks():
    from delicta.risks import load_map

    found = load_map().find()
    wanted = {offence["offence"] for risk in found if "User" in risk["actors"] and "Dissemination" in risk["stages"] for offence in risk["offences"]}
    sheet = pictures.lifecycle(atlas(), found, "en")
    at = next(number for number, mark in enumerate(sheet.marks) if mark[0] == "text" and mark[3] == str(len(wanted)) and mark[4].bold)
    told: set[str] = set()
    for mark in sheet.marks[at + 1:]:
        if mark[0] != "text":
            break
        told |= set(mark[3].split())
    assert told == wanted


def test_what_is_open_is_marked_open():
    told = pictures.tell(atlas(), "hangzhou-ransomware")
    finding = next(finding for finding in told.found if finding["verdict"] == "open")
    marks = [mark[3] for mark in pictures.elements(atlas(), told, finding, "en").marks if mark[0] == "text"]
    assert "OPEN" in marks and marks.count("open") > 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_words_lie_on_each_other_or_leave_the_sheet(lang, name):
    """By the true widths of the letters, as matplotlib draws them."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    told = pictures.tell(atlas(), pictures.CHAIN if name == "chain" else pictures.ELEMENTS)
    standing = next(finding for finding in told.found if finding["verdict"] == "established")
    from delicta.risks import load_map

    draw = {"chain": lambda: pictures.chain(atlas(), told, lang), "elements": lambda: pictures.elements(atlas(), told, standing, lang),
            "compliance": lambda: pictures.compliance(atlas(), lang), "lifecycle": lambda: pictures.lifecycle(atlas(), load_map().find(), lang)}
    sheet, measure, places = draw[name](), TextToPath(), []
    for mark in sheet.marks:
        if mark[0] == "text":
            _, x, y, line, style, centre = mark
            font = FontProperties(family=sheets.family(lang)[0], size=style.size, weight="bold" if style.bold else "normal")
            wide = measure.get_text_width_height_descent(line, font, False)[0]
            left = x - wide / 2 if centre else x
            places.append((left, left + wide, y - style.size * 0.75, y, line))
    assert [place[4] for place in places if place[0] < 0 or place[1] > sheet.width] == []
    clashes = [(one[4], other[4]) for at, one in enumerate(places) for other in places[at + 1:] if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]]
    assert clashes == []


def test_a_missing_font_is_named_in_both_languages(monkeypatch):
    monkeypatch.setattr(sheets, "CHINESE", ("No Such Font SC",))
    with pytest.raises(DelictaError) as caught:
        pictures.pictures(atlas(), ["zh"])
    assert "No Such Font SC" in caught.value.text("en") and "Install" in caught.value.text("en")
    assert "No Such Font SC" in caught.value.text("zh") and "请安装" in caught.value.text("zh")
    answer = CliRunner().invoke(main, ["risks", "--format", "svg", "--lang", "zh"])
    assert answer.exit_code == 2 and "No Such Font SC" in answer.output


def test_without_matplotlib_the_remedy_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(DelictaError, match=r"delicta\[pictures\]"):
        sheets.family("en")


def test_the_command_draws_what_was_asked():
    answer = CliRunner().invoke(main, ["risks", "--stage", "DataCollection", "--actor", "Developer", "--format", "svg", "--lang", "en"])
    told = words(answer.stdout)
    assert answer.exit_code == 0 and "datacollection,developer" in told and "personalinformationscraped" in told and "sexualdeepfakes" not in told
