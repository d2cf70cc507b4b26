# Step 10. Write the findings down as data of their own, with what they were derived from. Runs once.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
PREFIX prov: <http://www.w3.org/ns/prov#>

WITH <https://w3id.org/delicta/machine/work>
INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    ?finding a delicta:Finding ; delicta:ofOffence ?offence
  }
}
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence . ?offence m:isOffence true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    ?finding a delicta:AdministrativeFinding ; delicta:ofWrong ?wrong
  }
}
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?wrong . ?wrong m:isAdministrative true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    ?finding delicta:ofConduct ?conduct ; delicta:ofActor ?actor ;
      delicta:verdict ?verdict ; delicta:lawAsOf ?day ; prov:wasDerivedFrom ?conduct ; prov:wasGeneratedBy m:evaluation
  }
}
WHERE {
  ?finding m:findsFor ?answer ; m:findsOn ?wrong ; m:verdict ?value . ?answer m:conduct ?conduct ; m:actor ?actor ; m:day ?day
  VALUES (?value ?verdict) { (m:met delicta:Established) (m:open delicta:Open) (m:failed delicta:RuledOut) (m:lost delicta:Defeated) }
} ;

# Which of two laws, and why.
WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:comparedWithLawOf ?day ; delicta:choiceOfLaw ?reason ; delicta:chosenUnder ?rule } }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?wrong . ?answer m:comparedWith ?day ; m:chosenFor ?reason . ?rule m:choosesLaw true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:dayPresumed true } }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?wrong . ?answer m:undated true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    m:evaluation a prov:Activity ; prov:used ?law , ?step . ?law a prov:Entity . ?step a prov:Plan , prov:Entity
  }
}
WHERE {
  m:law m:version ?law .
  VALUES ?step {
    <https://w3id.org/delicta/queries/evaluate/10-flatten>
    <https://w3id.org/delicta/queries/evaluate/20-presence>
    <https://w3id.org/delicta/queries/evaluate/30-sums>
    <https://w3id.org/delicta/queries/evaluate/40-absence>
    <https://w3id.org/delicta/queries/evaluate/50-gates>
    <https://w3id.org/delicta/queries/evaluate/60-verdicts>
    <https://w3id.org/delicta/queries/evaluate/70-branches>
    <https://w3id.org/delicta/queries/evaluate/80-concurrence>
    <https://w3id.org/delicta/queries/evaluate/85-milder>
    <https://w3id.org/delicta/queries/evaluate/90-findings>
  }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:byMode ?mode } }
WHERE { ?finding m:findsFor ?answer ; m:mode ?mode } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:atTier ?tier } }
WHERE { ?finding m:findsFor ?answer ; m:tier ?tier } ;

# Elements of the mode.
WITH <https://w3id.org/delicta/machine/work>
INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    ?finding delicta:hasElementFinding ?node . ?node a delicta:ElementFinding ; delicta:ofElement ?element ; delicta:status ?status
  }
}
WHERE {
  ?finding m:mode ?mode ; m:findsFor ?answer . ?mode m:element ?element .
  { ?answer m:meets ?element . BIND(delicta:Met AS ?status) }
  UNION { ?answer m:fails ?element . BIND(delicta:Excluded AS ?status) }
  UNION { ?answer m:loses ?element . BIND(delicta:DefeatedStatus AS ?status) }
  BIND(IRI(CONCAT(STR(?finding), "/", REPLACE(STR(?element), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?node)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    ?finding delicta:hasElementFinding ?node . ?node a delicta:ElementFinding ; delicta:ofElement ?element ; delicta:status delicta:Undecided
  }
}
WHERE {
  ?finding m:mode ?mode ; m:findsFor ?answer . ?mode m:element ?element .
  FILTER NOT EXISTS { ?answer m:meets ?element } FILTER NOT EXISTS { ?answer m:fails ?element } FILTER NOT EXISTS { ?answer m:loses ?element }
  BIND(IRI(CONCAT(STR(?finding), "/", REPLACE(STR(?element), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?node)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?node delicta:metBy ?fact ; delicta:metThrough ?test } }
WHERE {
  ?answer m:has ?fact . ?fact m:supports ?test . ?finding m:findsFor ?answer ; m:shown ?test . ?element m:leaf ?test .
  ?finding m:answers ?element ; m:shown ?element
  FILTER NOT EXISTS { ?finding m:tier ?element ; m:mode ?mode . ?mode m:element ?own . ?own m:leaf ?test }
  BIND(IRI(CONCAT(STR(?finding), "/", REPLACE(STR(?element), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?node)
} ;

# The tier that is reached, and those that stay open above it.
WITH <https://w3id.org/delicta/machine/work>
INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    ?finding delicta:hasTierFinding ?node . ?node a delicta:TierFinding ; delicta:ofElement ?tier ; delicta:status delicta:Met
  }
}
WHERE {
  ?finding m:answers ?tier ; m:tier ?tier
  BIND(IRI(CONCAT(STR(?finding), "/", REPLACE(STR(?tier), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?node)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    ?finding delicta:hasTierFinding ?higher . ?higher a delicta:TierFinding ; delicta:ofElement ?tier ; delicta:status delicta:Undecided ; delicta:awaitsCondition ?test
  }
}
WHERE { ?higher m:staysOpenFor ?finding ; m:opensTier ?tier ; m:live ?test . ?finding m:verdict m:met . ?test m:level 0 } ;

# What is open, and whether anything but an assessment is missing.
WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:awaitsCondition ?test } }
WHERE { ?finding m:verdict m:open ; m:live ?test . ?test m:level 0 } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:awaits "facts" }
WHERE { ?finding m:verdict m:open ; m:live ?test . ?test m:level 0 . FILTER NOT EXISTS { ?test m:isClause true } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:awaits "assessment" }
WHERE { ?finding m:verdict m:open . FILTER NOT EXISTS { ?finding m:awaits "facts" } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:awaits ?what } }
WHERE { ?finding m:awaits ?what } ;

# Which administrative wrongs stand below an offence in the same answer.
WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:hasBelow ?lower } }
WHERE {
  ?finding m:findsFor ?answer ; m:findsOn ?offence . ?lower m:findsFor ?answer ; m:findsOn ?wrong . ?wrong m:below ?offence
} ;

# Defences that took something away: the whole, the mode of the finding or a condition; not what stands against another mode alone.
WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:defeatedBy ?defence } }
WHERE {
  ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict ?value . VALUES ?value { m:failed m:lost }
  ?offence m:defence ?defence . ?answer m:meets ?defence
  { ?defence m:takesWhole ?offence }
  UNION { ?finding m:mode ?mode . ?defence m:takesPart ?mode }
  UNION { ?defence m:takesPart ?target . FILTER NOT EXISTS { ?offence m:mode ?target } }
} ;

