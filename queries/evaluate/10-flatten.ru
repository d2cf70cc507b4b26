# Step 1. Who answers for what, on which day, with which facts?
# One answer for each actor of each conduct; a second by the law of the day of judgment, where the law had changed by then. Runs once.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:conduct ?conduct ; m:actor ?actor ; m:has ?conduct , ?actor }
WHERE {
  ?conduct delicta:hasActor ?actor .
  BIND(IRI(CONCAT(STR(?conduct), "/by/", REPLACE(STR(?actor), "^.*[/#]", ""))) AS ?answer)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:has ?fact }
WHERE { ?answer m:conduct ?conduct . ?conduct delicta:hasFact ?fact } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:has ?object }
WHERE { ?answer m:conduct ?conduct . ?conduct delicta:hasFact ?fact . ?fact delicta:concerns ?object } ;

# The law's day: the day asked for, else the last day of the conduct, else today.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:day ?day }
WHERE { ?answer m:conduct ?conduct . m:clock m:asOf ?day } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:day ?day }
WHERE { ?answer m:conduct ?conduct . ?conduct delicta:ends ?day . FILTER NOT EXISTS { m:clock m:asOf ?asked } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:day ?day ; m:undated true }
WHERE { ?answer m:conduct ?conduct . m:clock m:today ?day . FILTER NOT EXISTS { ?answer m:day ?known } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:judged ?day }
WHERE { ?answer m:conduct ?conduct . ?conduct delicta:judgedOn ?day } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:judged ?day }
WHERE { ?answer m:conduct ?conduct . m:clock m:today ?day . FILTER NOT EXISTS { ?answer m:judged ?known } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?era m:eraDay ?day ; m:eraJudged ?judged . ?answer m:era ?era }
WHERE { ?answer m:day ?day ; m:judged ?judged . BIND(IRI(CONCAT("https://w3id.org/delicta/machine/era/", STR(?day), "/", STR(?judged))) AS ?era) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:dayNumber ?number }
WHERE { ?answer m:day ?day . BIND(YEAR(?day) * 10000 + MONTH(?day) * 100 + DAY(?day) AS ?number) } ;

# The law changed in an era if something came into force, or went out of it, after the conduct and not after the judgment.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?era m:changes true }
WHERE { ?era m:eraDay ?day ; m:eraJudged ?judged . ?node m:from ?from . FILTER(?from > ?day && ?from <= ?judged) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?era m:changes true }
WHERE { ?era m:eraDay ?day ; m:eraJudged ?judged . ?node m:until ?until . FILTER(?until >= ?day && ?until < ?judged) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?later m:laterOf ?answer ; m:conduct ?conduct ; m:actor ?actor ; m:day ?judged ; m:judged ?judged ; m:dayNumber ?number }
WHERE {
  ?answer m:era ?era ; m:conduct ?conduct ; m:actor ?actor ; m:dayNumber ?number . ?era m:changes true ; m:eraJudged ?judged .
  ?conduct delicta:judgedOn ?judged ; delicta:ends ?day . FILTER NOT EXISTS { m:clock m:asOf ?asked }
  BIND(IRI(CONCAT(STR(?answer), "/by-later-law")) AS ?later)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?later m:has ?fact }
WHERE { ?later m:laterOf ?answer . ?answer m:has ?fact } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?era m:eraDay ?judged ; m:eraJudged ?judged . ?later m:era ?era }
WHERE { ?later m:laterOf ?answer ; m:judged ?judged . BIND(IRI(CONCAT("https://w3id.org/delicta/machine/era/", STR(?judged), "/", STR(?judged))) AS ?era) } ;

# An era is a day of conduct with a day of judgment; what is not law in it is worked out once for all conduct of the era.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?era m:untimely ?node }
WHERE { ?era m:eraDay ?day . ?node m:from ?from . FILTER(?day < ?from) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?era m:untimely ?node }
WHERE { ?era m:eraDay ?day . ?node m:until ?until . FILTER(?day > ?until) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?era m:untimely ?node }
WHERE { ?era m:eraDay ?day ; m:eraJudged ?judged . ?node m:backTo ?back ; m:backFrom ?from . FILTER(?day < ?back || (?day < ?from && ?judged < ?from)) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?era m:untimely ?node }
WHERE { ?era m:eraDay ?day ; m:eraJudged ?judged . ?node m:backUntil ?last ; m:backFrom ?from . FILTER(?day < ?from && ?judged > ?last) }
