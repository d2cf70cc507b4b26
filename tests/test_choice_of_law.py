"""Conduct before a change of the law, judged after it: the law of its day, unless the later one is milder."""

import pytest
from made_up import written

import delicta
from delicta import places
from delicta.reading import built_in_cases

FACTS = {
    "sale": ("<sale> a delicta:Selling ; delicta:concerns <records> . <records> a delicta:ContactInformation ; delicta:records 60000 ; delicta:recipients 1 .", "<sale>"),
    "breach": ("<breach> a delicta:BreachOfRelevantStateProvisions , delicta:BreachOfStateProvisions .", "<breach>"),
    "duty": ("<duty> a delicta:ObtainedInDutyOrService .", "<duty>"),
    "serious": ("<serious> a delicta:Assessment ; delicta:affirms offence:253-1.serious-without-number .", "<serious>"),
    "theft": ("<theft> a delicta:Stealing ; delicta:concerns <money> . <money> a delicta:Money ; delicta:value 1500 .", "<theft>"),
    "concealing": ("<moving> a delicta:MovingProceeds ; delicta:concerns <proceeds> . <proceeds> a delicta:CriminalProceeds ; delicta:concealedValue 2500 .", "<moving>"),
    "concealing more": ("<moving> a delicta:MovingProceeds ; delicta:concerns <proceeds> . <proceeds> a delicta:CriminalProceeds ; delicta:concealedValue 10000 .", "<moving>"),
    "concealing data": ("<moving> a delicta:Concealing ; delicta:concerns <data> . <data> a delicta:CriminallyObtainedData ; delicta:gain 3000 .", "<moving>"),
    "proceeds known": ("<knows> a delicta:KnowledgeOfProceeds .", "<knows>"),
    "secret": ("<taking> a delicta:Stealing , delicta:Obtaining ; delicta:concerns <secret> . <secret> a delicta:TradeSecret .", "<taking>"),
    "small loss": ("<loss> a delicta:EconomicLoss ; delicta:secretLoss 299999 .", "<loss>"),
    "ruin": ("<ruin> a delicta:RightHolderBankruptcy .", "<ruin>"),
    "otherwise serious": ("<otherwise> a delicta:Assessment ; delicta:affirms offence:219.otherwise-serious .", "<otherwise>"),
    "otherwise grave": ("<grave> a delicta:Assessment ; delicta:affirms offence:219.otherwise-particularly-serious .", "<grave>"),
    "payments": ("<settling> a delicta:SettlingPayments ; delicta:turnover 6000000 .", "<settling>"),
    "grave business": ("<grave> a delicta:Assessment ; delicta:affirms offence:225.act-payments-kind , offence:225.disturbance , offence:225.grave-open .", "<grave>"),
    "cards of others": ("<keeping> a delicta:Possessing ; delicta:concerns <cards> . <cards> a delicta:OtherPersonsCreditCard ; delicta:creditCards 30 .", "<keeping>"),
    "no reason": ("<reason> a delicta:NoLegitimateReason .", "<reason>"),
    "many cards": ("<many> a delicta:Assessment ; delicta:affirms offence:177-1p1.many-others-without-number .", "<many>"),
    "blank cards": ("<keeping> a delicta:Possessing ; delicta:concerns <cards> . <cards> a delicta:ForgedBlankCard ; delicta:creditCards 9 .", "<keeping>"),
    "forgery known": ("<knows> a delicta:KnowledgeOfForgery .", "<knows>"),
    "card obtained": ("<getting> a delicta:ObtainingCardByFraud ; delicta:concerns <card> . <card> a delicta:FraudulentlyObtainedCard ; delicta:creditCards 1 .", "<getting>"),
    "forged identity": ("<identity> a delicta:ForgedIdentityProof .", "<identity>"),
    "borrowed identity": ("<identity> a delicta:IdentityProofAgainstWill .", "<identity>"),
    "card data": ("<theft> a delicta:Stealing ; delicta:concerns <data> . <data> a delicta:CreditCardInformation ; delicta:creditCards 4 .", "<theft>"),
    "book": ("<printing> a delicta:IssuingPublication ; delicta:concerns <book> ; delicta:gain 49000 . <book> a delicta:ExclusiveRightBook .", "<printing>"),
    "copies sold": ("<sale> a delicta:Selling ; delicta:concerns <copies> ; delicta:gain 99000 . <copies> a delicta:InfringingCopy ."
                    " <copies-known> a delicta:KnowledgeOfInfringingCopies .", "<sale> , <copies-known>"),
    "serious printing": ("<serious> a delicta:Assessment ; delicta:affirms offence:217.serious-without-number .", "<serious>"),
    "profit": ("<profit> a delicta:ProfitPurpose .", "<profit>"),
    "services": ("<serving> a delicta:UsingMark ; delicta:concerns <service-mark> . <service-mark> a delicta:IdenticalMarkOnServices ; delicta:gain 9000000 .", "<serving>"),
    "no permission": ("<leave> a delicta:LackOfPermission ; delicta:concerns <service-mark> .", "<leave>"),
    "services serious": ("<serious> a delicta:Assessment ; delicta:affirms offence:213.serious-services-without-number .", "<serious>"),
    "services grave": ("<grave> a delicta:Assessment ; delicta:affirms offence:213.grave-services-without-number .", "<grave>"),
    "scheme": ("<founding> a delicta:InitiatingPyramid , delicta:LuringParticipants , delicta:ParticipantsDefrauded . <scheme> a delicta:PyramidOrganisation , delicta:BusinessPretext ,"
               " delicta:EntryPayment , delicta:OrderedLevels , delicta:HeadcountPay ; delicta:participants 29 ; delicta:levels 3 .", "<founding> , <scheme>"),
    "order disturbed": ("<order> a delicta:Assessment ; delicta:affirms offence:224-1.disturbance .", "<order>"),
    "aim": ("<aim> a delicta:UnlawfulPossessionPurpose .", "<aim>"),
}


