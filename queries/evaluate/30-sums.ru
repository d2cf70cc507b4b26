# Step 3. What do the stated quantities add up to, and which thresholds do they reach or miss?
# A quantity that is stated decides every threshold on it, unless something that counts has no number. Runs once.

PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:states ?quantity }
WHERE { ?answer m:has ?bearer . ?bearer ?quantity ?value . ?quantity m:isQuantity true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:weighs ?sum }
WHERE { ?answer m:candidate ?offence ; m:states ?quantity . ?quantity m:decides ?sum . ?sum m:sumFor ?offence } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:counts ?term }
WHERE { ?answer m:weighs ?sum . ?sum m:addsUp ?term } ;

# Bearings: what has a number and counts for a term in this answer, each thing once however many acts concern it.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:hasNumbered ?bearer }
WHERE { ?answer m:has ?bearer . ?bearer ?quantity ?value . ?quantity m:isQuantity true } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?bearing m:inAnswer ?answer ; m:forTerm ?term ; m:bearer ?bearer }
WHERE {
  ?answer m:hasNumbered ?bearer . ?bearer ?quantity ?value . ?quantity m:measuredBy ?term . ?term m:anyBearer true . ?answer m:counts ?term .
  BIND(IRI(CONCAT(STR(?answer), "/counts/", REPLACE(STR(?term), "^https://w3id.org/delicta/[a-z]+/", ""), "/", ENCODE_FOR_URI(STR(?bearer)))) AS ?bearing)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?bearing m:inAnswer ?answer ; m:forTerm ?term ; m:bearer ?bearer }
WHERE {
  ?answer m:hasNumbered ?bearer . ?bearer a ?class . ?class m:bears ?term . ?answer m:counts ?term . ?term m:measure ?quantity . ?bearer ?quantity ?value .
  BIND(IRI(CONCAT(STR(?answer), "/counts/", REPLACE(STR(?term), "^https://w3id.org/delicta/[a-z]+/", ""), "/", ENCODE_FOR_URI(STR(?bearer)))) AS ?bearing)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?bearing m:inAnswer ?answer ; m:forTerm ?term ; m:bearer ?bearer }
WHERE {
  ?answer m:hasNumbered ?bearer . ?bearer a ?class . ?class m:bearsFact ?term . ?answer m:counts ?term . ?term m:measure ?quantity . ?bearer ?quantity ?value .
  ?bearer delicta:concerns ?object . ?object a ?kind . ?kind m:bearsObject ?term .
  BIND(IRI(CONCAT(STR(?answer), "/counts/", REPLACE(STR(?term), "^https://w3id.org/delicta/[a-z]+/", ""), "/", ENCODE_FOR_URI(STR(?bearer)))) AS ?bearing)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?bearing m:inAnswer ?answer ; m:forTerm ?term ; m:bearer ?bearer }
WHERE {
  ?answer m:hasNumbered ?bearer . ?bearer a ?kind . ?kind m:bearsObject ?term . ?answer m:counts ?term . ?term m:measure ?quantity . ?bearer ?quantity ?value .
  ?fact delicta:concerns ?bearer ; a ?class . ?class m:bearsFact ?term . FILTER EXISTS { ?answer m:has ?fact }
  BIND(IRI(CONCAT(STR(?answer), "/counts/", REPLACE(STR(?term), "^https://w3id.org/delicta/[a-z]+/", ""), "/", ENCODE_FOR_URI(STR(?bearer)))) AS ?bearing)
} ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?bearing m:number ?value }
WHERE { ?bearing m:forTerm ?term ; m:bearer ?bearer . ?term m:measure ?quantity . ?bearer ?quantity ?value . FILTER NOT EXISTS { ?term m:times ?second . ?bearer ?second ?multiple } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?bearing m:number ?product }
WHERE { ?bearing m:forTerm ?term ; m:bearer ?bearer . ?term m:measure ?quantity ; m:times ?second . ?bearer ?quantity ?value ; ?second ?multiple . BIND(?value * ?multiple AS ?product) } ;

