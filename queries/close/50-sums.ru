# Question: what does a threshold add up, and which totals meet or miss it?
# sum: the condition whose total is used (a scaled copy uses its source's); term: a threshold whose bearers count; weight: how often each unit counts.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT { ?test m:measure ?quantity }
WHERE { ?test a delicta:Threshold ; delicta:measures ?quantity } ;

# A copy adds up what its source adds up, unless its gate counts other facts.
INSERT { ?test m:ownSum true }
WHERE { ?test delicta:measures|delicta:adds ?any . FILTER NOT EXISTS { ?test m:copyOf ?source } } ;

INSERT { ?test m:ownSum true }
WHERE { ?test delicta:measures|delicta:adds/delicta:measures ?any ; m:copiedBy ?gate . ?gate delicta:asksFor ?class } ;

INSERT { ?test m:sum ?test }
WHERE { ?test m:ownSum true } ;

INSERT { ?test m:sum ?source }
WHERE { ?test m:copyOf ?source . ?source m:ownSum true . FILTER NOT EXISTS { ?test m:ownSum true } } ;

INSERT { ?test m:sum ?first }
WHERE { ?test m:copyOf ?source . ?source m:copyOf ?first . ?first m:ownSum true . FILTER NOT EXISTS { ?test m:ownSum true } FILTER NOT EXISTS { ?source m:ownSum true } } ;

INSERT { ?test m:times ?quantity }
WHERE { ?test a delicta:Threshold ; delicta:multipliedBy ?quantity } ;

# A proportional sum weighs each term by (largest threshold / its threshold) and must reach the largest threshold.
INSERT { ?test m:metFrom ?largest ; m:failsBelow ?largest }
WHERE {
  SELECT ?test (MAX(?number) AS ?largest)
  WHERE { ?test a delicta:ProportionalSum ; delicta:adds ?term . ?term delicta:atLeast ?number }
  GROUP BY ?test
} ;

INSERT { ?test m:weighted ?pair . ?pair m:ofTerm ?term ; m:weight ?weight }
WHERE {
  ?test a delicta:ProportionalSum ; m:ownSum true ; delicta:adds ?term ; m:metFrom ?largest . ?term delicta:atLeast ?number .
  BIND(?largest / ?number AS ?weight)
  BIND(IRI(CONCAT(STR(?test), "/weight/", REPLACE(STR(?term), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?pair)
} ;

INSERT { ?test m:weighted ?pair . ?pair m:ofTerm ?test ; m:weight 1 }
WHERE { ?test m:ownSum true ; a delicta:Threshold . BIND(IRI(CONCAT(STR(?test), "/weight")) AS ?pair) } ;

INSERT { ?test m:weighted ?pair . ?pair m:ofTerm ?test ; m:weight 1 }
WHERE { ?sum m:ownSum true ; delicta:adds ?test . ?test a delicta:Threshold . BIND(IRI(CONCAT(STR(?test), "/weight")) AS ?pair) } ;

INSERT { ?sum m:addsUp ?term }
WHERE { ?sum m:weighted ?pair . ?pair m:ofTerm ?term } ;

INSERT { ?quantity m:decides ?sum ; m:measuredBy ?term }
WHERE { ?sum m:addsUp ?term . ?term m:measure ?quantity } ;

# Bearers.
INSERT { ?test m:anyBearer true }
WHERE { ?test a delicta:Threshold . FILTER NOT EXISTS { ?test m:asks ?class } } ;

INSERT { ?class m:bears ?test }
WHERE { ?test a delicta:Threshold ; m:asks ?asked . ?class m:under ?asked . FILTER NOT EXISTS { ?test m:asksObject ?object } } ;

INSERT { ?class m:bearsFact ?test }
WHERE { ?test a delicta:Threshold ; m:asks ?asked ; m:asksObject ?object . ?class m:under ?asked } ;

INSERT { ?class m:bearsObject ?test }
WHERE { ?test a delicta:Threshold ; m:asksObject ?object . ?class m:under ?object } ;

# Limits.
INSERT { ?test m:metFrom ?number ; m:failsBelow ?number }
WHERE { ?test a delicta:Threshold ; delicta:atLeast ?number } ;

INSERT { ?test m:metFrom ?high ; m:failsBelow ?low ; m:isCorridor true }
WHERE { ?test a delicta:Threshold ; delicta:corridorFrom ?low ; delicta:corridorTo ?high } ;

INSERT { ?test m:metAbove ?number }
WHERE { ?test a delicta:Threshold ; delicta:moreThan ?number } ;

INSERT { ?test m:metBelow ?number }
WHERE { ?test a delicta:Threshold ; delicta:lessThan ?number } ;

# Which local figure decides a corridor, and how often it is taken.
INSERT { ?test m:figureOf ?test . ?test m:figureFactor 1.0 }
WHERE { ?test m:isCorridor true . FILTER NOT EXISTS { ?test m:copyOf ?source } } ;

INSERT { ?test m:figureOf ?source . ?test m:figureFactor ?factor }
WHERE { ?test m:isCorridor true ; m:copyOf ?source ; m:factor ?factor . FILTER NOT EXISTS { ?source m:copyOf ?further } } ;

INSERT { ?test m:figureOf ?first . ?test m:figureFactor ?product }
WHERE { ?test m:isCorridor true ; m:copyOf ?source ; m:factor ?factor . ?source m:copyOf ?first ; m:factor ?inner . FILTER NOT EXISTS { ?first m:copyOf ?further } BIND(?factor * ?inner AS ?product) }