@pytest.fixture
def case(tmp_path):
    """A function that writes a case of one actor and one conduct: its last day, the day of judgment, the facts, what is settled."""

    def write(ends, judged, facts, more=""):
        return written(tmp_path, f"""
<> a delicta:Hypothetical ; delicta:hasConduct <conduct> .
<actor> a delicta:NaturalPerson , delicta:PublicServiceStaff .
<intent> a delicta:Intent .
<conduct> a delicta:Conduct ; delicta:hasActor <actor> ; delicta:ends "{ends}"^^xsd:date ; delicta:judgedOn "{judged}"^^xsd:date ;
  delicta:hasFact <intent> , {" , ".join(FACTS[fact][1] for fact in facts)} {more} .
{chr(10).join(FACTS[fact][0] for fact in facts)}
""")

    return write


def finding(source, offence):
    return next((f for f in delicta.apply(source) if f["offence"] == offence), None)


def choice(found):
    return found["verdict"], found["law_as_of"], found["milder"] and (found["milder"]["compared_with"], found["milder"]["reason"])


def test_a_real_theft_of_2011_is_judged_by_the_milder_amounts_of_2013():
    found = finding("domain-theft", "264")
    assert choice(found) == ("established", "2016-05-05", ("2011-06-30", "lighter"))
    assert found["milder"]["rule"]["provisions"] == ["cl-12(1)", "gjfs-2001-5 3"]
    assert found["tier"]["imprisonment_months"] == [36, 120]


def test_a_later_law_that_is_heavier_leaves_the_earlier_one(case):
    found = finding(case("2015-10-31", "2018-01-01", ["sale", "breach", "duty", "serious"]), "253-1")
    assert choice(found) == ("established", "2015-10-31", ("2018-01-01", "not-heavier"))
    assert found["tier"]["imprisonment_months"] == [6, 36]


