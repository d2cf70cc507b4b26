# Step 7. Which parts keep an open gate open, and which made a met gate met?
# Runs as many times as the law is deep, from the top down.

PREFIX m: <https://w3id.org/delicta/machine/>

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:live ?part }
WHERE {
  m:counter m:level ?level . ?finding m:live ?gate ; m:findsFor ?answer . ?gate m:level ?level ; m:part ?part .
  FILTER NOT EXISTS { ?answer m:meets ?part } FILTER NOT EXISTS { ?answer m:fails ?part } FILTER NOT EXISTS { ?answer m:loses ?part }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?finding m:shown ?part }
WHERE { m:counter m:level ?level . ?finding m:shown ?gate ; m:findsFor ?answer . ?gate m:level ?level ; m:part ?part . ?answer m:meets ?part } ;

WITH <https://w3id.org/delicta/machine/work>
DELETE { m:counter m:level ?level }
INSERT { m:counter m:level ?next }
WHERE { m:counter m:level ?level . BIND(?level - 1 AS ?next) }
