"""The gates against a plain reading of the model: four values in one line, and the k-th highest of the parts."""

import pyoxigraph as ox
from hypothesis import example, given, settings
from hypothesis import strategies as st

from delicta import machine, names

M = names.MACHINE
ORDER = ["fails", "loses", "open", "meets"]


def value(tree):
    """The value of a tree by the model: a leaf is its own; a gate takes the k-th highest of its parts, then what excludes or defeats it."""
    if isinstance(tree, str):
        return tree
    needs, parts, exclusion, defence = tree
    best = sorted((value(part) for part in parts), key=ORDER.index, reverse=True)[min(needs, len(parts)) - 1]
    if exclusion is not None and value(exclusion) == "meets":
        return "fails"
    if defence is not None and value(defence) == "meets" and best != "fails":
        return "loses"
    return best


def trees():
    leaves = st.sampled_from(ORDER)
    return st.recursive(
        leaves,
        lambda inner: st.tuples(
            st.integers(1, 3), st.lists(inner, min_size=1, max_size=4), st.none() | st.lists(leaves, min_size=1, max_size=2).map(lambda parts: (1, parts, None, None)),
            st.none() | st.lists(leaves, min_size=1, max_size=2).map(lambda parts: (1, parts, None, None)),
        ),
        max_leaves=12,
    )


def build(tree, quads, counter):
    """Write a tree as closed law and leaf values; returns (node, level)."""
    counter[0] += 1
    work, node = ox.NamedNode(names.WORK), ox.NamedNode(f"urn:node:{counter[0]}")

    def add(subject, predicate, item):
        quads.append(ox.Quad(subject, ox.NamedNode(M + predicate), item, work))

    if isinstance(tree, str):
        add(node, "level", ox.Literal(0))
        if tree != "open":
            add(ox.NamedNode("urn:answer"), tree, node)
        return node, 0
    needs, parts, exclusion, defence = tree
    needs, levels = min(needs, len(parts)), []
    for part in parts:
        child, level = build(part, quads, counter)
        levels.append(level)
        add(node, "part", child)
    for name, other in (("excludes", exclusion), ("defeats", defence)):
        if other is not None:
            child, level = build(other, quads, counter)
            levels.append(level)
            add(child, name, node)
    add(node, "bearsOn", ox.NamedNode("urn:offence"))
    add(ox.NamedNode("urn:answer"), "candidate", ox.NamedNode("urn:offence"))
    add(node, "needs", ox.Literal(needs))
    add(node, "misses", ox.Literal(len(parts) - needs + 1))
    add(node, "level", ox.Literal(max(levels) + 1))
    return node, max(levels) + 1


@settings(max_examples=120, deadline=None)
@given(trees())
@example((1, ["open", (1, ["loses"], (1, ["meets"], None, None), None), (1, [(1, [(1, ["fails"], None, None)], None, None)], None, None)], None, None))
def test_the_steps_give_every_gate_the_value_that_the_model_gives_it(tree):
    quads = []
    root, depth = build(tree, quads, [0])
    store = ox.Store()
    store.extend(quads)
    store.add(ox.Quad(ox.NamedNode(M + "counter"), ox.NamedNode(M + "level"), ox.Literal(1), ox.NamedNode(names.WORK)))
    for name, text in machine.steps(depth):
        if name == "50-gates":
            store.update(text)
    found = [p for p in ORDER if p != "open" and next(store.quads_for_pattern(ox.NamedNode("urn:answer"), ox.NamedNode(M + p), root, None), None)]
    assert found == ([] if value(tree) == "open" else [value(tree)])