def test_an_earlier_law_that_waits_for_an_assessment_cannot_be_compared(case):
    found = finding(case("2015-10-31", "2018-01-01", ["sale", "breach", "duty"]), "253-1")
    assert choice(found) == ("open", "2015-10-31", ("2018-01-01", "not-comparable"))


def test_conduct_that_was_no_crime_on_its_day_stays_none(case):
    assert finding(case("2009-02-27", "2018-01-01", ["sale", "breach", "duty"]), "253-1") is None


FIGURES = """; delicta:statesAll delicta:Circumstance , delicta:Means , delicta:quantity ;
  delicta:rulesOut offence:264.home-entry , offence:264.carrying-weapon , offence:264.pickpocketing , interpretation:fs-2013-8.2 , interpretation:fs-2013-8.10-driven ;
  delicta:hasLocalStandard <old> , <new> .
<old> a delicta:LocalStandard ; delicta:setsFigureOf interpretation:fs-1998-4.3.1.1 ; delicta:figure 1000 .
<new> a delicta:LocalStandard ; delicta:setsFigureOf interpretation:fs-2013-8.1.1-large ; delicta:figure 2000"""


def test_what_the_later_law_makes_no_crime_of_is_none(case):
    old = finding(case("2013-04-03", "2013-04-03", ["theft", "aim"], FIGURES), "264")
    assert choice(old) == ("established", "2013-04-03", None)
    new = finding(case("2013-04-03", "2014-01-01", ["theft", "aim"], FIGURES), "264")
    assert choice(new) == ("ruled-out", "2014-01-01", ("2013-04-03", "no-crime"))


CONCEALED = {
    "act": ("<act> a delicta:CollectingCash ; delicta:concerns <cash> .", "<act>"),
    "cash": ("<cash> a delicta:Money , delicta:CriminalProceeds ; delicta:concealedValue 120000 .", "<cash>"),
    "knowing": ("<knowing> a delicta:KnowledgeOfProceeds ; delicta:concerns <cash> .", "<knowing>"),
    "weighed": ("<weighed> a delicta:Assessment ; delicta:affirms interpretation:fs-2025-13.3 .", "<weighed>"),
}


def test_a_later_law_that_is_open_but_cannot_reach_as_high_a_frame_is_applied(case, monkeypatch):
    monkeypatch.setattr(f"{__name__}.FACTS", FACTS | CONCEALED)
    old = finding(case("2019-05-01", "2019-06-01", ["act", "cash", "knowing"]), "312")
    assert (choice(old), old["tier"]["imprisonment_months"]) == (("established", "2019-05-01", None), [36, 84])
    assert choice(finding(case("2019-05-01", "2025-10-01", ["act", "cash", "knowing"]), "312")) == ("open", "2025-10-01", ("2019-05-01", "not-comparable"))
    complete = "; delicta:statesAll delicta:Fact , delicta:quantity"
    assert choice(finding(case("2019-05-01", "2025-10-01", ["act", "cash", "knowing"], complete), "312")) == ("open", "2025-10-01", ("2019-05-01", "lighter"))
    weighed = finding(case("2019-05-01", "2025-10-01", ["act", "cash", "knowing", "weighed"], complete), "312")
    assert (choice(weighed), weighed["tier"]["imprisonment_months"][1]) == (("established", "2025-10-01", ("2019-05-01", "lighter")), 36)


def test_where_both_laws_are_open_the_answer_says_that_there_are_two(case, monkeypatch):
    monkeypatch.setattr(f"{__name__}.FACTS", FACTS | CONCEALED)
    assert choice(finding(case("2019-05-01", "2025-10-01", ["act", "cash"]), "312")) == ("open", "2019-05-01", ("2025-10-01", "not-comparable"))


