# Step 9. Write the findings down as data of their own, with what they were derived from. Runs once.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
PREFIX prov: <http://www.w3.org/ns/prov#>

INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    ?finding a delicta:Finding ; delicta:ofConduct ?conduct ; delicta:ofActor ?actor ; delicta:ofOffence ?offence ;
      delicta:verdict ?verdict ; delicta:lawAsOf ?day ; prov:wasDerivedFrom ?conduct ; prov:wasGeneratedBy m:evaluation
  }
}
WHERE {
  GRAPH <https://w3id.org/delicta/machine/work> {
    ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict ?value . ?answer m:conduct ?conduct ; m:actor ?actor ; m:day ?day
  }
  VALUES (?value ?verdict) { (m:met delicta:Established) (m:open delicta:Open) (m:failed delicta:RuledOut) (m:lost delicta:Defeated) }
} ;

INSERT { GRAPH <https://w3id.org/delicta/findings> { m:evaluation a prov:Activity ; prov:used ?law ; prov:wasAssociatedWith m:steps . m:steps a prov:SoftwareAgent } }
WHERE { GRAPH <https://w3id.org/delicta/machine/work> { m:law m:version ?law } } ;

INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:byMode ?mode } }
WHERE { GRAPH <https://w3id.org/delicta/machine/work> { ?finding m:mode ?mode } } ;

INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:atTier ?tier } }
WHERE { GRAPH <https://w3id.org/delicta/machine/work> { ?finding m:tier ?tier } } ;

# Elements of the mode.
INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    ?finding delicta:hasElementFinding ?node . ?node a delicta:ElementFinding ; delicta:ofElement ?element ; delicta:status ?status
  }
}
WHERE {
  GRAPH <https://w3id.org/delicta/machine/work> {
    ?finding m:mode ?mode ; m:findsFor ?answer . ?mode m:element ?element .
    { ?answer m:meets ?element . BIND(delicta:Met AS ?status) }
    UNION { ?answer m:fails ?element . BIND(delicta:Excluded AS ?status) }
    UNION { ?answer m:loses ?element . BIND(delicta:DefeatedStatus AS ?status) }
  }
  BIND(IRI(CONCAT(STR(?finding), "/", REPLACE(STR(?element), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?node)
} ;

INSERT {
  GRAPH <https://w3id.org/delicta/findings> {
    ?finding delicta:hasElementFinding ?node . ?node a delicta:ElementFinding ; delicta:ofElement ?element ; delicta:status delicta:Undecided
  }
}
WHERE {
  GRAPH <https://w3id.org/delicta/machine/work> {
    ?finding m:mode ?mode ; m:findsFor ?answer . ?mode m:element ?element .
    FILTER NOT EXISTS { ?answer m:meets ?element } FILTER NOT EXISTS { ?answer m:fails ?element } FILTER NOT EXISTS { ?answer m:loses ?element }
  }
  BIND(IRI(CONCAT(STR(?finding), "/", REPLACE(STR(?element), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?node)
} ;

INSERT { GRAPH <https://w3id.org/delicta/findings> { ?node delicta:metBy ?fact ; delicta:metThrough ?test } }
WHERE {
  GRAPH <https://w3id.org/delicta/machine/work> {
    ?finding m:mode ?mode ; m:findsFor ?answer . ?mode m:element ?element . ?element m:leaf ?test . ?finding m:shown ?element , ?test . ?answer m:has ?fact . ?fact m:supports ?test
  }
  BIND(IRI(CONCAT(STR(?finding), "/", REPLACE(STR(?element), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?node)
} ;

# What is open, and whether anything but an assessment is missing.
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:awaitsCondition ?test } }
WHERE { GRAPH <https://w3id.org/delicta/machine/work> { ?finding m:live ?test . ?test m:level 0 } } ;

INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:awaits "facts" } }
WHERE { GRAPH <https://w3id.org/delicta/machine/work> { ?finding m:live ?test . ?test m:level 0 . FILTER NOT EXISTS { ?test m:isClause true } } } ;

INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:awaits "assessment" } }
WHERE {
  GRAPH <https://w3id.org/delicta/machine/work> { ?finding m:verdict m:open }
  FILTER NOT EXISTS { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:awaits "facts" } }
} ;

# Defences: those that took something away, and those nobody has looked at.
INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:defeatedBy ?defence } }
WHERE {
  GRAPH <https://w3id.org/delicta/machine/work> { ?finding m:findsFor ?answer ; m:findsOn ?offence . ?offence m:defence ?defence . ?answer m:meets ?defence }
} ;

INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:checksDefence ?defence } }
WHERE {
  GRAPH <https://w3id.org/delicta/machine/work> {
    ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict ?value . VALUES ?value { m:met m:open }
    ?offence m:defence ?defence .
    FILTER NOT EXISTS { ?answer m:meets ?defence } FILTER NOT EXISTS { ?answer m:fails ?defence } FILTER NOT EXISTS { ?answer m:loses ?defence }
  }
} ;

INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:modifiedBy ?modifier } }
WHERE {
  GRAPH <https://w3id.org/delicta/machine/work> { ?finding m:verdict m:met ; m:findsFor ?answer ; m:findsOn ?offence . ?offence m:modifier ?modifier . ?answer m:meets ?modifier }
} ;

INSERT { GRAPH <https://w3id.org/delicta/findings> { ?finding delicta:outcome ?outcome ; delicta:byConcurrence ?rule ; delicta:concurrentWith ?other } }
WHERE {
  GRAPH <https://w3id.org/delicta/machine/work> { ?finding m:decidedIn ?pair . ?pair m:gives ?outcome ; m:rule ?rule ; m:second ?two . ?two m:findsOn ?other }
}
