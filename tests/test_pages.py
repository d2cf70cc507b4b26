"""The pages for people: one for each offence and instrument in both languages, with every number of the law and every link leading somewhere."""

import re
from functools import cache
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest

import delicta
from delicta import pages, tables


@cache
def atlas():
    law = delicta.load_law()
    return pages.Atlas(law, pages.decided(law))


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


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.open = [], []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name == "href"]
        if tag not in ("meta", "br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_every_link_of_a_page_leads_to_a_page_and_every_tag_is_closed():
    for path, text in written().items():
        if path.endswith(".html"):
            links = _Links()
            links.feed(text)
            assert links.open == []
            local = {normpath(join(dirname(path), link)) for link in links.found if not re.match("https?:", link)}
            assert local <= written().keys(), (path, local - written().keys())


def test_no_page_speaks_the_other_language_by_mistake():
    assert not re.search("[\u4e00-\u9fff]", re.sub("<nav>.*?</nav>", "", written()["en/index.html"]))
