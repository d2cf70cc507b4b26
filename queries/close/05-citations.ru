# Question: how is a provision cited in short?

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT { ?provision skos:notation ?citation }
WHERE {
  ?provision delicta:provisionOf ?instrument ; delicta:article ?article . ?instrument delicta:citationPrefix ?prefix .
  OPTIONAL { ?provision delicta:paragraph ?paragraph }
  OPTIONAL { ?provision delicta:item ?item }
  BIND(CONCAT(?prefix, ?article, IF(BOUND(?paragraph), CONCAT("(", STR(?paragraph), ")"), ""), IF(BOUND(?item), CONCAT("(", ?item, ")"), "")) AS ?citation)
}
