# Question: which class of fact lights which test?
# asks/asksObject: the alternatives a test names; lights: a fact of this class is enough; lightsFact with lightsObject: both are needed.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>

INSERT { ?test m:asks ?class }
WHERE { ?test delicta:asksFor ?class . FILTER EXISTS { ?test a delicta:Presence } } ;

INSERT { ?test m:asks ?class }
WHERE { ?test a delicta:Threshold ; delicta:asksFor ?class } ;

INSERT { ?test m:asksObject ?class }
WHERE { ?test delicta:asksFor ?any ; delicta:on ?class . FILTER EXISTS { ?test m:asks ?asked } } ;

INSERT { ?test m:asks ?class }
WHERE { ?test delicta:on ?class . FILTER NOT EXISTS { ?test delicta:asksFor ?any } } ;

INSERT { ?test m:askCount ?count }
WHERE { SELECT ?test (COUNT(?class) AS ?count) WHERE { ?test m:asks ?class } GROUP BY ?test } ;

INSERT { ?test m:objectCount ?count }
WHERE { SELECT ?test (COUNT(?class) AS ?count) WHERE { ?test m:asksObject ?class } GROUP BY ?test } ;

INSERT { ?class m:lights ?test }
WHERE {
  ?test a delicta:Presence ; m:asks ?asked . ?class m:under ?asked .
  FILTER NOT EXISTS { ?test m:asksObject ?object } FILTER NOT EXISTS { ?test delicta:withinYears ?years }
} ;

INSERT { ?class m:lightsFact ?test }
WHERE { ?test a delicta:Presence ; m:asks ?asked ; m:asksObject ?object . ?class m:under ?asked . FILTER NOT EXISTS { ?test delicta:withinYears ?years } } ;

INSERT { ?class m:lightsObject ?test }
WHERE { ?test a delicta:Presence ; m:asksObject ?object . ?class m:under ?object } ;

# A test with a window asks for a dated fact; one without an object asks for any.
INSERT { ?class m:lightsDated ?test }
WHERE { ?test a delicta:Presence ; delicta:withinYears ?years ; m:asks ?asked . ?class m:under ?asked } ;

INSERT { ?test m:window ?window }
WHERE { ?test a delicta:Presence ; delicta:withinYears ?years . BIND(?years * 10000 AS ?window) } ;

INSERT { ?test m:bareWindow true }
WHERE { ?test a delicta:Presence ; delicta:withinYears ?years . FILTER NOT EXISTS { ?test m:asksObject ?object } } ;

# Open clauses wait for somebody's assessment, everything else for facts.
INSERT { ?test m:isClause true }
WHERE { ?test a delicta:OpenClause }