# Totals, nought where the quantity is stated only of things that do not count.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?total m:totalOf ?answer ; m:totalFor ?sum ; m:total ?amount }
WHERE {
  {
    SELECT ?answer ?sum (SUM(?share) AS ?amount)
    WHERE {
      { ?answer m:weighs ?sum . BIND(0 AS ?share) }
      UNION
      {
        ?answer m:weighs ?sum . ?sum m:weighted ?pair . ?pair m:ofTerm ?term ; m:weight ?weight .
        ?bearing m:inAnswer ?answer ; m:forTerm ?term ; m:number ?number .
        BIND(?number * ?weight AS ?share)
      }
    }
    GROUP BY ?answer ?sum
  }
  BIND(IRI(CONCAT(STR(?answer), "/total/", REPLACE(STR(?sum), "^https://w3id.org/delicta/[a-z]+/", ""))) AS ?total)
} ;

# A thing that counts but has no number leaves its sums uncertain below the line.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:uncertain ?sum }
WHERE {
  { ?answer m:has ?fact . ?fact a ?class ; delicta:concerns ?object . ?object a ?kind }
  ?class m:bearsFact ?term . ?kind m:bearsObject ?term . ?term m:measure ?quantity . ?sum m:addsUp ?term . ?answer m:weighs ?sum .
  FILTER NOT EXISTS { ?fact ?quantity ?value } FILTER NOT EXISTS { ?object ?quantity ?other }
} ;

# Reached.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:meets ?test }
WHERE { ?total m:totalOf ?answer ; m:totalFor ?sum ; m:total ?amount . ?test m:sum ?sum ; m:metFrom ?number . FILTER(?amount - ?number >= 0) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:meets ?test }
WHERE { ?total m:totalOf ?answer ; m:totalFor ?sum ; m:total ?amount . ?test m:sum ?sum ; m:metAbove ?number . FILTER(?amount - ?number > 0) } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:meets ?test }
WHERE { ?total m:totalOf ?answer ; m:totalFor ?sum ; m:total ?amount . ?test m:sum ?sum ; m:metBelow ?number . FILTER(?amount - ?number < 0) FILTER NOT EXISTS { ?answer m:uncertain ?sum } } ;

# Missed.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE { ?total m:totalOf ?answer ; m:totalFor ?sum ; m:total ?amount . ?test m:sum ?sum ; m:failsBelow ?number . FILTER(?amount - ?number < 0) FILTER NOT EXISTS { ?answer m:uncertain ?sum } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE { ?total m:totalOf ?answer ; m:totalFor ?sum ; m:total ?amount . ?test m:sum ?sum ; m:metAbove ?number . FILTER(?amount - ?number <= 0) FILTER NOT EXISTS { ?answer m:uncertain ?sum } } ;

WITH <https://w3id.org/delicta/machine/work>
INSERT { ?answer m:fails ?test }
WHERE { ?total m:totalOf ?answer ; m:totalFor ?sum ; m:total ?amount . ?test m:sum ?sum ; m:metBelow ?number . FILTER(?amount - ?number >= 0) } ;

# A local figure decides a corridor.
WITH <https://w3id.org/delicta/machine/work>
DELETE { ?answer m:fails ?test }
INSERT { ?answer m:meets ?test }
WHERE {
  ?total m:totalOf ?answer ; m:totalFor ?sum ; m:total ?amount . ?test m:sum ?sum ; m:figureOf ?base ; m:figureFactor ?factor .
  ?answer m:conduct ?conduct . ?conduct delicta:hasLocalStandard ?standard . ?standard delicta:setsFigureOf ?base ; delicta:figure ?figure .
  FILTER(?amount >= ?figure * ?factor)
} ;

WITH <https://w3id.org/delicta/machine/work>
DELETE { ?answer m:meets ?test }
INSERT { ?answer m:fails ?test }
WHERE {
  ?total m:totalOf ?answer ; m:totalFor ?sum ; m:total ?amount . ?test m:sum ?sum ; m:figureOf ?base ; m:figureFactor ?factor .
  ?answer m:conduct ?conduct . ?conduct delicta:hasLocalStandard ?standard . ?standard delicta:setsFigureOf ?base ; delicta:figure ?figure .
  FILTER(?amount < ?figure * ?factor)
} ;

# Which facts made it.
WITH <https://w3id.org/delicta/machine/work>
INSERT { ?bearer m:supports ?test }
WHERE { ?bearing m:inAnswer ?answer ; m:forTerm ?term ; m:bearer ?bearer . ?sum m:addsUp ?term . ?test m:sum ?sum . ?answer m:meets ?test }
