"""Who helps the crime of another answers for it where a provision says so, if he knows of it, and from the day on which it says so."""

import pytest
from made_up import written

import delicta

CASE = """
<> a delicta:Hypothetical ; delicta:hasConduct <help> .
<actor> a delicta:NaturalPerson , delicta:DirectlyResponsiblePerson .
<help> a delicta:Conduct ; delicta:hasActor <actor> ; delicta:ends "{day}"^^xsd:date ; delicta:judgedOn "{day}"^^xsd:date ;
  delicta:hasFact <act> , <will> , <mind> , <network> , <standard> .
<act> a delicta:{act} ; delicta:concerns <crime> . <will> a delicta:Intent . <network> a delicta:InformationNetwork .
<mind> a delicta:KnowledgeOfAnothersCrime ; delicta:concerns {known} . <crime> a delicta:{crime} . <other> a delicta:TradeSecretCrime .
<standard> a delicta:Assessment ; delicta:affirms offence:{standard} .
"""
HELP = {
    "192.advertiser": ("ProvidingPromotion", "FundraisingFraudOfAnother", "192.advertiser-standard", "2011-01-04"),
    "224-1.advertiser": ("AdvertisingFalsely", "PyramidSellingOfAnother", "224-1.advertiser-standard", "2011-01-04"),
    "225.helper": ("ProvidingTechnicalSupport", "IllegalBusinessOfAnother", "225.helper-standard", "2013-09-10"),
    "293.helper": ("ProvidingPremises", "PickingQuarrelsOfAnother", "293.helper-standard", "2013-09-10"),
    "363p1.assist": ("Hosting", "ObsceneMatterForProfitCrime", "363p1.assist-standard", "2004-09-06"),
    "364p1.assist": ("SettlingPayments", "ObsceneMatterSpreadingCrime", "364p1.assist-standard", "2004-09-06"),
    "213.helper-2004": ("ProvidingFunds", "CounterfeitingCrime", "213.helper-standard", "2004-12-22"),
    "214.helper-2004": ("ProvidingPremises", "CounterfeitGoodsSaleCrime", "214.helper-standard", "2004-12-22"),
    "215.helper-2004": ("HandlingGoods", "TrademarkLabelCrime", "215.helper-standard", "2004-12-22"),
    "218.helper-2004": ("SupplyingAccounts", "InfringingCopySaleCrime", "218.helper-standard", "2004-12-22"),
    "219-1.helper-2004": ("ProvidingFunds", "OverseasTradeSecretCrime", "219-1.helper-standard", "2021-03-01"),
    "213.helper": ("SupplyingProductionMaterials", "CounterfeitingCrime", "213.helper-standard", "2025-04-26"),
    "214.helper": ("SettlingPayments", "CounterfeitGoodsSaleCrime", "214.helper-standard", "2025-04-26"),
    "215.helper": ("ProvidingPremises", "TrademarkLabelCrime", "215.helper-standard", "2025-04-26"),
    "218.helper": ("Hosting", "InfringingCopySaleCrime", "218.helper-standard", "2025-04-26"),
    "219-1.helper": ("ProvidingTechnicalSupport", "OverseasTradeSecretCrime", "219-1.helper-standard", "2025-04-26"),
    "146.helper": ("HandlingGoods", "UnsafeProductCrime", "146.helper-standard", "2001-04-10"),
}


@pytest.mark.parametrize("mode", HELP)
def test_help_waits_for_the_standard_of_the_crime_that_is_helped(tmp_path, mode):
    act, crime, _, first = HELP[mode]
    text = CASE.format(day=first, act=act, crime=crime, standard="", known="<crime>")
    file = written(tmp_path, text.replace(" , <standard> ", " ").replace("<standard> a delicta:Assessment ; delicta:affirms offence: .", ""))
    assert {f["verdict"] for f in delicta.apply(file) if f["offence"] == mode.split(".")[0]} == {"open"}


@pytest.mark.parametrize("mode", HELP)
def test_who_helps_answers_for_the_crime_of_another_that_he_knows_of_once_the_law_says_so(tmp_path, mode):
    act, crime, standard, first = HELP[mode]
    year, *rest = first.split("-")

    def answered(day, known):
        file = written(tmp_path, CASE.format(day=day, act=act, crime=crime, standard=standard, known=known))
        return next(((f["mode"], f["verdict"]) for f in delicta.apply(file) if f["offence"] == mode.split(".")[0]), None)

    assert answered(first, "<crime>") == (mode, "established")
    assert answered(first, "<other>") == (mode, "open")
    assert (answered("-".join([str(int(year) - 1), *rest]), "<crime>") or (None,))[0] != mode


@pytest.mark.parametrize(("offence", "day", "act", "crime"), [
    ("287-2", "2024-06-01", "SupplyingAccounts", "OwnPaymentAccount"), ("287-2", "2024-06-01", "Hosting", "FraudOfAnother"),
    ("224-1", "2012-06-01", "InitiatingPyramid", "Website"),
])
def test_an_act_that_the_law_names_brings_the_offence_into_question_whatever_else_is_still_to_be_shown(tmp_path, offence, day, act, crime):
    file = written(tmp_path, CASE.format(day=day, act=act, crime=crime, known="<crime>", standard="287-2.act-other-kind"))
    assert {f["offence"]: f["verdict"] for f in delicta.apply(file)}.get(offence) == "open"


ADVERT = "<advert> a delicta:AdvertisingFalsely ; delicta:gain 100000 ; delicta:concerns <offer> . <offer> a delicta:AdvertisedOffer ."
REFUSAL = ("<duty> a delicta:NeglectingSecurityDuty . <order> a delicta:OrderToRectify . <refusal> a delicta:RefusingToRectify ."
           " <spread> a delicta:InformationSpread ; delicta:concerns <clips> . <clips> a delicta:UnlawfulVideo ; delicta:items 200 .")


@pytest.mark.parametrize("offence, quality, facts, described", [
    ("222", "Advertiser", "<advert>", ADVERT),
    ("286-1", "NetworkServiceProvider", "<duty> , <order> , <refusal> , <spread>", REFUSAL),
])
def test_who_answers_for_a_unit_needs_the_quality_no_more_that_the_unit_has(tmp_path, offence, quality, facts, described):
    file = written(tmp_path, f"""
<> a delicta:Hypothetical ; delicta:hasConduct <deed> .
<firm> a delicta:Unit , delicta:{quality} . <manager> a delicta:NaturalPerson , delicta:DirectlyResponsiblePerson . <other> a delicta:NaturalPerson .
<deed> a delicta:Conduct ; delicta:hasActor <firm> , <manager> , <other> ; delicta:ends "2025-03-03"^^xsd:date ; delicta:hasFact <will> , <breach> , {facts} ;
  delicta:statesAll delicta:Fact , delicta:quantity .
<will> a delicta:Intent . <breach> a delicta:BreachOfStateProvisions . {described}
""")
    verdicts = {f["actor"].rpartition("/")[2]: f["verdict"] for f in delicta.apply(file) if f["offence"] == offence}
    assert verdicts == {"firm": "established", "manager": "established", "other": "ruled-out"}