# A defence is worth checking if it is law on the day and undecided, and what it would take away is met or open.
# Some are named only where something they ask for is there.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:leavesOpen ?defence }
WHERE {
  { SELECT DISTINCT ?answer ?era ?defence WHERE { ?answer m:candidate ?offence ; m:era ?era . ?offence m:defence ?defence } }
  FILTER NOT EXISTS { ?era m:untimely ?defence } FILTER NOT EXISTS { ?answer m:meets ?defence }
  FILTER NOT EXISTS { ?answer m:fails ?defence } FILTER NOT EXISTS { ?answer m:loses ?defence }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:minds ?defence }
WHERE { ?answer m:leavesOpen ?defence . FILTER NOT EXISTS { ?defence m:sign ?any } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:minds ?defence }
WHERE { ?answer m:leavesOpen ?defence . ?defence m:sign ?sign . ?answer m:meets ?sign } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:checksDefence ?defence } }
WHERE {
  ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict ?value . VALUES ?value { m:met m:open }
  ?answer m:minds ?defence . ?defence m:takesWhole ?offence
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:checksDefence ?defence } }
WHERE {
  ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict m:met . ?answer m:era ?era ; m:minds ?defence . ?offence m:defence ?defence .
  ?defence m:takesPart ?target . ?answer m:meets ?target . ?target m:bearsOn ?offence . FILTER NOT EXISTS { ?era m:untimely ?target }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:checksDefence ?defence } }
WHERE {
  ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict m:open . ?answer m:era ?era ; m:minds ?defence . ?offence m:defence ?defence .
  ?defence m:takesPart ?target . ?target m:bearsOn ?offence . FILTER NOT EXISTS { ?era m:untimely ?target } FILTER NOT EXISTS { ?answer m:fails ?target }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:modifiedBy ?modifier } }
WHERE {
  ?finding m:verdict m:met ; m:findsFor ?answer ; m:findsOn ?offence . ?offence m:modifier ?modifier . ?answer m:meets ?modifier
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:outcome ?outcome ; delicta:byConcurrence ?rule ; delicta:concurrentWith ?other } }
WHERE {
  ?finding m:decidedIn ?pair . ?pair m:gives ?given ; m:rule ?rule ; m:second ?two . ?two m:findsOn ?other
  BIND(IF(?given = "tied", "charged", ?given) AS ?outcome)
} ;

# Of two equally heavy one is charged, and no rule says which.
WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:equallyHeavy true } }
WHERE { ?finding m:decidedIn ?pair . ?pair m:gives "tied" } ;

# An administrative wrong goes into the crime above it.
WITH <https://w3id.org/delicta/machine/work>
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?lower delicta:outcome "absorbed" ; delicta:concurrentWith ?offence } }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict m:met . ?lower m:findsFor ?answer ; m:findsOn ?wrong . ?wrong m:below ?offence }
