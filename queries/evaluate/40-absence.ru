# Step 4. Which conditions do the facts rule out: stated absence, incompatible fact, completeness, a law not in force?
# A fact that is there wins over a statement that there is none; law that is not in force wins over facts. Runs once.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>

# That there is none of a class, and that all of it has been given, settle the same tests.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:denies ?stated }
WHERE { ?answer m:conduct ?conduct . ?conduct delicta:rulesOut ?stated } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:denies ?stated }
WHERE { ?answer m:conduct ?conduct . ?conduct delicta:statesAll ?stated } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE {
  ?answer m:denies ?stated . ?stated m:silences ?test .
  FILTER NOT EXISTS { ?answer m:meets ?test }
  FILTER EXISTS { ?test m:bearsOn ?offence . ?answer m:candidate ?offence }
} ;

# A sum that nothing can count for.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:deniesSum ?test }
WHERE {
  ?answer m:denies ?stated . ?stated m:silencesSum ?test .
  FILTER NOT EXISTS { ?answer m:meets ?test }
  FILTER EXISTS { ?test m:bearsOn ?offence . ?answer m:candidate ?offence }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:mayCount ?test }
WHERE { ?answer m:deniesSum ?test ; m:has ?fact . ?fact a ?class . ?class m:countsFor ?test } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE { ?answer m:deniesSum ?test . FILTER NOT EXISTS { ?answer m:mayCount ?test } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE {
  ?answer m:has ?fact . ?fact a ?shown . ?shown m:excludesTest ?test .
  FILTER NOT EXISTS { ?answer m:meets ?test }
  FILTER EXISTS { ?test m:bearsOn ?offence . ?answer m:candidate ?offence }
} ;

# A test with alternatives that only several statements together rule out.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:lacks ?class }
WHERE { ?answer m:denies ?stated . ?stated m:covers ?class } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE {
  { SELECT ?answer ?test (COUNT(?class) AS ?lacking) WHERE { ?answer m:lacks ?class . ?class m:amongFor ?test } GROUP BY ?answer ?test }
  ?test m:askCount ?count . FILTER(?lacking = ?count)
  FILTER EXISTS { ?answer m:candidate ?offence . ?test m:bearsOn ?offence }
  FILTER NOT EXISTS { ?answer m:meets ?test }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE {
  { SELECT ?answer ?test (COUNT(?class) AS ?lacking) WHERE { ?answer m:lacks ?class . ?class m:amongObjectsFor ?test } GROUP BY ?answer ?test }
  ?test m:objectCount ?count . FILTER(?lacking = ?count)
  FILTER EXISTS { ?answer m:candidate ?offence . ?test m:bearsOn ?offence }
  FILTER NOT EXISTS { ?answer m:meets ?test }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE {
  ?answer m:conduct ?conduct ; m:candidate ?offence . ?conduct delicta:statesAll delicta:quantity . ?test m:bearsOn ?offence ; m:sum ?sum .
  FILTER NOT EXISTS { ?answer m:weighs ?sum }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?condition }
WHERE {
  ?answer m:conduct ?conduct . ?conduct delicta:rulesOut ?condition . ?condition m:level ?level .
  FILTER NOT EXISTS { ?answer m:meets ?condition }
} ;

# Modes of which no act is there.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?mode }
WHERE { ?answer m:candidate ?offence . ?offence m:mode ?mode . FILTER NOT EXISTS { ?answer m:enters ?mode } } ;

# Law not in force on the day.
WITH <https://w3id.org/delicta/machine/work>
DELETE { ?answer m:meets ?node }
INSERT { ?answer m:fails ?node }
WHERE { ?answer m:candidate ?offence ; m:era ?era . ?era m:untimely ?node . ?node m:bearsOn ?offence }