@pytest.mark.parametrize("times, months", [(3, [36, 84]), (2, [6, 36])])
def test_three_concealments_are_several(case, monkeypatch, times, months):
    cash = (f"<cash> a delicta:Money , delicta:CriminalProceeds ; delicta:concealedValue 500000 . <act> delicta:concealments {times} .", "<cash>")
    monkeypatch.setattr(f"{__name__}.FACTS", FACTS | CONCEALED | {"cash": cash})
    complete = "; delicta:statesAll delicta:Fact , delicta:quantity"
    assert finding(case("2025-10-01", "2025-10-01", ["act", "cash", "knowing", "weighed"], complete), "312")["tier"]["imprisonment_months"] == months


def test_what_the_law_of_its_day_establishes_is_open_while_the_later_law_is(tmp_path):
    told = (places.CASES / "wifi-chip-secrets.trig").read_text(encoding="utf-8")
    silent = tmp_path / "wifi-chip-secrets.trig"
    silent.write_text(told.replace(" , interpretation:fs-2025-5.17.1.4", ""), encoding="utf-8")
    assert choice(finding("wifi-chip-secrets", "219")) == ("established", "2023-12-31", ("2025-07-28", "not-heavier"))
    assert choice(finding(silent, "219")) == ("open", "2025-07-28", ("2023-12-31", "not-comparable"))


def test_where_the_law_did_not_change_nothing_is_compared(case):
    assert choice(finding(case("2018-01-01", "2018-01-01", ["sale", "breach"]), "253-1")) == ("established", "2018-01-01", None)


@pytest.mark.parametrize("judged, amount, mode, verdict", [
    ("2015-05-31", "concealing", "312.conceal-2006", "established"),
    ("2015-06-01", "concealing", "312.conceal-2015", "open"),
    ("2016-01-01", "concealing", "312.conceal-2015", "open"),
    ("2016-01-01", "concealing more", "312.conceal-2015", "established"),
    ("2021-04-14", "concealing more", "312.conceal-2015", "established"),
    ("2021-04-15", "concealing more", "312.conceal-2015", "open"),
])
def test_the_first_entry_set_for_concealing_reaches_back_to_conduct_judged_after_it(case, judged, amount, mode, verdict):
    found = finding(case("2014-06-01", judged, [amount, "proceeds known"]), "312")
    assert (found["mode"], found["verdict"]) == (mode, verdict)


@pytest.mark.parametrize("day", ["2014-06-01", "2018-06-01", "2022-06-01"])
def test_concealing_data_is_judged_by_the_gain_from_them_alone(case, day):
    assert finding(case(day, day, ["concealing data", "proceeds known"]), "312")["verdict"] == "ruled-out"


@pytest.mark.parametrize("day, verdict, tier", [
    ("2021-02-28", "open", None), ("2021-03-01", "established", "219.tier-2"), ("2025-04-25", "established", "219.tier-2"), ("2025-04-26", "open", None),
])
def test_taking_a_secret_can_be_serious_without_a_loss_between_the_amendment_and_its_interpretation(case, day, verdict, tier):
    found = finding(case(day, day, ["secret", "otherwise serious", "otherwise grave"]), "219")
    assert (found["verdict"], found["tier"] and found["tier"]["id"]) == (verdict, tier)


def test_counterfeiting_marks_of_services_could_be_particularly_serious_before_there_were_numbers(case):
    facts = ["services", "no permission", "services serious"]
    found = finding(case("2023-06-01", "2024-06-01", facts), "213")
    assert (found["tier"]["id"], [tier["id"] for tier in found["open_tiers"]]) == ("213.tier-1", ["213.tier-2"])
    assert finding(case("2023-06-01", "2024-06-01", [*facts, "services grave"]), "213")["tier"]["id"] == "213.tier-2"


NO_MORE = """; delicta:statesAll delicta:quantity , delicta:Result , delicta:Circumstance ;
  delicta:rulesOut interpretation:fs-2025-5.17.1.4 , offence:219.otherwise-serious , offence:219.otherwise-particularly-serious"""


