"""The same gates as an answer-set program: a second machine of another kind, to hold against the first in answers and in time."""

from fractions import Fraction

import clingo
import pyoxigraph as ox

from delicta import names
from delicta.law import Law

M, D = names.MACHINE, names.BASE
_LINKS = {"lights", "lightsFact", "lightsObject", "lightsDated", "opens", "modeOf", "part", "excludes", "defeats", "sum", "addsUp", "bears", "bearsFact", "bearsObject"}
_MARKS = {"bareWindow", "isClause", "isAct", "anyBearer"}
_NUMBERS = {"needs", "window", "metFrom", "metAbove", "metBelow"}
_DAYS = {"from", "until", "backTo", "backFrom", "backUntil"}
_SCALE = 100

_RULES = """
has(K,F) :- fact(K,F). has(K,O) :- fact(K,F), concerns(F,O). has(K,A) :- actor(K,A). has(K,K) :- actor(K,_).
raw(K,T) :- has(K,F), type(F,C), lights(C,T).
lit(K,F,T) :- has(K,F), type(F,C), lights(C,T).
lit(K,F,T) :- has(K,F), type(F,C), lightsFact(C,T), concerns(F,O), type(O,D), lightsObject(D,T).
near(K,F,T) :- has(K,F), type(F,C), lightsDated(C,T), bareWindow(T).
near(K,F,T) :- has(K,F), type(F,C), lightsDated(C,T), concerns(F,O), type(O,D), lightsObject(D,T).
lit(K,F,T) :- near(K,F,T), window(T,W), dated(F,E), day(K,D), D-E <= W.
raw(K,T) :- lit(K,F,T).
raw(K,T) :- has(K,F), affirms(F,T), isClause(T).
untimely(K,N) :- day(K,D), from(N,F), D < F.
untimely(K,N) :- day(K,D), until(N,U), D > U.
untimely(K,N) :- day(K,D), backTo(N,B), D < B.
untimely(K,N) :- day(K,D), judged(K,J), backFrom(N,F), D < F, J < F.
untimely(K,N) :- day(K,D), judged(K,J), backFrom(N,F), backUntil(N,U), D < F, J > U.
enters(K,M) :- lit(K,F,T), type(F,C), isAct(C), opens(T,M), not untimely(K,M).
candidate(K,O) :- enters(K,M), modeOf(M,O).
mode(M) :- modeOf(M,_).
bears_on(K,T,B) :- has(K,B), number(B,Q,_), measure(T,Q), anyBearer(T).
bears_on(K,T,B) :- has(K,B), number(B,Q,_), measure(T,Q), type(B,C), bears(C,T).
bears_on(K,T,B) :- has(K,B), number(B,Q,_), measure(T,Q), type(B,C), bearsFact(C,T), concerns(B,O), type(O,D), bearsObject(D,T).
bears_on(K,T,B) :- has(K,F), concerns(F,B), number(B,Q,_), measure(T,Q), type(F,C), bearsFact(C,T), type(B,D), bearsObject(D,T).
total(K,S,N) :- bears_on(K,T0,_), addsUp(S,T0), N = #sum { V*W,T,B : addsUp(S,T), weight(S,T,W), measure(T,Q), bears_on(K,T,B), number(B,Q,V) }.
raw(K,T) :- total(K,S,N), sum(T,S), metFrom(T,L), N >= L.
raw(K,T) :- total(K,S,N), sum(T,S), metAbove(T,L), N > L.
raw(K,T) :- total(K,S,N), sum(T,S), metBelow(T,L), N < L.
met(K,T) :- raw(K,T), not untimely(K,T).
met(K,G) :- actor(K,_), needs(G,N), not untimely(K,G), not stopped(K,G), not shut(K,G), N <= #count { P : part(G,P), met(K,P) }.
shut(K,M) :- actor(K,_), mode(M), not enters(K,M).
stopped(K,G) :- met(K,X), excludes(X,G).
stopped(K,G) :- met(K,X), defeats(X,G).
established(K,O) :- candidate(K,O), met(K,O).
#show established/2.
"""


