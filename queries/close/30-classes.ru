# Question: which class is, or lies under, which other? Restricted to what can be a fact.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { ?class m:under ?wider }
WHERE { ?class rdfs:subClassOf* delicta:Fact . ?class rdfs:subClassOf* ?wider . FILTER(ISIRI(?wider)) } ;

INSERT { ?quantity m:isQuantity true }
WHERE { ?quantity rdfs:subPropertyOf delicta:quantity }