@pytest.mark.parametrize("ends, judged, facts, verdict, tier", [
    ("2025-09-01", "2025-09-01", ["secret", "small loss"], "ruled-out", None),
    ("2025-09-01", "2025-09-01", ["secret", "small loss", "ruin"], "established", "219.tier-2"),
    ("2022-06-01", "2026-01-10", ["secret", "small loss", "ruin"], "established", "219.tier-1"),
])
def test_a_right_holder_ruined_is_serious_whatever_the_loss_and_since_2025_particularly_so(case, ends, judged, facts, verdict, tier):
    found = finding(case(ends, judged, facts, NO_MORE), "219")
    assert (found["verdict"], found["law_as_of"], found["tier"] and found["tier"]["id"]) == (verdict, ends, tier)


@pytest.mark.parametrize("day, tier", [("2019-01-31", "225.tier-2"), ("2019-02-01", "225.tier-1")])
def test_payment_settlement_is_particularly_serious_by_figures_alone_since_there_are_any(case, day, tier):
    found = finding(case(day, day, ["payments", "breach", "grave business"]), "225")
    assert (found["verdict"], found["tier"]["id"]) == ("established", tier)


CARDS = ["cards of others", "no reason"]
BLANKS = ["blank cards", "forgery known"]


@pytest.mark.parametrize("offence, facts, day, verdict", [
    ("177-1p1", CARDS, "2009-12-15", "open"),
    ("177-1p1", [*CARDS, "many cards"], "2009-12-15", "established"),
    ("177-1p1", CARDS, "2009-12-16", "established"),
    ("177-1p1", BLANKS, "2009-12-15", "open"),
    ("177-1p1", BLANKS, "2009-12-16", "ruled-out"),
    ("177-1p1", ["card obtained", "forged identity"], "2009-12-15", "established"),
    ("177-1p1", ["card obtained", "forged identity"], "2009-12-16", "established"),
    ("177-1p1", ["card obtained", "borrowed identity"], "2009-12-15", "open"),
    ("177-1p1", ["card obtained", "borrowed identity"], "2009-12-16", "established"),
    ("177-1p2", ["card data"], "2009-12-15", "established"),
    ("177-1p2", ["card data"], "2009-12-16", "open"),
    ("217", ["book", "profit", "serious printing"], "1998-12-22", "established"),
    ("217", ["book", "profit", "serious printing"], "1998-12-23", "open"),
    ("218", ["copies sold", "profit"], "1998-12-22", "open"),
    ("218", ["copies sold", "profit"], "1998-12-23", "ruled-out"),
    ("224-1", ["scheme", "order disturbed"], "2010-05-06", "established"),
    ("224-1", ["scheme", "order disturbed"], "2010-05-07", "ruled-out"),
])
def test_an_article_speaks_for_itself_until_an_interpretation_gives_its_number(case, offence, facts, day, verdict):
    assert finding(case(day, day, facts), offence)["verdict"] == verdict


@pytest.mark.parametrize("judged, verdict", [("2009-12-15", "open"), ("2009-12-16", "established")])
def test_the_first_number_reaches_back_to_conduct_judged_after_it(case, judged, verdict):
    assert finding(case("2009-05-01", judged, CARDS), "177-1p1")["verdict"] == verdict


def test_what_the_law_of_its_day_leaves_open_is_no_crime_where_the_later_law_makes_it_none(case):
    assert choice(finding(case("2009-05-01", "2009-12-16", BLANKS), "177-1p1")) == ("ruled-out", "2009-12-16", ("2009-05-01", "no-crime"))


def test_a_case_is_answered_alone_as_it_is_among_all():
    together = list(delicta.apply(*(path.stem for path in built_in_cases())))
    alone = [found for path in built_in_cases() for found in delicta.apply(path.stem)]
    order = ("case", "conduct", "actor", "offence")
    assert sorted(alone, key=lambda f: [f[key] for key in order]) == sorted(together, key=lambda f: [f[key] for key in order])
