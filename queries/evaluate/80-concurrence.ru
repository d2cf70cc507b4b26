# Step 8. When one conduct establishes several offences, what is charged?
# For each pair the strongest rule speaks: fixed pointer, special provision, cumulation, heavier provision; a rule naming both goes before one naming either. Runs once.

PREFIX m: <https://w3id.org/delicta/machine/>

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?pair m:first ?one ; m:second ?two }
WHERE {
  ?one m:verdict m:met ; m:findsFor ?answer ; m:findsOn ?offence . ?two m:verdict m:met ; m:findsFor ?answer ; m:findsOn ?other .
  ?offence m:isOffence true . ?other m:isOffence true ; m:id ?otherId . FILTER(?offence != ?other)
  BIND(IRI(CONCAT(STR(?one), "/beside/", ?otherId)) AS ?pair)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?pair m:ruledBy ?rule }
WHERE { ?pair m:first ?one ; m:second ?two . ?one m:findsOn ?offence . ?two m:findsOn ?other . ?rule m:between ?offence , ?other ; m:strength ?strength } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?pair m:ruledBy ?rule }
WHERE { { ?pair m:first ?either } UNION { ?pair m:second ?either } ?either m:findsOn ?offence . ?rule m:between ?offence ; m:speaksAlone true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?pair m:ruledBy ?rule }
WHERE { ?pair m:first ?one . ?rule m:isDefault true } ;

# A rule that was not law for the conduct does not speak.
WITH <https://w3id.org/delicta/machine/work>
DELETE { ?pair m:ruledBy ?rule }
WHERE { ?pair m:ruledBy ?rule ; m:first ?one . ?one m:findsFor ?answer . ?answer m:era ?era . ?era m:untimely ?rule } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?pair m:rule ?rule }
WHERE {
  {
    SELECT ?pair (MAX(?key) AS ?best)
    WHERE { ?pair m:ruledBy ?any . ?any m:strength ?strength . BIND(CONCAT(STR(1000 + ?strength), " ", STR(?any)) AS ?key) }
    GROUP BY ?pair
  }
  BIND(IRI(SUBSTR(?best, 6)) AS ?rule)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?pair m:gives "charged" }
WHERE { ?pair m:rule ?rule ; m:first ?one . ?rule m:charges ?offence . ?one m:findsOn ?offence } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?pair m:gives "absorbed" }
WHERE { ?pair m:rule ?rule ; m:second ?two . ?rule m:charges ?offence . ?two m:findsOn ?offence } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?pair m:gives "cumulative" }
WHERE { ?pair m:rule ?rule . ?rule m:isCumulative true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?pair m:gives ?outcome }
WHERE {
  ?pair m:rule ?rule ; m:first ?one ; m:second ?two . ?rule m:isHeavier true .
  ?one m:weight ?weight . ?two m:weight ?otherWeight .
  BIND(IF(?weight < ?otherWeight, "lesser", IF(?weight = ?otherWeight, "tied", "charged")) AS ?outcome)
} ;

# One outcome for each finding: what any rule takes away is gone; cumulation shows only where nothing does.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:decidedIn ?pair }
WHERE {
  {
    SELECT ?finding (MAX(?key) AS ?best)
    WHERE {
      ?pair m:first ?finding ; m:gives ?outcome .
      BIND(CONCAT(IF(?outcome = "absorbed", "5", IF(?outcome = "lesser", "4", IF(?outcome = "tied", "3", IF(?outcome = "cumulative", "2", "1")))), " ", STR(?pair)) AS ?key)
    }
    GROUP BY ?finding
  }
  BIND(IRI(SUBSTR(?best, 3)) AS ?pair)
}
