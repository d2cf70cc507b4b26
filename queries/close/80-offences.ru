# Question: what bears on an offence, what makes it a candidate, what may defeat it, how severe is each tier?

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

# Wrongs are offences and administrative wrongs: both are evaluated, and only offences compete for the charge.
INSERT { ?wrong m:id ?id }
WHERE { ?wrong a ?kind . VALUES ?kind { delicta:Offence delicta:AdministrativeWrong } BIND(REPLACE(STR(?wrong), "^.*/", "") AS ?id) } ;

INSERT { ?offence m:isOffence true }
WHERE { ?offence a delicta:Offence } ;

INSERT { ?wrong m:isAdministrative true }
WHERE { ?wrong a delicta:AdministrativeWrong } ;

INSERT { ?wrong m:below ?offence }
WHERE { ?wrong delicta:standsBelow ?offence } ;

INSERT { ?offence m:mode ?mode . ?mode m:element ?element }
WHERE { ?offence delicta:hasMode ?mode . ?mode delicta:hasElement ?element } ;

# The heaviest penalty of a tier decides, then its lightest; a tier may know no term of years.
INSERT { ?offence m:tier ?tier . ?tier m:rank ?rank ; m:severity ?severity }
WHERE {
  ?offence delicta:hasTier ?tier . ?tier delicta:rank ?rank ; delicta:minimumMonths ?low ; delicta:maximumMonths ?high ; delicta:lifeImprisonment ?life ; delicta:deathPenalty ?death .
  BIND(IF(?death, 2000, IF(?life, 1000, ?high)) * 10000 + IF(?high > 0, ?low, IF(?life, 1000, IF(?death, 2000, 0))) AS ?severity)
} ;

INSERT { ?tier m:isBase true }
WHERE { ?offence m:tier ?tier . FILTER NOT EXISTS { ?tier m:part ?part } } ;

INSERT { ?test m:bearsOn ?offence }
WHERE { ?offence m:id ?id . ?offence (m:part|m:tier|^m:excludes|^m:defeats|^delicta:modifies)* ?test } ;

INSERT { ?sum m:sumFor ?offence }
WHERE { ?test m:bearsOn ?offence ; m:sum ?sum } ;

INSERT { ?element m:leaf ?test }
WHERE { { ?mode m:element ?element } UNION { ?offence m:tier ?element } ?element m:part* ?test . ?test m:level 0 } ;

# A mode opens when one of its acts is there: an element that asks for nothing but acts, or failing such an element any act it asks for.
INSERT { ?class m:isAct true }
WHERE { ?class m:under delicta:Act } ;

INSERT { ?test m:asksAct true }
WHERE { ?test a delicta:Presence ; m:asks ?class . ?class m:isAct true } ;

INSERT { ?element m:asksMore true }
WHERE { ?element m:leaf ?test . FILTER NOT EXISTS { ?test m:asksAct true } } ;

INSERT { ?element m:isActElement true }
WHERE { ?mode m:element ?element . ?element m:leaf ?test . ?test m:asksAct true . FILTER NOT EXISTS { ?element m:asksMore true } } ;

INSERT { ?test m:opens ?mode }
WHERE { ?mode m:element ?element . ?element m:isActElement true ; m:leaf ?test . ?test m:asksAct true } ;

INSERT { ?test m:opens ?mode }
WHERE { ?offence m:mode ?mode . ?mode m:part+ ?test . ?test m:asksAct true . FILTER NOT EXISTS { ?mode m:element ?element . ?element m:isActElement true } } ;

INSERT { ?test m:opens ?mode }
WHERE { ?mode delicta:opensBy ?condition . ?condition m:part* ?test . ?test m:asksAct true } ;

INSERT { ?mode m:modeOf ?offence }
WHERE { ?offence m:mode ?mode } ;

INSERT { ?offence m:defence ?defence }
WHERE { ?offence m:id ?id . ?defence m:defeats|m:excludes ?target . ?offence m:part* ?target } ;

INSERT { ?defence m:sign ?test }
WHERE { ?defence delicta:checkedOnSign true ; m:part* ?test . ?test m:level 0 } ;

INSERT { ?defence m:takesWhole ?offence }
WHERE { ?offence m:defence ?defence . ?defence m:defeats|m:excludes ?offence } ;

INSERT { ?defence m:takesPart ?target }
WHERE { ?defence m:defeats|m:excludes ?target . FILTER NOT EXISTS { ?target m:id ?whole } } ;

