"""How fast questions are answered: by us, by Oxigraph called directly, by rdflib in memory.

    python benchmarks/query.py                   100,000 quads: two minutes
    python benchmarks/query.py --quads 1000000   as in README.md: a quarter of an hour, 3 GB

The graph is made up and shaped like ours: articles, events, participants, evidence, a named graph
an article. All engines answer the same queries over the same quads, and must find the same number
of rows. Ratios carry over to other machines, times do not.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.query import run
from kg.store import Store
from kg.terms import DATA, ENT, OA, PREFIXES, RDF, RDFS, XSD

QUERIES = {
    "one event": f"SELECT ?p ?o {{ <{DATA}event/7> ?p ?o }}",
    "three hops": f"""SELECT ?quote {{ ?event ent:actor <{DATA}state/s3> ;
      ent:evidence ?evidence . ?evidence oa:exact ?quote }}""",
    "who with whom": """SELECT ?one ?other (COUNT(?event) AS ?events) {
      ?event a ent:Meeting ; ent:actor ?one ; ent:recipient ?other } GROUP BY ?one ?other""",
    "time window": """SELECT ?event ?begin { ?event ent:begin ?begin
      FILTER (?begin >= "2024-03-01"^^xsd:date && ?begin < "2024-04-01"^^xsd:date) }""",
    "class path": "SELECT (COUNT(?event) AS ?n) { ?event a/rdfs:subClassOf* ent:Event }",
    "words": 'SELECT ?x { ?x oa:exact ?quote FILTER REGEX(?quote, "word 77\\\\b") }',
}


def quads(count: int) -> Iterator[ox.Quad]:
    """About so many quads, the same every time."""
    chance = random.Random(7)  # noqa: S311 - a graph, no secret
    name = ox.NamedNode
    kinds = ("Meeting", "Visit", "Strike", "Condemnation", "Praise")
    for kind in kinds:
        yield ox.Quad(name(ENT + kind), name(RDFS + "subClassOf"), name(ENT + "Event"))
    for event in range(count // 14):
        node = name(f"{DATA}event/{event}")
        evidence = name(f"{DATA}article/{event // 5}#evidence-{event}")
        day = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        one, other = chance.sample(range(200), 2)
        for subject, predicate, value in (
            (node, RDF + "type", name(ENT + chance.choice(kinds))),
            (node, ENT + "actor", name(f"{DATA}state/s{one}")),
            (node, ENT + "recipient", name(f"{DATA}state/s{other}")),
            (node, ENT + "begin", ox.Literal(day, datatype=name(XSD + "date"))),
            (node, ENT + "evidence", evidence),
            (evidence, OA + "exact", ox.Literal(f"word {event} and word {event % 997}")),
            (evidence, OA + "hasSource", name(f"{DATA}article/{event // 5}")),
        ):
            yield ox.Quad(subject, name(predicate), value)
            facts = name(f"{DATA}article/{event // 5}#facts")
            yield ox.Quad(subject, name(predicate), value, facts)


def timed(ask: Callable[[], int], rounds: int) -> tuple[float, int]:
    """The median time in milliseconds, and the number of rows."""
    seconds, rows = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        rows = ask()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds) * 1000, rows


def main() -> None:
    """Load three engines, ask all queries, print times and ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quads", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=7)
    given = options.parse_args()
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        with Store.open(path, create=True) as writer:
            writer._dataset.bulk_extend(quads(given.quads))  # noqa: SLF001 - no article states it
            writer._changed = True  # noqa: SLF001
        with Store.open(path, read_only=True) as store:
            # what follows from the quads is there as well
            lines = ox.serialize(store.quads(), format=ox.RdfFormat.N_QUADS) or b""
            memory = rdflib.Dataset()
            memory.parse(data=lines, format="nquads")
            total = len(lines.splitlines())
            print(f"{total:,} quads")
            direct = store._dataset  # noqa: SLF001 - the very same dataset, without us
            compare(given.rounds, prefixes, store, direct, memory)


def compare(
    rounds: int, prefixes: str, store: Store, direct: ox.Store, memory: rdflib.Dataset
) -> None:
    """Ask each query of each engine; the two over Oxigraph take turns."""
    print(f"{'milliseconds':<16}{'rows':>8}{'ours':>10}{'direct':>10}{'rdflib':>10}", end="")
    print(f"{'direct/ours':>13}{'rdflib/ours':>13}")
    shares, gains = [], []
    for name, query in QUERIES.items():
        text = prefixes + query

        def ours(text: str = text) -> int:
            return len(run(store, text).rows)

        def plain(text: str = text) -> int:
            answer = direct.query(text)
            return (
                len([tuple(row) for row in answer]) if isinstance(answer, ox.QuerySolutions) else 0
            )

        for warm in (ours, plain):
            warm()
        own, rows = timed(ours, rounds * 3)
        bare, same = timed(plain, rounds * 3)
        theirs, found = timed(lambda text=text: len(list(memory.query(text))), 1)
        if not rows == same == found:
            raise SystemExit(f"{name}: {rows}, {same} and {found} rows")
        shares.append(bare / own)
        gains.append(theirs / own)
        print(
            f"{name:<16}{rows:>8}{own:>10.2f}{bare:>10.2f}{theirs:>10.1f}"
            f"{bare / own:>13.2f}{theirs / own:>13.1f}"
        )
    print(
        f"\nof Oxigraph's speed: {statistics.geometric_mean(shares):.2f} (worst {min(shares):.2f})"
    )
    print(f"times rdflib's:      {statistics.geometric_mean(gains):.0f} (worst {min(gains):.0f})")


if __name__ == "__main__":
    main()
