# Question: how many parts has a gate, how many does it need, and how many misses exclude it?

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { ?gate m:size ?size }
WHERE { SELECT ?gate (COUNT(?part) AS ?size) WHERE { ?gate m:part ?part } GROUP BY ?gate } ;

INSERT { ?gate m:needs 1 ; m:misses ?size }
WHERE { ?gate m:size ?size ; a/rdfs:subClassOf* delicta:AnyOf } ;

INSERT { ?gate m:needs ?size ; m:misses 1 }
WHERE { ?gate m:size ?size ; a/rdfs:subClassOf* delicta:AllOf } ;

INSERT { ?gate m:needs ?needs ; m:misses ?misses }
WHERE { ?gate m:size ?size ; a delicta:AtLeast ; delicta:needs ?needs . BIND(?size - ?needs + 1 AS ?misses) } ;

INSERT { ?gate m:dependsOn ?other }
WHERE { { ?gate m:part ?other } UNION { ?other delicta:excludes ?gate } UNION { ?other delicta:defeats ?gate } } ;

INSERT { ?excluder m:excludes ?gate }
WHERE { ?excluder delicta:excludes ?gate } ;

INSERT { ?defence m:defeats ?gate }
WHERE { ?defence delicta:defeats ?gate } ;

INSERT { ?test m:level 0 }
WHERE { { ?test a delicta:Presence } UNION { ?test a delicta:Threshold } UNION { ?test a delicta:ProportionalSum } UNION { ?test a delicta:OpenClause } }
