"""What counts towards the amounts of the crimes against intellectual property where it is stated in parts."""

import pytest
from made_up import written

import delicta

CASE = """
<> a delicta:Hypothetical ; delicta:hasConduct <conduct> .
<actor> a delicta:NaturalPerson .
<conduct> a delicta:Conduct ; delicta:hasActor <actor> ; delicta:ends "{day}"^^xsd:date ; delicta:judgedOn "{day}"^^xsd:date ;
  delicta:hasFact <intent> , <mind> , <profit> , {facts} ; delicta:statesAll delicta:quantity , delicta:Circumstance ;
  delicta:rulesOut interpretation:fs-2025-5.3.1.4 , interpretation:fs-2025-5.3.2.4 , interpretation:fs-2025-5.6.1.5 .
<intent> a delicta:Intent . <profit> a delicta:ProfitPurpose .
<mind> a delicta:KnowledgeOfCounterfeit , delicta:KnowledgeOfInfringingCopies .
{described}
"""


@pytest.fixture
def found(tmp_path):
    """A function that answers a made-up conduct: the verdict on an offence and the tier."""

    def answer(offence, facts, described, day="2025-09-01"):
        file = written(tmp_path, CASE.format(facts=facts, described=described, day=day))
        finding = next(f for f in delicta.apply(file) if f["offence"] == offence)
        return finding["verdict"], finding["tier"] and finding["tier"]["id"]

    return answer


@pytest.mark.parametrize("gain, verdict", [(19000, "established"), (18999, "ruled-out")])
def test_gains_of_marked_goods_count_beside_those_of_services_where_they_are_stated_on_the_sale(found, gain, verdict):
    described = (
        "<serving> a delicta:UsingMark ; delicta:concerns <mark> . <mark> a delicta:IdenticalMarkOnServices ; delicta:gain 31000 ."
        " <marking> a delicta:UsingMark ; delicta:concerns <goods-mark> . <goods-mark> a delicta:IdenticalMarkOnGoods ; delicta:gain 0 ."
        " <leave> a delicta:LackOfPermission ; delicta:concerns <mark> ."
        f" <sale> a delicta:Selling ; delicta:concerns <goods> ; delicta:gain {gain} . <goods> a delicta:CounterfeitMarkGoods ."
    )
    assert found("213", "<serving> , <marking> , <leave> , <sale>", described)[0] == verdict


STOCK = "<sale> a delicta:Selling ; delicta:concerns <goods> . <goods> a delicta:{kind} ; {quantities} ."


@pytest.mark.parametrize("offence, kind, sold, unsold, day, tier", [
    ("214", "CounterfeitMarkGoods", "infringingSales 40000", "unsoldValue 110000", "2025-09-01", "214.tier-1"),
    ("214", "CounterfeitMarkGoods", "infringingSales 40000", "unsoldValue 109999", "2025-09-01", None),
    ("214", "CounterfeitMarkGoods", "infringingSales 40000", "unsoldValue 1460000", "2025-09-01", "214.tier-2"),
    ("214", "CounterfeitMarkGoods", "infringingSales 40000", "unsoldValue 1459999", "2025-09-01", "214.tier-1"),
    ("214", "CounterfeitMarkGoods", "infringingSales 40000", "unsoldValue 110000", "2020-09-01", "214.tier-1-1997"),
    ("214", "CounterfeitMarkGoods", "infringingSales 40000", "unsoldValue 109999", "2020-09-01", None),
    ("215", "LabelMadeByOthers", "labels 9000", "unsoldLabels 21000", "2025-09-01", "215.tier-1"),
    ("215", "LabelMadeByOthers", "labels 9000", "unsoldLabels 20999", "2025-09-01", None),
    ("215", "LabelMadeByOthers", "labels 9000", "unsoldLabels 141000", "2025-09-01", "215.tier-2"),
    ("218", "InfringingCopy", "infringingSales 90000", "unsoldValue 210000", "2025-09-01", "218.tier-1"),
    ("218", "InfringingCopy", "infringingSales 90000", "unsoldValue 209999", "2025-09-01", None),
    ("218", "InfringingCopy", "copies 900", "unsoldCopies 2100", "2025-09-01", "218.tier-1"),
    ("218", "InfringingCopy", "copies 900", "unsoldCopies 2099", "2025-09-01", None),
])
def test_what_was_sold_and_what_was_not_are_added_where_they_are_stated_apart(found, offence, kind, sold, unsold, day, tier):
    described = STOCK.format(kind=kind, quantities=f"delicta:{sold} ; delicta:{unsold}")
    assert found(offence, "<sale>", described, day) == ("established" if tier else "ruled-out", tier)


def test_a_sum_that_is_stated_is_not_counted_again_beside_its_parts(found):
    described = STOCK.format(kind="CounterfeitMarkGoods", quantities="delicta:infringingSales 40000 ; delicta:unsoldValue 60000 ; delicta:salesWithStock 100000")
    assert found("214", "<sale>", described) == ("ruled-out", None)


def test_sales_alone_leave_open_what_was_not_yet_sold(found, monkeypatch):
    monkeypatch.setattr(f"{__name__}.CASE", CASE.replace("delicta:quantity , ", ""))
    assert found("214", "<sale>", STOCK.format(kind="CounterfeitMarkGoods", quantities="delicta:infringingSales 40000")) == ("open", None)
