# Step 6. Which verdict, by which mode, at which tier? What is still open? Runs once.

PREFIX m: <https://w3id.org/delicta/machine/>

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:findsFor ?answer ; m:findsOn ?offence }
WHERE { ?answer m:candidate ?offence . ?offence m:id ?id . BIND(IRI(CONCAT(STR(?answer), "/finding/", ?id)) AS ?finding) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:verdict m:met }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence . ?answer m:meets ?offence } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:verdict m:lost }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence . ?answer m:loses ?offence } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:verdict m:failed }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence . ?answer m:fails ?offence } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:verdict m:open }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence . FILTER NOT EXISTS { ?finding m:verdict ?known } } ;

# The mode that tells most: among those whose act is there, one that shares the verdict, with most elements met over and above those lacking.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:eligible ?mode }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict m:met . ?offence m:mode ?mode . ?answer m:meets ?mode } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:eligible ?mode }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict m:open . ?offence m:mode ?mode . FILTER NOT EXISTS { ?answer m:fails ?mode } FILTER NOT EXISTS { ?answer m:loses ?mode } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:eligible ?mode }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict m:lost . ?answer m:enters ?mode . ?mode m:modeOf ?offence . FILTER NOT EXISTS { ?answer m:fails ?mode } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:eligible ?mode }
WHERE { ?finding m:findsFor ?answer ; m:findsOn ?offence ; m:verdict m:failed . ?answer m:enters ?mode . ?mode m:modeOf ?offence } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:mode ?mode }
WHERE {
  {
    SELECT ?finding (MAX(?key) AS ?best)
    WHERE {
      {
        SELECT ?finding ?mode (COUNT(?element) AS ?met)
        WHERE { ?finding m:eligible ?mode ; m:findsFor ?answer . ?mode m:element ?element . ?answer m:meets ?element }
        GROUP BY ?finding ?mode
      }
      ?mode m:needs ?elements .
      BIND(CONCAT(STR(2000 + 2 * ?met - ?elements), " ", STR(?mode)) AS ?key)
    }
    GROUP BY ?finding
  }
  BIND(IRI(SUBSTR(?best, 6)) AS ?mode)
} ;

# The highest tier that is met; the lowest needs nothing.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:reaches ?tier }
WHERE { ?finding m:verdict m:met ; m:findsFor ?answer ; m:findsOn ?offence . ?offence m:tier ?tier . ?answer m:meets ?tier } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:reaches ?tier }
WHERE { ?finding m:verdict m:met ; m:findsFor ?answer ; m:findsOn ?offence . ?offence m:tier ?tier . ?tier m:isBase true . ?answer m:era ?era . FILTER NOT EXISTS { ?era m:untimely ?tier } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:tier ?tier ; m:weight ?severity }
WHERE {
  { SELECT ?finding (MAX(?rank) AS ?highest) WHERE { ?finding m:reaches ?any . ?any m:rank ?rank } GROUP BY ?finding }
  ?finding m:reaches ?tier . ?tier m:rank ?highest ; m:severity ?severity
} ;

# A higher tier that is neither met nor excluded stays open, and has branches of its own.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?higher m:staysOpenFor ?finding ; m:opensTier ?tier ; m:findsFor ?answer ; m:live ?tier }
WHERE {
  ?finding m:tier ?reached ; m:findsFor ?answer ; m:findsOn ?offence . ?reached m:rank ?rank . ?offence m:tier ?tier . ?tier m:rank ?above . FILTER(?above > ?rank)
  FILTER NOT EXISTS { ?tier m:isBase true } FILTER NOT EXISTS { ?answer m:fails ?tier } FILTER NOT EXISTS { ?answer m:loses ?tier }
  BIND(IRI(CONCAT(STR(?finding), "/", REPLACE(STR(?tier), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?higher)
} ;

# What is still to be proved follows the open branches of the mode down to the tests.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:live ?mode }
WHERE { ?finding m:verdict m:open ; m:mode ?mode } ;

# What was shown follows the met branches of the mode, and of the tier, in the same way.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:answers ?element }
WHERE { ?finding m:mode ?mode . ?mode m:element ?element } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:answers ?tier }
WHERE { ?finding m:verdict m:met ; m:tier ?tier . FILTER NOT EXISTS { ?tier m:isBase true } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:shown ?element }
WHERE { ?finding m:answers ?element ; m:findsFor ?answer . ?answer m:meets ?element } ;

WITH <https://w3id.org/delicta/machine/work>
DELETE { m:counter m:level ?level }
INSERT { m:counter m:level ?top }
WHERE { m:counter m:level ?level . m:law m:depth ?top }
