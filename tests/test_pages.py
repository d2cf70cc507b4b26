"""The pages for people: one for each offence and instrument in both languages, with every number of the law and every link leading somewhere."""

import re
from functools import cache
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest

import delicta
from delicta import atlas as atlases
from delicta import citing, names, pages, tables


@cache
def atlas():
    law = delicta.load_law()
    return atlases.Atlas(law, pages.decided(law))


@cache
def written():
    return {path: data.decode() for path, data in pages.pages(atlas()).items()}


def test_every_offence_and_instrument_has_a_page_in_both_languages_and_forms(counted):
    wanted = [f"offences/{key.rpartition('/')[2]}" for key in atlas().of_kind("Offence")] + [f"instruments/{key.rpartition('/')[2]}" for key in atlas().instruments()] + ["index"]
    assert set(written()) == {f"{lang}/{path}.{form}" for lang in ("en", "zh") for path in wanted for form in ("html", "md")}
    counted(f"pages: {len(written())}")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_gives_every_number_of_its_offence_with_its_provision(lang):
    page = written()[f"{lang}/offences/253-1.md"]
    for ident in ("fs-2017-10.5.1.3", "fs-2017-10.6.1.1"):
        entry = atlas().nodes[f"interpretation/{ident}"]
        assert tables.limit({"threshold": entry}, atlas().nodes, lang) in page
        assert entry["label"][lang] in page and entry["provisions"][-1] in page


