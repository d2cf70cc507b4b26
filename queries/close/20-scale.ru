# Question: which conditions does a gate take over, with every number multiplied?
# Repeated until nothing changes: a set that scales another set waits until that one is complete.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX m: <https://w3id.org/delicta/machine/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT { ?gate m:reaches ?source }
WHERE { ?gate m:waits true ; delicta:scales ?root . ?root (m:part|delicta:adds)* ?source } ;

DELETE { ?gate m:ready true }
WHERE { ?gate m:ready true } ;

INSERT { ?gate m:ready true }
WHERE { ?gate m:waits true . FILTER NOT EXISTS { ?gate m:reaches ?inner . ?inner m:waits true } } ;

INSERT { ?gate m:copies ?copy . ?copy m:copyOf ?source ; m:copiedBy ?gate ; m:factor ?factor }
WHERE {
  ?gate m:ready true ; delicta:factor ?factor ; m:reaches ?source .
  { ?source m:part ?any } UNION { ?source delicta:adds ?any } UNION { ?source delicta:measures ?any }
  BIND(IRI(CONCAT(STR(?gate), "/", REPLACE(STR(?source), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?copy)
} ;

INSERT { ?copy ?property ?value }
WHERE {
  VALUES ?property {
    rdf:type delicta:setBy delicta:measures delicta:multipliedBy delicta:on delicta:needs delicta:inForceFrom delicta:inForceUntil delicta:appliesBackTo delicta:appliesBackUntil
  }
  ?gate m:ready true ; m:copies ?copy . ?copy m:copyOf ?source . ?source ?property ?value
} ;

INSERT { ?copy delicta:setBy ?provision }
WHERE { ?gate m:ready true ; m:copies ?copy ; delicta:setBy ?provision } ;

# A copy is as unread as what it copies, and as the factor.
INSERT { ?copy delicta:verified false }
WHERE { ?gate m:ready true ; m:copies ?copy . ?copy m:copyOf ?source . { ?source delicta:verified false } UNION { ?gate delicta:verified false } } ;

# What the gate counts replaces what the source counts, if the gate says so and the source counts by class.
INSERT { ?copy delicta:asksFor ?class }
WHERE {
  ?gate m:ready true ; m:copies ?copy . ?copy m:copyOf ?source . ?source delicta:asksFor ?class .
  FILTER NOT EXISTS { ?gate delicta:asksFor ?own }
} ;

INSERT { ?copy delicta:asksFor ?class }
WHERE {
  ?gate m:ready true ; m:copies ?copy ; delicta:asksFor ?class . ?copy m:copyOf/delicta:asksFor ?any
} ;

INSERT { ?copy ?property ?number }
WHERE {
  VALUES ?property { delicta:atLeast delicta:moreThan delicta:lessThan delicta:corridorFrom delicta:corridorTo }
  ?gate m:ready true ; m:copies ?copy . ?copy m:copyOf ?source ; m:factor ?factor . ?source ?property ?value .
  BIND(?value * ?factor AS ?number)
} ;

INSERT { ?copy skos:prefLabel ?label }
WHERE {
  ?gate m:ready true ; m:copies ?copy . ?copy m:copyOf ?source ; m:factor ?factor . ?source skos:prefLabel ?text .
  BIND(STRLANG(CONCAT(STR(?text), " × ", STR(?factor)), LANG(?text)) AS ?label)
} ;

# A copied part stands in for its source; what holds no number is shared.
INSERT { ?copy m:part ?part }
WHERE {
  ?gate m:ready true ; m:copies ?copy . ?copy m:copyOf ?source . ?source m:part ?sourcePart .
  OPTIONAL { ?gate m:copies ?copied . ?copied m:copyOf ?sourcePart }
  BIND(COALESCE(?copied, ?sourcePart) AS ?part)
} ;

INSERT { ?copy delicta:adds ?copied }
WHERE {
  ?gate m:ready true ; m:copies ?copy , ?copied . ?copy m:copyOf ?source . ?source delicta:adds ?term . ?copied m:copyOf ?term
} ;

INSERT { ?gate m:part ?part }
WHERE {
  ?gate m:ready true ; delicta:scales ?root .
  OPTIONAL { ?gate m:copies ?copied . ?copied m:copyOf ?root }
  BIND(COALESCE(?copied, ?root) AS ?part)
} ;

DELETE { ?gate m:waits true }
WHERE { ?gate m:waits true ; m:ready true } ;

# What comes from a paper, copies included, never passes for law.
INSERT { ?node m:fromPaper true }
WHERE { ?paper a delicta:Paper . ?node dcterms:source ?paper } ;

INSERT { ?copy m:fromPaper true }
WHERE { ?copy m:copiedBy ?gate . ?gate m:fromPaper true }
