"""The pictures: each there in both languages and forms, the same twice, readable as XML with its words as words; and help where a font or matplotlib is missing."""

import sys
from functools import cache
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

import delicta
from delicta import pictures, places, sheets
from delicta.atlas import Atlas
from delicta.cli import main
from delicta.errors import DelictaError
from delicta.risks import load_map

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
    return Atlas(delicta.load_law())


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
    ("en/compliance", ["measuresbeforehand", "measuresofsupervision", "measuresafterwards", "checkofqualityandsource", "warning", "prosecution", "routestoleniency", "refutedbythelawinforce"]),
    ("zh/compliance", ["事前措施", "事中监管措施", "事后措施", "警告", "提起公诉", "酌定（相对）不起诉", "企业合规整改后附条件不起诉", "合规整改减免刑事责任", "与现行法不符"]),
    ("en/chain", ["Han", "Hao", "modifying", "virtualcurrency", "274extortion", "286sabotagingacomputerinformationsystem"]),
    ("zh/chain", ["祁某", "虚拟货币", "274敲诈勒索罪", "286破坏计算机信息系统罪"]),
    ("en/elements", ["RULEDOUT", "met", "open", "excluded", "userinformationleaked", "CriminalLaw,art.286-1(1)(2)", "700patients"]),
    ("zh/elements", ["排除", "满足", "待定", "造成严重后果", "《刑法》第二百八十六条之一第一款第（二）项"]),
])
def test_a_picture_holds_its_labels_as_words(path, expected):
    if path[:2] not in LANGUAGES:
        pytest.skip("no font with Chinese characters")
    told = words(drawn()[path + ".svg"])
    assert [label for label in expected if label not in told] == []


def fields(sheet):
    """The fields of a heat map in their order, row by row: the number in each, and the offences named below it."""
    found = []
    for kind, *mark in sheet.marks:
        if kind == "text" and mark[3].size == 15:
            found.append((int(mark[2]), set()))
        elif kind == "text" and mark[3].size == 9 and mark[4] and found:
            found[-1][1].update(mark[2].split())
    return found


def test_every_field_of_the_heat_map_answers_as_the_command_does(counted):
    known = load_map()
    answers = [known.find(stage=stage, actor=actor) for actor, _ in pictures._rows(known, known.find()) for stage in pictures.stages()]
    wanted = [{offence["offence"] for risk in answer for offence in risk["offences"]} for answer in answers if answer]
    found = fields(pictures.lifecycle(atlas(), known, "en"))
    assert found == [(len(offences), offences) for offences in wanted]
    assert {"111", "219", "253-1", "282p1", "285p1", "285p2"} in wanted
    counted(f"fields of the heat map: {len(found)}")


def test_subclasses_stand_indented_below_and_the_class_of_all_actors_has_no_row():
    known = load_map()
    rows = pictures._rows(known, known.find())
    assert rows[rows.index(("Developer", 0)) + 1] == ("ModelDeveloper", 1) and "Actor" not in dict(rows)


def test_a_picture_shows_met_open_and_excluded_in_one_finding():
    told = pictures.tell(atlas(), pictures.ELEMENTS)
    finding = max(told.found, key=lambda finding: len({element["status"] for element in finding["elements"]}))
    assert {element["status"] for element in finding["elements"]} == {"met", "open", "excluded"}


def places_of_words(svg):
    """What a picture says and where, and how many shapes it has: what a reader sees of it, whatever release of matplotlib wrote it."""
    root = ElementTree.fromstring(svg)
    return [(text.text, text.get("x"), text.get("y")) for text in root.iter(SVG + "text")], sum(1 for _ in root.iter(SVG + "path"))


def test_the_pictures_in_docs_are_those_that_the_build_draws(counted):
    kept = {path.relative_to(places.ROOT / "docs" / "pictures").as_posix(): path.read_bytes() for path in (places.ROOT / "docs" / "pictures").rglob("*") if path.is_file()}
    built = {path: data for path, data in drawn().items() if path.endswith(".svg")}
    assert built.keys() <= kept.keys() and {path[:2] for path in kept} == {"en", "zh"}
    assert [path for path, data in built.items() if places_of_words(data) != places_of_words(kept[path])] == []
    assert sum(map(len, kept.values())) < 500_000
    counted(f"pictures in docs/: {len(kept)}")


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
    standing = told.found[0]
    draw = {"chain": lambda: pictures.chain(atlas(), told, lang), "elements": lambda: pictures.elements(atlas(), told, standing, lang),
            "compliance": lambda: pictures.compliance(atlas(), lang), "lifecycle": lambda: pictures.lifecycle(atlas(), load_map(), lang)}
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


def test_a_font_without_chinese_characters_is_passed_over(monkeypatch):
    monkeypatch.setattr(sheets, "CHINESE", ("DejaVu Sans",))
    with pytest.raises(DelictaError):
        sheets.family("zh")


def test_the_bytes_of_a_picture_do_not_hang_on_the_font_that_is_installed():
    sheet = pictures.compliance(atlas(), "en")
    assert sheet.written("svg", ("Noto Sans SC", "SimHei", "DejaVu Sans")) == sheet.written("svg", ("SimHei", "Noto Sans SC", "DejaVu Sans"))


def test_without_matplotlib_the_remedy_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(DelictaError, match=r"delicta\[pictures\]"):
        sheets.family("en")


def test_the_command_draws_what_was_asked():
    answer = CliRunner().invoke(main, ["risks", "--stage", "DataCollection", "--actor", "Developer", "--format", "svg", "--lang", "en"])
    told = words(answer.stdout)
    assert answer.exit_code == 0 and "datacollection,developer" in told and "personalinformationscraped" in told and "sexualdeepfakes" not in told


def test_a_picture_of_one_actor_and_stage_has_no_row_or_column_of_another():
    known = load_map()
    sheet = pictures.lifecycle(atlas(), known, "en", {"stage": "Input", "actor": "User"})
    told = [mark[2] for kind, *mark in sheet.marks if kind == "text"]
    assert {"input", "operation", "user"} <= set(told) and not {"data collection", "fine-tuning", "developer", "service provider"} & set(told)
