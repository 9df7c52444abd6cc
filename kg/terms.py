"""Every namespace and fixed term that the program writes or looks for.

The ontology files say what the terms mean; a contract test holds each name here against them, and
each property there against this page. Classes are not listed: the lexicon decides which are used.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "DATA",
    "DCAT",
    "DCTERMS",
    "ENT",
    "LEX",
    "OA",
    "OWL",
    "PLOVER",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "VOID",
    "WGS",
    "XSD",
    "Modality",
    "Property",
]

DATA = "https://w3id.org/entente/id/"
ENT = "https://w3id.org/entente/ontology#"
LEX = "https://w3id.org/entente/lexicon#"
PLOVER = "https://w3id.org/entente/plover#"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
VOID = "http://rdfs.org/ns/void#"
WGS = "http://www.w3.org/2003/01/geo/wgs84_pos#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: dict[str, str] = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "ent": ENT,
    "id": DATA,
    "oa": OA,
    "owl": OWL,
    "plover": PLOVER,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "void": VOID,
    "wgs": WGS,
    "xsd": XSD,
}
"""Prefix to namespace, as every export and query uses them."""


class Modality(StrEnum):
    """How the content of a claim stands to what happened; individuals of `ent:Modality`."""

    REPORTED = "Reported"
    ALLEGED = "Alleged"
    PLANNED = "Planned"
    COMMITTED = "Committed"
    REQUESTED = "Requested"
    POSSIBLE = "Possible"
    DENIED = "Denied"
    NEGATED = "Negated"


class Property(StrEnum):
    """The properties of `ent:` that statements are made of."""

    ABOUT = "about"
    ACTOR = "actor"
    AGREEMENT_TYPE = "agreementType"
    ATTRIBUTED_TO = "attributedTo"
    BEGIN = "begin"
    BELONGS_TO = "belongsTo"
    BETWEEN = "between"
    CAUSE = "cause"
    COMMODITY = "commodity"
    CONCERNS = "concerns"
    CONDITION = "condition"
    CONTENT = "content"
    DISPUTES = "disputes"
    DURATION = "duration"
    END = "end"
    EVIDENCE = "evidence"
    HELD_IN = "heldIn"
    IMPOSED_BY = "imposedBy"
    INFERRED_FROM = "inferredFrom"
    LOCATED_IN = "locatedIn"
    MODALITY = "modality"
    OFFICE = "office"
    ON_BEHALF_OF = "onBehalfOf"
    PART_OF = "partOf"
    PARTICIPANT = "participant"
    PARTY = "party"
    PERSON = "person"
    PLACE = "place"
    PRESUMED_FROM = "presumedFrom"
    PUBLISHED = "published"
    PURPOSE = "purpose"
    QUANTITY = "quantity"
    REASON = "reason"
    RECIPIENT = "recipient"
    SPEAKER = "speaker"
    STATUS = "status"
    SUPPLIER = "supplier"
    SUPPORTS = "supports"
    TARGET = "target"
    TEXT = "text"
    TOPIC = "topic"
    TREND = "trend"