def test_a_page_shows_frames_old_names_and_cases():
    page = written()["zh/offences/253-1.md"]
    for words in ("非法获取公民个人信息罪", "3年至7年", "魏某蒙", "2015-10-31"):
        assert words in page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_numbers_that_are_added_in_proportion_are_never_said_to_be_one_of_several(lang, counted):
    sums = {atlas().label(key, lang) for key in atlas().links if atlas().kind(key) == "ProportionalSum"}
    led = [(lines[at + 1].strip("- *"), path) for path, text in written().items() if path.startswith(f"{lang}/offences/") and path.endswith(".md")
           for lines in [text.splitlines()] for at, line in enumerate(lines) if line.startswith(" ") and any(line.lstrip().startswith(f"- {label} ") for label in sums) and pages.say("page-above", lang) not in line]
    assert led and {words for words, _ in led} == {pages.say("page-shares", lang)}, led
    counted(f"sums in proportion on the pages of offences: {len(led)}")


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.places, self.open = [], set(), []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name == "href"]
        self.places |= {value for name, value in attributes if name == "id"}
        if tag not in ("meta", "br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@cache
def read():
    found = {path: _Links() for path in written() if path.endswith(".html")}
    for path, page in found.items():
        page.feed(written()[path])
    return found


def test_every_link_of_a_page_leads_to_a_page_and_every_tag_is_closed():
    for path, page in read().items():
        assert page.open == []
        local = {normpath(join(dirname(path), link.partition("#")[0])) for link in page.found if not re.match("https?:|#", link)}
        assert local <= written().keys(), (path, local - written().keys())


def test_every_link_to_a_place_on_a_page_finds_it(counted):
    links = [(path, normpath(join(dirname(path), page)) if page else path, place)
             for path, found in read().items() for link in found.found if not re.match("https?:", link) for page, _, place in [link.partition("#")] if place]
    assert {(path, page, place) for path, page, place in links if place not in read()[page].places} == set()
    counted(f"links to places on pages: {len(links)}")


def section(path, lang, key):
    """The rows of the table, or the lines, of one section of a page."""
    title = re.escape(pages.say(key, lang))
    found = re.search(rf"\n## {title}\n\n(.*?)(\n## |\Z)", written()[path], re.DOTALL)
    return [line for line in found[1].splitlines() if line] if found else []


def cells(row):
    return [cell.strip() for cell in re.sub(r"\[([^\]]*)\]\([^)]*?( \"[^\"]*\")?\)", r"\1", row).strip("| ").split(" | ")]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_number_of_an_offence_has_its_days(lang, counted):
    found = [(key, row) for key in atlas().of_kind("Offence") for row in section(f"{lang}/{key.replace('offence/', 'offences/')}.md", lang, "page-thresholds")[2:]]
    assert [pair for pair in found if not re.search("[0-9]{4}-[0-9]{2}-[0-9]{2}", cells(pair[1])[2])] == []
    counted(f"numbers on the pages of offences: {len(found)}")


def test_a_number_has_the_days_of_the_gates_above_it():
    rows = [cells(row) for row in section("en/offences/219.md", "en", "page-thresholds")]
    days = {(row[2], row[3].partition(", art")[0]) for row in rows[2:]}
    assert ("since 2025-04-26", "Fa Shi (2025) No. 5") in days and ("2020-09-14 to 2025-04-25", "Fa Shi (2020) No. 10") in days
    assert [row[2].startswith("since") for row in rows[2:]] == sorted((row[2].startswith("since") for row in rows[2:]), reverse=True)


def test_scaled_numbers_are_shown_with_their_factor_and_the_provision_that_scales():
    rows = {tuple(cells(row)) for row in section("en/offences/253-1.md", "en", "page-thresholds")}
    wanted = {("**≥ 25 records**", "× 0.5", "5(1)(8)"), ("**≥ 2,500 records**", "× 0.5", "5(1)(8)"), ("**≥ 500 records**", "× 10", "5(2)(3)"), ("**≥ 50,000 records**", "× 10", "5(2)(3)")}
    assert {want for want in wanted if any(row[0] == want[0] and row[1].endswith(want[1]) and row[3].endswith(want[2]) for row in rows)} == wanted


def test_spans_that_touch_are_one_and_spans_apart_are_two():
    assert atlases.merged([("2020-01-01", "2020-12-31"), ("2021-01-01", "9999-12-31")]) == [("2020-01-01", "9999-12-31")]
    assert atlases.merged([("2020-01-01", "2020-12-30"), ("2021-01-01", "9999-12-31")]) == [("2020-01-01", "2020-12-30"), ("2021-01-01", "9999-12-31")]
    assert atlases.merged([("2010-01-01", "9999-12-31"), ("2015-01-01", "2016-01-01")]) == [("2010-01-01", "9999-12-31")]


@pytest.mark.parametrize(("code", "english", "chinese"), [
    ("fs-2013-21 2(1)", "Fa Shi (2013) No. 21, art. 2(1)", "法释〔2013〕21号第二条第（一）项"),
    ("cl-246(1)", "Criminal Law, art. 246(1)", "《刑法》第二百四十六条第一款"),
    ("cl-253-1(1)", "Criminal Law, art. 253-1(1)", "《刑法》第二百五十三条之一第一款"),
    ("cc 1036(1)", "Civil Code, art. 1036(1)", "《民法典》第一千零三十六条第（一）项"),
    ("fs-2019-15 10(4-1)", "Fa Shi (2019) No. 15, art. 10(4) (point 1)", "法释〔2019〕15号第十条第（四）项第1目"),
    ("fafa-2016-32 2.4(3)", "Fa Fa (2016) No. 32, art. 2.4(3)", "法发〔2016〕32号第二部分（四）第三款"),
])
def test_a_provision_is_cited_as_a_lawyer_does(code, english, chinese):
    assert [citing.spelled(atlas(), [code], lang) for lang in ("en", "zh")] == [english, chinese]


def test_provisions_of_one_instrument_are_cited_together():
    codes = ["cl-253-1(1)", "cl-253-1(2)", "fs-2017-10 12"]
    assert citing.spelled(atlas(), codes, "en") == "Criminal Law, arts. 253-1(1), 253-1(2); Fa Shi (2017) No. 10, art. 12"
    assert citing.spelled(atlas(), codes, "zh") == "《刑法》第二百五十三条之一第一款、第二款; 法释〔2017〕10号第十二条"
    assert citing.spelled(atlas(), ["fs-1998-4 6(3-2)", "fs-1998-4 8"], "en") == "Fa Shi (1998) No. 4, arts. 6(3) (point 2), 8"
    assert citing.spelled(atlas(), ["fs-1998-4 6(3-2)", "fs-1998-4 6(3-3)"], "zh") == "法释〔1998〕4号第六条第（三）项第2目、第3目"
    assert citing.spelled(atlas(), ["cl-217", "cl-217(5)"], "zh") == "《刑法》第二百一十七条、第二百一十七条第（五）项"


@pytest.mark.parametrize(("number", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (285, "二百八十五"), (300, "三百"), (1005, "一千零五"), (1036, "一千零三十六")])
def test_articles_are_counted_in_chinese(number, text):
    assert citing.numeral(number, "zh") == text and citing.numeral(number, "en") == str(number)


def test_no_code_stands_bare_on_a_page_of_an_offence():
    codes = {atlas().text(key, names.SKOS + "notation", "") for key in atlas().back if "setBy" in atlas().back[key]}
    for key in atlas().of_kind("Offence"):
        page = written()[f"en/{key.replace('offence/', 'offences/')}.md"]
        assert codes.isdisjoint(re.findall("`([^`]+)`", page)), key
    assert '(../instruments/cl.md#cl-246.1 "cl-246(1)")' in written()["zh/offences/246a.md"]
    assert any("法释〔2013〕21号" in row and "`fs-2013-21`" in row for row in section("zh/offences/246b.md", "zh", "page-cited"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_tier_shows_once_what_is_said_of_its_fine(lang):
    for key in atlas().of_kind("Offence"):
        rows = section(f"{lang}/{key.replace('offence/', 'offences/')}.md", lang, "page-tiers")
        for tier in atlas().each(key, "hasTier"):
            note = atlas().text(tier, "fineNote", lang).rstrip(".。")
            assert not note or {row.count(note) for row in rows} - {0} == {1}, tier


@pytest.mark.parametrize(("instrument", "condition", "offences"), [
    ("yj-2025-bangxin", "further facts from which knowledge may be found", ["287-2"]), ("yj-2025-bangxin", "supplying phone cards", ["287-2"]),
    ("psapl-2025", "spreading rumours", ["291-1p2", "293"]),
])
def test_a_condition_is_said_to_belong_to_an_offence_above_a_wrong_only_where_no_offence_has_it(instrument, condition, offences):
    rows = [row for row in section(f"en/instruments/{instrument}.md", "en", "page-else-set") if f"| {condition}" in row]
    assert rows and {tuple(re.findall(r"offences/(.+?)\.md", row)) for row in rows} == {tuple(offences)}


def test_nothing_is_set_by_an_instrument_before_its_first_day():
    rows = [row for key in ("page-numbers-set", "page-else-set") for row in section("en/instruments/fs-2025-13.md", "en", key)]
    assert rows and [row for row in rows if any("1997" <= day < "2025-08-26" for day in re.findall("since ([0-9-]{10})", row))] == []
    assert any("| 1997-10-01 to 2021-02-28 |" in row for row in section("en/instruments/cl-am11.md", "en", "page-else-set"))


def test_what_no_text_says_is_told_apart_from_what_nobody_read(counted):
    """The text of each provision was read and is law, and yet the condition is not verified: such as the purpose of fraud, which scholars and courts ask for."""

    def was_read(provision):
        owner = atlas().each(provision, "provisionOf")[0]
        return (atlas().text(provision, "verified", "") or atlas().text(owner, "verified", "")) != "false"

    unread = [key for key, entry in atlas().nodes.items() if entry.get("verified") is False and atlas().sources(key)]
    unsaid = {key for key in unread if all(map(was_read, atlas().sources(key))) and atlases.current(atlas().days(key))}
    assert {"offence/266.purpose", "offence/111.with-431"} <= unsaid and not {"offence/264.act-account", "offence/219.act-third-1997"} & unsaid
    for lang in ("en", "zh"):
        assert {key for key in unread if tables.unread(atlas().nodes[key], lang) == pages.say("unwritten", lang)} == unsaid
        assert {tables.unread(atlas().nodes[key], lang) for key in unread} - {pages.say("unwritten", lang)} == {pages.say("unverified", lang)}
        line = next(line for line in written()[f"{lang}/offences/266.md"].splitlines() if atlas().label("offence/266.purpose", lang) in line)
        assert pages.say("unwritten", lang) in line and pages.say("unverified", lang) not in line
    counted(f"conditions that no text says: {len(unsaid)} of {len(unread)} not verified")


def test_a_rule_that_names_no_other_offence_says_so():
    assert any(line.endswith("— the other offence of which the rule speaks") for line in section("en/offences/286-1.md", "en", "page-concurrence"))
    assert [path for path, text in written().items() if path.endswith(".md") and re.search("— *$", text, re.MULTILINE)] == []


@pytest.mark.parametrize(("offence", "first"), [("274", "by amount"), ("133-1", "racing in vile circumstances"), ("217", "works copied and distributed or made available"), ("264", "by amount")])
def test_the_main_mode_comes_first(offence, first):
    assert section(f"en/offences/{offence}.md", "en", "page-modes")[0].startswith(f"- {first} ")


def test_earlier_law_stands_after_all_that_is_in_force():
    page = written()["en/offences/217.md"]
    assert page.index("## Ways of committing it") < page.index("## Penalties") < page.index("## Earlier law") < page.index("## Instruments cited")
    assert not re.search(r"^- .*\(.* to 20[0-9-]+", "\n".join(section("en/offences/217.md", "en", "page-modes")), re.MULTILINE)


@pytest.mark.parametrize("name", ["cl", "fs-2013-8", "fs-2017-10", "standards-2022"])
def test_an_instrument_says_each_condition_once_and_its_numbers_first(name):
    rows = [section(f"en/instruments/{name}.md", "en", key)[2:] for key in ("page-numbers-set", "page-else-set")]
    for told in rows:
        assert told and len(told) == len(set(told))
    page = written()[f"en/instruments/{name}.md"]
    assert page.index("Numbers it sets") < page.index("What else it sets")
    assert all("**" in cells(row)[1] for row in rows[0])


def test_an_instrument_mixes_no_doctrine_with_the_law():
    for key in atlas().instruments():
        found = pages._set_by(atlas(), atlas().back[key].get("provisionOf", []))
        assert [node for node in (*(node for node, _ in found[0]), *(node for nodes in found[1].values() for node in nodes)) if node.startswith(("doctrine/", "reform/"))] == []


def test_an_actor_stands_once_in_a_case_with_what_was_decided():
    rows = [cells(row) for row in section("en/offences/253-1.md", "en", "page-cases")[2:]]
    assert any(row[0].startswith("Wei:") and row[2:] == ["convicted", "Four years and a fine of 50,000 yuan.", "ESTABLISHED"] for row in rows)
    qi = [row for row in rows if row[0].startswith("Qi and three")]
    assert sum(row[1].count("Han") for row in qi) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_index_lists_every_offence_under_its_chapter(lang):
    page = written()[f"{lang}/index.md"]
    assert all(page.count(f"](offences/{key.partition('/')[2]}.md)") == 1 for key in atlas().of_kind("Offence"))
    assert len(re.findall({"en": "^## Chapter [0-9]+", "zh": "^## 第.{1,2}章"}[lang], page, re.MULTILINE)) == 10


def test_no_page_speaks_the_other_language_by_mistake():
    assert not re.search("[\u4e00-\u9fff]", re.sub("<nav>.*?</nav>|<style>.*?</style>", "", written()["en/index.html"], flags=re.DOTALL))
    assert '<html lang="zh">' in written()["zh/index.html"] and 'lang="en" hreflang="en"' in written()["zh/index.html"]
