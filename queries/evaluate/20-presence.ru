# Step 2. Which tests do the facts light by being there? Which offences come into question?
# Runs once.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:meets ?test . ?fact m:supports ?test }
WHERE { ?answer m:has ?fact . ?fact a ?class . ?class m:lights ?test } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:meets ?test . ?fact m:supports ?test }
WHERE {
  ?answer m:has ?fact . ?fact a ?class . ?class m:lightsFact ?test .
  ?fact delicta:concerns ?object . ?object a ?kind . ?kind m:lightsObject ?test
} ;

# Dated facts count within a window before the conduct, and fall out of it otherwise.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:near ?test . ?fact m:nearFor ?test }
WHERE { ?answer m:has ?fact . ?fact a ?class . ?class m:lightsDated ?test . ?test m:bareWindow true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:near ?test . ?fact m:nearFor ?test }
WHERE {
  ?answer m:has ?fact . ?fact a ?class . ?class m:lightsDated ?test .
  ?fact delicta:concerns ?object . ?object a ?kind . ?kind m:lightsObject ?test
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:meets ?test . ?fact m:supports ?test }
WHERE {
  ?answer m:near ?test ; m:has ?fact ; m:dayNumber ?number . ?fact m:nearFor ?test ; delicta:dated ?day . ?test m:window ?window .
  FILTER(?number - (YEAR(?day) * 10000 + MONTH(?day) * 100 + DAY(?day)) <= ?window)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE {
  ?answer m:near ?test ; m:has ?fact ; m:dayNumber ?number . ?fact m:nearFor ?test ; delicta:dated ?day . ?test m:window ?window .
  FILTER(?number - (YEAR(?day) * 10000 + MONTH(?day) * 100 + DAY(?day)) > ?window)
  FILTER NOT EXISTS { ?answer m:meets ?test }
} ;

# Open clauses that somebody assessed.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:meets ?test . ?fact m:supports ?test }
WHERE { ?answer m:has ?fact . ?fact delicta:affirms ?test . ?test m:isClause true } ;

# A mode that is law on the day opens when one of its acts is there; its offence comes into question.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:enters ?mode }
WHERE {
  ?answer m:has ?fact ; m:meets ?test ; m:era ?era . ?fact a ?class ; m:supports ?test . ?class m:isAct true . ?test m:opens ?mode .
  FILTER NOT EXISTS { ?era m:untimely ?mode }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:candidate ?offence }
WHERE { ?answer m:enters ?mode . ?mode m:modeOf ?offence } ;

# By the later law, whatever came into question by the earlier.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?later m:candidate ?offence }
WHERE { ?later m:laterOf ?answer . ?answer m:candidate ?offence }