class Program:
    """Closed law as a clingo program; numbers are hundredths, days are yyyymmdd."""

    def __init__(self, law: Law):
        self._codes: dict[str, int] = {}
        lines = []
        for triple in ox.parse(law.links(), format=ox.RdfFormat.N_TRIPLES):
            name = triple.predicate.value.removeprefix(M)
            subject, value = self.code(triple.subject.value), triple.object
            if name in _LINKS:
                lines.append(f"{name}({subject},{self.code(value.value)}).")
            elif name in _MARKS:
                lines.append(f"{name}({subject}).")
            elif name == "measure":
                lines.append(f"measure({subject},{self.code(value.value)}).")
            elif name in _NUMBERS:
                scale = 1 if name in ("needs", "window") else _SCALE
                lines.append(f"{name}({subject},{int(Fraction(value.value) * scale)}).")
            elif name in _DAYS:
                lines.append(f"{name}({subject},{value.value.replace('-', '')}).")
        lines += self._weights(law)
        self.text = "\n".join(lines) + _RULES

    def code(self, iri: str) -> int:
        """A number that stands for an IRI."""
        return self._codes.setdefault(iri, len(self._codes))

    def _weights(self, law: Law) -> list[str]:
        owner, term, weight = {}, {}, {}
        for triple in ox.parse(law.links(), format=ox.RdfFormat.N_TRIPLES):
            name = triple.predicate.value.removeprefix(M)
            if name == "weighted":
                owner[triple.object.value] = triple.subject.value
            elif name == "ofTerm":
                term[triple.subject.value] = triple.object.value
            elif name == "weight":
                weight[triple.subject.value] = int(Fraction(triple.object.value))
        return [f"weight({self.code(owner[pair])},{self.code(term[pair])},{weight[pair]})." for pair in owner]

    def established(self, facts: list[ox.Triple]) -> set[tuple[str, str]]:
        """(conduct, offence) pairs that the program establishes for conducts of one actor each."""
        names_of = {}
        lines = []
        quantities = {t.predicate.value for t in facts if isinstance(t.object, ox.Literal) and t.object.datatype.value.rpartition("#")[2] in ("integer", "decimal")}
        for triple in facts:
            subject, predicate, value = self.code(triple.subject.value), triple.predicate.value, triple.object
            if predicate == names.RDF_TYPE:
                lines.append(f"type({subject},{self.code(value.value)}).")
            elif predicate in (D + "hasFact", D + "hasActor", D + "concerns", D + "affirms"):
                name = {"hasFact": "fact", "hasActor": "actor"}.get(predicate.removeprefix(D), predicate.removeprefix(D))
                lines.append(f"{name}({subject},{self.code(value.value)}).")
                if name == "actor":
                    names_of[subject] = triple.subject.value
            elif predicate == D + "dated":
                lines.append(f"dated({subject},{value.value.replace('-', '')}).")
            elif predicate in (D + "ends", D + "judgedOn"):
                lines.append(f"{'day' if predicate.endswith('ends') else 'judged'}({subject},{value.value.replace('-', '')}).")
            elif predicate in quantities:
                lines.append(f"number({subject},{self.code(predicate)},{int(Fraction(value.value) * _SCALE)}).")
        control = clingo.Control(["--warn=none"])
        control.add("base", [], self.text + "\n".join(lines))
        control.ground([("base", [])])
        iris = {code: iri for iri, code in self._codes.items()}
        found: set[tuple[str, str]] = set()
        with control.solve(yield_=True) as handle:
            for model in handle:
                found = {(names_of[atom.arguments[0].number], names.local(iris[atom.arguments[1].number])) for atom in model.symbols(shown=True)}
        return found

