"""The lexicon is sound: every entry can be read, means something that exists, and stands alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ENT = Namespace("https://w3id.org/entente/ontology#")
LEX = Namespace("https://w3id.org/entente/lexicon#")
ONTOLEX = Namespace("http://www.w3.org/ns/lemon/ontolex#")
SYNSEM = Namespace("http://www.w3.org/ns/lemon/synsem#")
LEXINFO = Namespace("http://www.lexinfo.net/ontology/3.0/lexinfo#")

STEP = (
    r"(?:nsubj|obj|iobj|xcomp|ccomp|csubj|amod|compound|support|head|agent|conj"
    r"|(?:obl|nmod|advcl|acl)(?::[a-z]+(?:_[a-z]+)*)?)"
)
PATH = re.compile(rf"{STEP}(?:>{STEP}){{0,2}}(?:\|{STEP}(?:>{STEP}){{0,2}})*")
PARTS_OF_SPEECH = frozenset(
    "verb noun adjective adverb modal particle preposition conjunction".split()
)
LEAST = {"AGREE": 80, "REQUEST": 40, "THREATEN": 40, "PROTEST": 60}
"""The fewest entries of a PLOVER type; 100 where no number stands."""

Files = dict[str, Graph]


@pytest.fixture(scope="module")
def files(root: Path) -> Files:
    """Every module of the lexicon but the vocabulary, by name."""
    return {
        path.stem: Graph().parse(path)
        for path in sorted((root / "ontology" / "lexicon").glob("*.ttl"))
        if path.stem != "vocabulary"
    }


@pytest.fixture(scope="module")
def lexicon(files: Files) -> Graph:
    """All modules of the lexicon in one graph."""
    whole = Graph()
    for graph in files.values():
        whole += graph
    return whole


@pytest.fixture(scope="module")
def ontology(root: Path) -> Graph:
    """The ontology and the vocabulary of the lexicon."""
    whole = Graph()
    for path in sorted((root / "ontology").glob("*.ttl")):
        if not path.name.endswith(".shapes.ttl"):
            whole.parse(path)
    return whole.parse(root / "ontology" / "lexicon" / "vocabulary.ttl")


def _entries(graph: Graph) -> set[Node]:
    return set(graph.subjects(ONTOLEX.canonicalForm))


def _form(graph: Graph, entry: Node) -> str:
    forms = [
        str(text)
        for form in graph.objects(entry, ONTOLEX.canonicalForm)
        for text in graph.objects(form, ONTOLEX.writtenRep)
    ]
    assert len(forms) == 1, entry
    return forms[0]


def _references(graph: Graph, entry: Node) -> list[Node]:
    return [
        reference
        for sense in graph.objects(entry, ONTOLEX.sense)
        for reference in graph.objects(sense, ONTOLEX.reference)
    ]


def _arguments(graph: Graph) -> Iterator[tuple[Node, Node]]:
    for frame in graph.subjects(RDF.type, SYNSEM.SyntacticFrame):
        for argument in graph.objects(frame, SYNSEM.synArg):
            yield frame, argument


def _classes(ontology: Graph, root: URIRef) -> set[Node]:
    return {node for node in ontology.transitive_subjects(RDFS.subClassOf, root) if node}


def test_every_module_says_what_it_is(files: Files) -> None:
    """Each file declares itself as an ontology of its own."""
    for name, graph in files.items():
        iri = URIRef(f"https://w3id.org/entente/lexicon/{name}")
        assert (iri, RDF.type, OWL.Ontology) in graph, name


def test_no_entry_and_no_frame_is_described_twice(files: Files) -> None:
    """An IRI belongs to one file, and has one form, one part of speech and at most one sense."""
    seen: Counter[Node] = Counter()
    for graph in files.values():
        seen.update(_entries(graph))
        seen.update(graph.subjects(RDF.type, SYNSEM.SyntacticFrame))
        for entry in _entries(graph):
            assert len(list(graph.objects(entry, ONTOLEX.canonicalForm))) == 1, entry
            assert len(list(graph.objects(entry, LEXINFO.partOfSpeech))) == 1, entry
            assert len(_references(graph, entry)) <= 1, entry
            assert len(list(graph.objects(entry, SYNSEM.synBehavior))) <= 1, entry
    assert [iri for iri, count in seen.items() if count > 1] == []


def test_every_entry_has_a_lemma_and_a_known_part_of_speech(lexicon: Graph) -> None:
    """Forms are lower-case English lemmas; several words are a multiword expression."""
    for entry in _entries(lexicon):
        form = _form(lexicon, entry)
        assert form == form.lower().strip(), entry
        assert "  " not in form, entry
        kind = ONTOLEX.MultiwordExpression if " " in form else ONTOLEX.Word
        assert (entry, RDF.type, kind) in lexicon, entry
        for part in lexicon.objects(entry, LEXINFO.partOfSpeech):
            assert str(part).removeprefix(str(LEXINFO)) in PARTS_OF_SPEECH, entry
        assert str(entry).startswith(str(LEX)), entry


def test_every_entry_means_something_unless_it_is_light_or_an_idiom(
    files: Files, lexicon: Graph
) -> None:
    """Only support verbs and idioms have no sense; idioms have nothing but a form."""
    idioms = _entries(files["idioms"])
    for entry in _entries(lexicon):
        light = (entry, RDF.type, ENT.SupportVerb) in lexicon
        assert bool(_references(lexicon, entry)) is not (light or entry in idioms), entry
        if entry in idioms:
            assert not list(lexicon.objects(entry, SYNSEM.synBehavior)), entry


def test_every_reference_exists_in_the_ontology(lexicon: Graph, ontology: Graph) -> None:
    """A sense refers to a class, a property or an individual that the ontology declares."""
    for entry in _entries(lexicon):
        for reference in _references(lexicon, entry):
            assert list(ontology.objects(reference, RDF.type)), (entry, reference)


def test_every_frame_named_is_defined_and_every_shared_frame_is_used(
    files: Files, lexicon: Graph
) -> None:
    """Entries and frames need one another."""
    defined = set(lexicon.subjects(RDF.type, SYNSEM.SyntacticFrame))
    named = set(lexicon.objects(None, SYNSEM.synBehavior))
    assert named <= defined
    assert set(files["frames"].subjects(RDF.type, SYNSEM.SyntacticFrame)) <= named
    for frame in defined:
        assert list(lexicon.objects(frame, RDFS.label)), frame
        assert list(lexicon.objects(frame, SYNSEM.synArg)), frame


def test_every_argument_has_a_declared_role_and_a_path_of_the_grammar(
    lexicon: Graph, ontology: Graph
) -> None:
    """Roles are properties of the ontology; README.md gives the grammar of paths."""
    for frame, argument in _arguments(lexicon):
        roles = list(lexicon.objects(argument, ENT.role))
        paths = list(lexicon.objects(argument, ENT.path))
        assert len(roles) == 1, frame
        assert len(paths) == 1, frame
        assert list(ontology.objects(roles[0], RDF.type)), (frame, roles[0])
        assert PATH.fullmatch(str(paths[0])), (frame, paths[0])


def test_fillers_and_modalities_are_terms_of_the_ontology(lexicon: Graph, ontology: Graph) -> None:
    """A filler is a class, a modality one of the eight; an argument is not a claim and a fact."""
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    modalities = set(ontology.subjects(RDF.type, ENT.Modality))
    for frame, argument in _arguments(lexicon):
        assert set(lexicon.objects(argument, ENT.filler)) <= classes, frame
        given = set(lexicon.objects(argument, ENT.modality))
        assert given <= modalities, frame
        assert not (given and list(lexicon.objects(argument, ENT.veridical))), frame
        for flag in lexicon.objects(argument, ENT.required):
            assert isinstance(flag, Literal), frame
            assert flag.value is True, frame


def test_cues_carry_a_modality_and_nothing_else_does(lexicon: Graph, ontology: Graph) -> None:
    """Modality stands on modifier cues and in frames, not on other entries."""
    modalities = set(ontology.subjects(RDF.type, ENT.Modality))
    for entry in _entries(lexicon):
        given = set(lexicon.objects(entry, ENT.modality))
        assert bool(given) is ((entry, RDF.type, ENT.ModifierCue) in lexicon), entry
        assert given <= modalities, entry


def test_support_verbs_say_which_noun_names_the_event(lexicon: Graph) -> None:
    """The frame of a support verb has a place for the noun."""
    for entry in lexicon.subjects(RDF.type, ENT.SupportVerb):
        roles = {
            role
            for frame in lexicon.objects(entry, SYNSEM.synBehavior)
            for argument in lexicon.objects(frame, SYNSEM.synArg)
            for role in lexicon.objects(argument, ENT.role)
        }
        assert ENT.eventNoun in roles, entry


@pytest.mark.parametrize(
    ("name", "top"),
    [("actors", ENT.Actor), ("qualities", ENT.Quality)],
)
def test_a_module_keeps_to_its_concern(
    files: Files, ontology: Graph, name: str, top: URIRef
) -> None:
    """Actor nouns refer to classes of actors, qualities to individuals of a kind of quality."""
    classes = _classes(ontology, top)
    for entry in _entries(files[name]):
        for reference in _references(files[name], entry):
            kinds = {reference, *ontology.objects(reference, RDF.type)}
            assert kinds & classes, entry


def test_each_event_module_holds_the_classes_of_its_plover_type(
    files: Files, ontology: Graph
) -> None:
    """`agree.ttl` evokes AGREE and nothing else, and so on, with a fair number of words each."""
    for type_ in ontology.objects(None, ENT.ploverType):
        name = str(type_).rpartition("#")[2]
        graph = files[name.lower()]
        entries = _entries(graph)
        assert len(entries) >= LEAST.get(name, 100), name
        for entry in entries:
            for reference in _references(graph, entry):
                assert (reference, ENT.ploverType, type_) in ontology, (entry, reference)


def test_every_event_class_has_a_word(lexicon: Graph, ontology: Graph) -> None:
    """No class of events below the sixteen types is without a word that evokes it."""
    evoked = {r for entry in _entries(lexicon) for r in _references(lexicon, entry)}
    types = set(ontology.subjects(RDFS.subClassOf, ENT.Event)) | {ENT.Event}
    assert sorted(str(e) for e in _classes(ontology, ENT.Event) - types - evoked) == []


def test_modules_are_sorted(root: Path) -> None:
    """Entries stand in the order of their IRIs, so that a new one has one place."""
    for path in (root / "ontology" / "lexicon").glob("*.ttl"):
        if path.stem in ("frames", "links", "vocabulary"):
            continue
        found = re.findall(r"^lex:(\S+) a ontolex:", path.read_text("utf-8"), re.MULTILINE)
        assert found == sorted(found), path.name
