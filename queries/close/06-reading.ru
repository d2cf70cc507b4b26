# Question: has anybody read the text of a provision?

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>

# A provision that bears no mark has that of its instrument.
INSERT { ?provision m:wasRead ?read }
WHERE {
  ?provision delicta:provisionOf ?instrument .
  OPTIONAL { ?provision delicta:verified ?itself }
  OPTIONAL { ?instrument delicta:verified ?whole }
  BIND(COALESCE(?itself, ?whole, true) AS ?read)
}
