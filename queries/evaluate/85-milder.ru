# Step 9. Where the law had changed by the day of judgment, which of the two laws is milder?
# The law of the conduct's day stays unless the later one makes nothing of the conduct, or its heaviest frame among the offences charged is lower:
# the heaviest penalty it allows (death, life, the longest term), then the lightest are compared. Where the later law is still open, so is the answer,
# since it may come to no crime. What is not law for the answer is taken away again. Runs once.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:isTaken true }
WHERE { ?finding m:decidedIn ?pair . ?pair m:gives ?outcome . FILTER(?outcome = "absorbed" || ?outcome = "lesser") } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:heaviest ?weight }
WHERE {
  SELECT ?answer (MAX(?severity) AS ?weight)
  WHERE {
    ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict m:met ; m:weight ?severity . ?offence m:isOffence true .
    FILTER NOT EXISTS { ?finding m:isTaken true }
  }
  GROUP BY ?answer
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:mayStand true }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict m:open . ?offence m:isOffence true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:yieldsTo ?later . ?later m:chosenFor "lighter" }
WHERE { ?later m:laterOf ?answer ; m:heaviest ?new . ?answer m:heaviest ?old . FILTER(?new < ?old) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:yieldsTo ?later . ?later m:chosenFor "no-crime" }
WHERE {
  ?later m:laterOf ?answer . { ?answer m:heaviest ?old } UNION { ?answer m:mayStand true }
  FILTER NOT EXISTS { ?later m:heaviest ?new } FILTER NOT EXISTS { ?later m:mayStand true }
} ;

# The heaviest frame that is not excluded under a later law of which everything is open.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?later m:mayReach ?weight }
WHERE {
  {
    SELECT ?later (MAX(?severity) AS ?weight)
    WHERE {
      ?later m:laterOf ?answer . ?finding m:findsFor ?later ; m:findsOn ?offence ; m:verdict m:open . ?offence m:isOffence true ; m:tier ?tier . ?tier m:severity ?severity .
      FILTER NOT EXISTS { ?later m:fails ?tier }
    }
    GROUP BY ?later
  }
  FILTER NOT EXISTS { ?later m:heaviest ?known }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:yieldsTo ?later . ?later m:chosenFor "lighter" }
WHERE { ?later m:laterOf ?answer ; m:mayReach ?most . ?answer m:heaviest ?old . FILTER(?most < ?old) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:yieldsTo ?later . ?later m:chosenFor "not-comparable" }
WHERE { ?later m:laterOf ?answer ; m:mayReach ?most . ?answer m:heaviest ?old . FILTER(?most >= ?old) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:chosenFor "not-comparable" }
WHERE {
  ?later m:laterOf ?answer . ?answer m:mayStand true . FILTER NOT EXISTS { ?answer m:heaviest ?old }
  { ?later m:heaviest ?new } UNION { ?later m:mayStand true }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:chosenFor "not-heavier" }
WHERE { ?later m:laterOf ?answer ; m:heaviest ?new . ?answer m:heaviest ?old . FILTER(?new >= ?old) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:chosenFor "no-crime-before" }
WHERE { ?later m:laterOf ?answer ; m:heaviest ?new . FILTER NOT EXISTS { ?answer m:heaviest ?old } FILTER NOT EXISTS { ?answer m:mayStand true } } ;

# Two laws are told apart only where something changed that bears on an offence in question, whatever other law stands beside it.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:sawChange true }
WHERE {
  ?later m:laterOf ?answer . ?answer m:era ?era ; m:candidate ?offence . ?era m:eraDay ?day ; m:eraJudged ?judged .
  { ?node m:bearsOn ?offence } UNION { ?node m:between ?offence } ?node m:from ?from . FILTER(?from > ?day && ?from <= ?judged)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:sawChange true }
WHERE {
  ?later m:laterOf ?answer . ?answer m:era ?era ; m:candidate ?offence . ?era m:eraDay ?day ; m:eraJudged ?judged .
  { ?node m:bearsOn ?offence } UNION { ?node m:between ?offence } ?node m:until ?until . FILTER(?until >= ?day && ?until < ?judged)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:comparedWith ?day }
WHERE { ?later m:laterOf ?answer ; m:day ?day . ?answer m:chosenFor ?reason ; m:sawChange true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?later m:comparedWith ?day }
WHERE { ?later m:laterOf ?answer ; m:chosenFor ?reason . ?answer m:day ?day ; m:sawChange true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:isDropped true }
WHERE { ?answer m:yieldsTo ?later } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?later m:isDropped true }
WHERE { ?later m:laterOf ?answer . FILTER NOT EXISTS { ?answer m:yieldsTo ?later } } ;

WITH <https://w3id.org/delicta/machine/work>
DELETE { ?finding ?property ?value }
WHERE { ?answer m:isDropped true . ?finding m:findsFor ?answer ; ?property ?value }
