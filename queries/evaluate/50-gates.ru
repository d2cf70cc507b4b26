# Step 5. Which gates are met, excluded or defeated?
# Runs as many times as the law is deep (m:law m:depth); a counter leads from level to level.
# The four values stand in one line, excluded < defeated < open < met, and a gate that needs k parts takes the k-th highest.

PREFIX m: <https://w3id.org/delicta/machine/>

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:meets ?gate }
WHERE {
  {
    SELECT ?answer ?gate (COUNT(?part) AS ?met)
    WHERE { m:counter m:level ?level . ?gate m:level ?level ; m:part ?part . ?answer m:meets ?part }
    GROUP BY ?answer ?gate
  }
  ?gate m:needs ?needs . FILTER(?met >= ?needs)
  FILTER NOT EXISTS { ?answer m:fails ?gate }
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?gate }
WHERE {
  {
    SELECT ?answer ?gate (COUNT(?part) AS ?missed)
    WHERE { m:counter m:level ?level . ?gate m:level ?level ; m:part ?part . ?answer m:fails ?part }
    GROUP BY ?answer ?gate
  }
  ?gate m:misses ?misses . FILTER(?missed >= ?misses)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:wavers ?gate }
WHERE { m:counter m:level ?level . ?gate m:level ?level ; m:part ?part . ?answer m:loses ?part . FILTER NOT EXISTS { ?answer m:fails ?gate } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:loses ?gate }
WHERE {
  {
    SELECT ?answer ?gate (COUNT(?part) AS ?missed)
    WHERE {
      m:counter m:level ?level . ?gate m:level ?level . ?answer m:wavers ?gate . ?gate m:part ?part .
      { ?answer m:fails ?part } UNION { ?answer m:loses ?part }
    }
    GROUP BY ?answer ?gate
  }
  ?gate m:misses ?misses . FILTER(?missed >= ?misses)
} ;

# Exclusions and defences reach the gates of this level.
WITH <https://w3id.org/delicta/machine/work>
DELETE { ?answer m:meets ?gate . ?answer m:loses ?gate }
INSERT { ?answer m:fails ?gate }
WHERE { m:counter m:level ?level . ?gate m:level ?level . ?exclusion m:excludes ?gate . ?answer m:meets ?exclusion } ;

WITH <https://w3id.org/delicta/machine/work>
DELETE { ?answer m:meets ?gate }
INSERT { ?answer m:loses ?gate }
WHERE {
  m:counter m:level ?level . ?gate m:level ?level . ?defence m:defeats ?gate . ?answer m:meets ?defence .
  FILTER NOT EXISTS { ?answer m:fails ?gate }
} ;

WITH <https://w3id.org/delicta/machine/work>
DELETE { m:counter m:level ?level }
INSERT { m:counter m:level ?next }
WHERE { m:counter m:level ?level . BIND(?level + 1 AS ?next) }
