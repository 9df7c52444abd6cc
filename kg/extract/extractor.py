"""From a parse to statements: mentions, then events, then what ties them, then what is claimed."""

from __future__ import annotations

from kg.extract.attachment import mend
from kg.extract.contents import Contents
from kg.extract.context import Context
from kg.extract.coreference import Discourse
from kg.extract.disputes import Disputes
from kg.extract.drafts import Draft
from kg.extract.entities import Entities
from kg.extract.events import Events
from kg.extract.intentions import Intentions
from kg.extract.links import Links
from kg.extract.mentions import Mentions
from kg.extract.reasons import reasons
from kg.extract.roles import Roles
from kg.extract.status import Status
from kg.extract.things import Things
from kg.extract.topics import Topics
from kg.model import Article, Claim, Entity, EntityRef, Node, Parse, Reason, Statements
from kg.ontology import Ontology

__all__ = ["Extractor"]


NEEDED = (
    ("Agreement", ("party",), 1),
    ("BilateralRelation", ("between",), 2),
    ("Sanction", ("target", "reason"), 1),
)
"""What must be filled so that a thing can be told from others: as its shape has it."""


class Extractor:
    """Reads what an article states. Deterministic: the same parse gives the same statements.

    The rules know grammar only; every word, class and role comes from the ontology folder.
    """

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def extract(self, article: Article, parse: Parse) -> Statements:
        """An article and its parse go in, its entities, statements and claims come out."""
        return self._read(*self.context(article, parse))

    def explain(self, article: Article, parse: Parse) -> tuple[Statements, dict[str, Reason]]:
        """What `extract` gives, and for the key of every node why it was made."""
        context, mentions = self.context(article, parse)
        statements = self._read(context, mentions)
        return statements, reasons(context)

    def _read(self, context: Context, mentions: Mentions) -> Statements:
        events = Events(context)
        events.read()
        links = Links(context, events)
        links.read_parts()
        things = Things(context)
        things.read()
        links.read()
        things.aim_sanctions()
        intentions = Intentions(context)
        intentions.announce()
        Contents(context).read()
        links.read_purposes()
        links.read_claims()
        Disputes(context).read()
        intentions.direct()
        return self.finish(context, mentions)

    def finish(self, context: Context, mentions: Mentions) -> Statements:
        """The statements that the drafts of a context make, without those that tell nothing."""
        self._drop_incomplete(context)
        self._label(context, mentions)
        nodes = context.drafts.nodes()
        claims = context.drafts.claims()
        return Statements(
            self._entities(mentions.entities, nodes, claims), tuple(nodes), tuple(claims)
        )

    def _drop_incomplete(self, context: Context) -> None:
        """An agreement of nobody tells nothing, and the gate would keep out the whole article."""
        needs = [(context.schema.under(cls), roles, least) for cls, roles, least in NEEDED]
        context.drafts.drop(
            *(
                draft
                for draft in context.drafts
                for classes, roles, least in needs
                if draft.cls in classes and len(draft.entities(*roles)) < least
            )
        )

    def context(self, article: Article, parse: Parse) -> tuple[Context, Mentions]:
        """What is read of an article before any statement: who is meant, and what is a fact."""
        tree, words, names = mend(parse, self.ontology, article.published)
        mentions = Mentions(article, tree, words, names, self.ontology)
        discourse = Discourse(tree, mentions, words)
        topics = Topics(tree, self.ontology.reference)
        roles = Roles(tree, words, discourse, topics, self.ontology.schema)
        status = Status(tree, words, roles, discourse, self.ontology.schema)
        context = Context(
            article, tree, words, discourse, topics, roles, status, self.ontology.schema
        )
        return context, mentions

    def _label(self, context: Context, mentions: Mentions) -> None:
        for draft in context.drafts:
            states = dict.fromkeys(
                state
                for path in draft.entities("actor", "participant", "supplier")
                if (state := mentions.entities.served(path))
                and state != path
                # whoever serves an organisation acts for no state
                and mentions.entities.is_a(state, "State")
            )
            if context.is_event(draft.cls):
                draft.add("onBehalfOf", *(EntityRef(s) for s in states))
            draft.label = draft.label or self._line(draft, mentions.entities)

    def _line(self, draft: Draft, entities: Entities) -> str:
        def names(*roles: str) -> str:
            return ", ".join(entities.label(p) for p in draft.entities(*roles))

        kind = self.ontology.schema.labels.get(draft.cls, draft.cls)
        line = f"{kind}: {names('actor', 'supplier')}".rstrip(": ")
        if recipients := names("recipient"):
            line += f" → {recipients}"
        if places := names("place"):
            line += f" ({places})"
        return line

    def _entities(
        self, entities: Entities, nodes: list[Node], claims: list[Claim]
    ) -> tuple[Entity, ...]:
        """The entities that the statements use, and those that these point at."""
        wanted = {v.path for n in nodes for _, v in n.links if isinstance(v, EntityRef)}
        wanted |= {v.path for c in claims for v in c.speaker if isinstance(v, EntityRef)}
        pending = sorted(wanted)
        while pending:
            made = entities.made.get(pending.pop())
            for _, value in made.links if made else ():
                if isinstance(value, EntityRef) and value.path not in wanted:
                    wanted.add(value.path)
                    pending.append(value.path)
        found = []
        for path in sorted(wanted):
            known = self.ontology.reference.entities.get(path)
            if known is not None:
                found.append(Entity(path, known.cls, known.label, True))
            elif path in entities.made:
                found.append(entities.made[path])
        return tuple(found)