# A modifier of a gate that wrongs have in common moves the punishment of each of them.
INSERT { ?wrong m:modifier ?modifier }
WHERE { ?wrong m:id ?id . ?modifier delicta:modifies ?target . ?wrong m:part* ?target } ;

INSERT { ?rule m:between ?offence }
WHERE { ?rule delicta:betweenOffence ?offence } ;

# A rule that names both offences goes before one that speaks of either beside any other; one that names none is the default.
INSERT { ?rule m:strength ?strength }
WHERE {
  VALUES (?kind ?priority) { (delicta:FixedPointer 50) (delicta:SpecialProvision 40) (delicta:CumulativePunishment 30) (delicta:HeavierProvision 20) }
  { SELECT ?rule (COUNT(?offence) AS ?count) WHERE { ?rule a ?any . ?any rdfs:subClassOf delicta:Concurrence . OPTIONAL { ?rule delicta:betweenOffence ?offence } } GROUP BY ?rule }
  ?rule a ?kind . BIND(IF(?count > 1, ?priority + 100, IF(?count = 1, ?priority, 1)) AS ?strength)
} ;

INSERT { ?rule m:speaksAlone true }
WHERE { ?rule a delicta:HeavierProvision ; delicta:besideAnyOther true } ;

INSERT { ?rule m:isDefault true }
WHERE { ?rule m:strength 1 } ;

INSERT { ?rule m:charges ?offence }
WHERE { ?rule delicta:charges ?offence ; delicta:betweenOffence ?offence } ;

INSERT { ?rule m:isHeavier true }
WHERE { ?rule a delicta:HeavierProvision } ;

INSERT { ?rule m:isCumulative true }
WHERE { ?rule a delicta:CumulativePunishment } ;

INSERT { ?rule m:choosesLaw true }
WHERE { ?rule a delicta:ChoiceOfLaw } ;

# Time, on whatever carries it.
INSERT { ?node m:from ?from }
WHERE { ?node delicta:inForceFrom ?from ; m:bearsOn|m:between ?offence . FILTER NOT EXISTS { ?node delicta:appliesBackTo ?back } } ;

INSERT { ?node m:backTo ?back ; m:backFrom ?from }
WHERE { ?node delicta:inForceFrom ?from ; delicta:appliesBackTo ?back ; m:bearsOn|m:between ?offence } ;

INSERT { ?node m:backUntil ?last }
WHERE { ?node m:backTo ?back ; delicta:appliesBackUntil ?last } ;

INSERT { ?node m:until ?until }
WHERE { ?node delicta:inForceUntil ?until ; m:bearsOn|m:between ?offence } ;

# What a statement about a class settles: the tests all of whose alternatives, or all of whose objects, lie under it.
INSERT { ?wide m:settles ?test }
WHERE {
  { SELECT ?wide ?test (COUNT(?class) AS ?count) WHERE { ?class m:under ?wide . ?test m:asks ?class } GROUP BY ?wide ?test }
  ?test m:askCount ?count
} ;

INSERT { ?wide m:settles ?test }
WHERE {
  { SELECT ?wide ?test (COUNT(?class) AS ?count) WHERE { ?class m:under ?wide . ?test m:asksObject ?class } GROUP BY ?wide ?test }
  ?test m:objectCount ?count
} ;

INSERT { ?wide m:silences ?test }
WHERE { ?wide m:settles ?test . ?test a delicta:Presence } ;

INSERT { ?wide m:silencesSum ?test }
WHERE { ?wide m:settles ?test . ?test a delicta:Threshold } ;

INSERT { ?class m:countsFor ?test }
WHERE { ?test m:sum ?sum . ?sum m:addsUp ?term . { ?class m:bears ?term } UNION { ?class m:bearsFact ?term } } ;

INSERT { ?class m:excludesTest ?test }
WHERE { ?class m:under ?marked . ?marked delicta:incompatibleWith ?wide . ?wide m:silences ?test } ;

# Alternatives that only several statements together rule out.
INSERT { ?class m:amongFor ?test }
WHERE { ?test a delicta:Presence ; m:asks ?class ; m:askCount ?count . FILTER(?count > 1) } ;

INSERT { ?class m:amongObjectsFor ?test }
WHERE { ?test a delicta:Presence ; m:asksObject ?class ; m:objectCount ?count . FILTER(?count > 1) } ;

INSERT { ?wide m:covers ?class }
WHERE {
  { SELECT DISTINCT ?class WHERE { ?class m:amongFor|m:amongObjectsFor ?test . ?test m:bearsOn ?wrong } }
  ?class m:under ?wide
}
