# Question: how is a provision cited in short, and has anybody read its text?

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT { ?provision skos:notation ?citation }
WHERE {
  ?provision delicta:provisionOf ?instrument ; delicta:article ?article . ?instrument delicta:citationPrefix ?prefix .
  OPTIONAL { ?provision delicta:paragraph ?paragraph }
  OPTIONAL { ?provision delicta:item ?item }
  BIND(CONCAT(?prefix, ?article, IF(BOUND(?paragraph), CONCAT("(", STR(?paragraph), ")"), ""), IF(BOUND(?item), CONCAT("(", ?item, ")"), "")) AS ?citation)
} ;

# A provision that bears no mark has that of its instrument.
INSERT { ?provision m:wasRead ?read }
WHERE {
  ?provision delicta:provisionOf ?instrument .
  OPTIONAL { ?provision delicta:verified ?itself }
  OPTIONAL { ?instrument delicta:verified ?whole }
  BIND(COALESCE(?itself, ?whole, true) AS ?read)
}
