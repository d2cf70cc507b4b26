# Question: in which order can the gates be answered?
# Repeated until nothing changes. A gate that never gets a level depends on itself.

PREFIX m: <https://w3id.org/delicta/machine/>

INSERT { ?gate m:level ?level }
WHERE {
  {
    SELECT ?gate (MAX(?below) + 1 AS ?level)
    WHERE { ?gate m:dependsOn ?other . ?other m:level ?below }
    GROUP BY ?gate
  }
  FILTER NOT EXISTS { ?gate m:level ?known }
  FILTER NOT EXISTS { ?gate m:dependsOn ?open . FILTER NOT EXISTS { ?open m:level ?done } }
}
