# Question: what is a part of what?
# Modes and elements are parts; a scaling gate has parts only after 20-scale. Rules about a class reach each of its members.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { ?gate m:part ?part }
WHERE { ?property rdfs:subPropertyOf? delicta:hasPart . ?gate ?property ?part } ;

INSERT { ?gate m:waits true }
WHERE { ?gate delicta:scales ?condition } ;

INSERT { ?defence delicta:defeats ?gate }
WHERE { ?defence delicta:defeatsEvery ?class . ?gate a ?class } ;

INSERT { ?modifier delicta:modifies ?gate }
WHERE { ?modifier delicta:modifiesEvery ?class . ?gate a ?class . FILTER NOT EXISTS { ?own delicta:takesPlaceOf ?modifier ; delicta:modifies ?gate } } ;

INSERT { ?exclusion delicta:excludes ?gate }
WHERE { ?exclusion delicta:excludesEvery ?class . ?gate a ?class }
