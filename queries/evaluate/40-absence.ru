# Step 4. Which conditions do the facts rule out: stated absence, incompatible fact, completeness, a law not in force?
# A fact that is there wins over a statement that there is none; law that is not in force wins over facts. Runs once.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:shows ?class }
WHERE { ?answer m:has ?fact . ?fact a ?kind . ?kind m:under ?class } ;

# Complete or ruled out: every such class of which the conduct shows nothing.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:lacks ?class }
WHERE { ?answer m:conduct ?conduct . ?conduct delicta:rulesOut ?stated . ?class m:under ?stated . FILTER NOT EXISTS { ?answer m:shows ?class } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:lacks ?class }
WHERE { ?answer m:conduct ?conduct . ?conduct delicta:statesAll ?stated . ?class m:under ?stated . FILTER NOT EXISTS { ?answer m:shows ?class } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:lacks ?class }
WHERE { ?answer m:has ?fact . ?fact a ?shown . ?shown m:excludesClass ?other . ?class m:under ?other } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE {
  { SELECT ?answer ?test (COUNT(?class) AS ?lacking) WHERE { ?answer m:lacks ?class . ?test m:asks ?class } GROUP BY ?answer ?test }
  ?test m:askCount ?count . FILTER(?lacking = ?count)
  FILTER NOT EXISTS { ?answer m:meets ?test }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE {
  { SELECT ?answer ?test (COUNT(?class) AS ?lacking) WHERE { ?answer m:lacks ?class . ?test m:asksObject ?class } GROUP BY ?answer ?test }
  ?test m:objectCount ?count . FILTER(?lacking = ?count)
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

# Law not in force on the day.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:untimely ?node }
WHERE { ?answer m:candidate ?offence ; m:day ?day . ?node m:bearsOn ?offence ; m:from ?from . FILTER(?day < ?from) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:untimely ?node }
WHERE { ?answer m:candidate ?offence ; m:day ?day . ?node m:bearsOn ?offence ; m:until ?until . FILTER(?day > ?until) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:untimely ?node }
WHERE {
  ?answer m:candidate ?offence ; m:day ?day ; m:judged ?judged . ?node m:bearsOn ?offence ; m:backTo ?back ; m:backFrom ?from .
  FILTER(?day < ?back || (?day < ?from && ?judged < ?from))
} ;

WITH <https://w3id.org/delicta/machine/work>
DELETE { ?answer m:meets ?node }
INSERT { ?answer m:fails ?node }
WHERE { ?answer m:untimely ?node }
