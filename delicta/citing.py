"""Provisions as a lawyer cites them, each with a link to its place on the page of its instrument."""

import re
from itertools import groupby
from os.path import commonprefix

from delicta import names
from delicta.atlas import Atlas, in_order
from delicta.errors import say


def numeral(number: int, lang: str) -> str:
    """A number as articles are counted in a language."""
    signs = say("numerals", lang)
    if not signs:
        return str(number)
    text, gap = "", False
    for power, digit in enumerate(map(int, str(number))):
        power = len(str(number)) - 1 - power
        if digit:
            text += (signs[0] if gap else "") + ("" if power == 1 and digit == 1 and not text else signs[digit]) + (signs[9 + power] if power else "")
        gap = not digit and bool(text)
    return text


def _counted(text: str, lang: str) -> str:
    return re.sub("[0-9]+", lambda found: numeral(int(found[0]), lang), text)


def instrument(atlas: Atlas, key: str, lang: str) -> str:
    """The short name of an instrument: its number where one is usual, else its title."""
    number, title = atlas.text(key, names.DCTERMS + "identifier", lang), atlas.label(key, lang)
    found = re.fullmatch("(.+)\u3014([0-9]{4})\u3015([0-9]+)\\S", number)
    series = dict(pair.split("=") for pair in say("cite-series", lang).split(";"))
    if found and found[1] in series:
        return say("cite-numbered", lang, series=series[found[1]], year=found[2], number=found[3])
    return say("cite-titled", lang, title=title.replace(say("cite-state", lang), ""))


def _steps(atlas: Atlas, key: str, lang: str) -> list[str]:
    """Article, paragraph, item and point of a provision, as far as it goes."""
    article, paragraph, item = (atlas.text(key, name, lang) for name in ("article", "paragraph", "item"))
    part, dot, section = article.partition(".")
    number, dash, inserted = article.partition("-")
    item, _, point = item.partition("-")
    if dot:
        steps = [say("cite-part", lang, part=_counted(part, lang), section=_counted(section, lang))]
    elif dash:
        steps = [say("cite-inserted", lang, article=_counted(number, lang), inserted=_counted(inserted, lang))]
    else:
        steps = [say("cite-article", lang, article=_counted(article, lang))]
    if paragraph:
        steps.append(say("cite-paragraph", lang, paragraph=_counted(paragraph, lang)))
    if item:
        steps.append(say("cite-item", lang, item=_counted(item, lang)))
    if point:
        steps.append(say("cite-point", lang, point=point))
    return steps


def places(atlas: Atlas, provisions: list[str], lang: str) -> list[str]:
    """Where provisions of one instrument stand in it; where steps are words, those shared with a neighbour before it are left out."""
    found, before = [], []
    for provision in provisions:
        steps = _steps(atlas, provision, lang)
        shared = len(commonprefix([steps, before]))
        short = say("numerals", lang) and shared < min(len(steps), len(before))
        found.append("".join(steps[shared if short else 0:]))
        before = steps
    return found


def _grouped(atlas: Atlas, provisions: list[str], lang: str) -> list[list[tuple[str, str]]]:
    """Provisions with their text, those of one instrument together and named once."""
    found = []
    for owner, group in groupby(provisions, key=lambda one: next(iter(atlas.each(one, "provisionOf")), "")):
        own = list(group)
        texts = places(atlas, own, lang)
        texts[0] = say("cite-several" if len(own) > 1 else "cite-one", lang, instrument=instrument(atlas, owner, lang), place=texts[0])
        found.append(list(zip(own, texts, strict=True)))
    return found


def cited(atlas: Atlas, provisions: list[str], lang: str) -> str:
    """Provisions as Markdown; the title of each link is the project's short name for it."""

    def link(provision: str, text: str) -> str:
        code = atlas.text(provision, names.SKOS + "notation", lang)
        owner = next(iter(atlas.each(provision, "provisionOf")))
        return f'[{text}](../instruments/{names.local(names.BASE + owner)}.md#{names.local(names.BASE + provision)} "{code}")'

    return "; ".join(say("cite-join", lang).join(link(*pair) for pair in group) for group in _grouped(atlas, provisions, lang))


def spelled(atlas: Atlas, codes: list[str], lang: str) -> str:
    """Provisions given by the project's short names, as words."""
    provisions = sorted((atlas.provisions[code] for code in codes), key=in_order)
    return "; ".join(say("cite-join", lang).join(text for _, text in group) for group in _grouped(atlas, provisions, lang))
