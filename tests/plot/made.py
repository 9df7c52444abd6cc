"""Made-up event records, the same ones each time: as many as a test wants."""

from __future__ import annotations

import datetime
import random

from kg.model import EventRecord, NamedActor, NamedPlace, Telling, Voice

__all__ = ["records"]

KINDS = (
    ("Meeting", "CONSULT", "verbal cooperation"),
    ("Trade", "COOPERATE", "material cooperation"),
    ("Criticism", "ACCUSE", "verbal conflict"),
    ("Airstrike", "ASSAULT", "material conflict"),
    ("Event", "", ""),
)
CLASSES = ("State", "Person", "ArmedGroup", "GovernmentBody")


def records(number: int) -> list[EventRecord]:
    """Facts and claims of every kind, with and without dates, places and recipients."""
    chance = random.Random(7)  # noqa: S311 — the same each time, which is the point
    actors = [
        NamedActor(f"http://e/{n}", f"Actor <{n}> of the Far Side", CLASSES[n % 4])
        for n in range(80)
    ]
    often = [1 / (n + 1) for n in range(80)]
    places = [
        NamedPlace(
            f"http://e/p{n}",
            f"Place & {n}",
            "City",
            "",
            chance.uniform(-50, 70),
            chance.uniform(-175, 175),
            chance.choice(["city", "country"]),
        )
        for n in range(60)
    ]
    found = []
    for n in range(number):
        cls, plover, quad = chance.choice(KINDS)
        one, other = chance.choices(actors, often, k=2)
        day = datetime.date(2021, 1, 1) + datetime.timedelta(chance.randrange(1200))
        told = Telling(f"a{n % 50}", n, day.isoformat(), "https://example.org/<a>", f"Words & {n}.")
        found.append(
            EventRecord(
                iri=f"http://e/event/{n}",
                label=f"{cls}: {one.label}",
                cls=cls,
                kind=cls.lower(),
                begin=chance.choice([day.isoformat(), day.isoformat()[:7], "--02", ""]),
                plover=plover,
                quad=quad,
                actors=(one, other) if cls == "Meeting" else (one,),
                recipients=() if cls == "Meeting" else (other,),
                places=tuple(chance.choices(places, k=chance.randrange(3))),
                tellings=(told,) if n % 7 else (),
                voice=Voice(f"http://e/claim/{n}", "Denied", (other,)) if n % 3 == 0 else None,
            )
        )
    return found
