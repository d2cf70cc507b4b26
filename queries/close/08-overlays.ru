# Question: what does an overlay that is asked for, a doctrine or a reform, add to the law or put in its place?
# An overlay that is not asked for (m:law m:under) stays outside the circuit: its conditions bear on no wrong.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>

INSERT { ?offence delicta:hasMode ?new }
WHERE { m:law m:under ?overlay . ?new delicta:ofOverlay ?overlay ; delicta:joins ?offence ; a delicta:Mode } ;

INSERT { ?offence delicta:hasTier ?new }
WHERE { m:law m:under ?overlay . ?new delicta:ofOverlay ?overlay ; delicta:joins ?offence ; a delicta:Tier } ;

INSERT { ?mode delicta:hasElement ?new }
WHERE { m:law m:under ?overlay . ?new delicta:ofOverlay ?overlay ; delicta:joins ?mode . ?mode a delicta:Mode } ;

INSERT { ?gate delicta:hasPart ?new }
WHERE {
  m:law m:under ?overlay . ?new delicta:ofOverlay ?overlay ; delicta:joins ?gate .
  FILTER NOT EXISTS { ?gate a delicta:Mode } FILTER NOT EXISTS { ?new a delicta:Mode } FILTER NOT EXISTS { ?new a delicta:Tier }
} ;

DELETE { ?gate ?property ?old }
INSERT { ?gate ?property ?new }
WHERE {
  VALUES ?property { delicta:hasPart delicta:hasMode delicta:hasElement delicta:hasTier delicta:scales delicta:adds }
  m:law m:under ?overlay . ?new delicta:ofOverlay ?overlay ; delicta:replaces ?old . ?gate ?property ?old . FILTER(?gate != ?new)
}
