# Before step 1, in a store: the working graph takes the links of the closed law, the facts and the day.
# Needs the closed law in the graph law and the facts in the graph cases. Runs once; the steps of queries/evaluate follow.

PREFIX m: <https://w3id.org/delicta/machine/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DROP SILENT GRAPH <https://w3id.org/delicta/machine/work> ;

DROP SILENT GRAPH <https://w3id.org/delicta/findings> ;

INSERT { GRAPH <https://w3id.org/delicta/machine/work> { ?subject ?property ?object } }
WHERE { GRAPH <https://w3id.org/delicta/law> { ?subject ?property ?object . FILTER(STRSTARTS(STR(?property), STR(m:))) } } ;

INSERT { GRAPH <https://w3id.org/delicta/machine/work> { ?subject ?property ?object } }
WHERE { GRAPH <https://w3id.org/delicta/cases> { ?subject ?property ?object } } ;

INSERT { GRAPH <https://w3id.org/delicta/machine/work> { m:counter m:level 1 . m:clock m:today ?today } }
WHERE { BIND(STRDT(STRBEFORE(STR(NOW()), "T"), xsd:date) AS ?today) }
