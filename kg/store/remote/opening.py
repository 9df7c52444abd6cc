"""Finding out what is behind an address, and whether a graph can be kept there."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.errors import EndpointError, OptionError, StoreError
from kg.store.remote.lease import Lease
from kg.store.remote.records import LEDGER, NODE, P, RemoteLedger, text
from kg.terms import DATA
from kg.web import Addresses, Credentials, Service

__all__ = ["FORMAT", "connected"]

FORMAT = "1"
"""Raised whenever an older program could no longer read what stands there."""


def connected(
    given: str, *, create: bool, base: str | None, read_only: bool, wait: bool
) -> tuple[Service, Lease | None, str]:
    """The service, the right to write if that is asked for, and the base of the data IRIs."""
    service = _found(Service(Addresses.parse(given), credentials=Credentials.of()), given)
    ledger = RemoteLedger(service)
    kept = _base(service, ledger, wanted=base, create=create)
    if read_only:
        return service, None, kept or ""
    lease = Lease(service)
    lease.take(wait=wait)
    try:
        if kept is None:
            _refuse_union(service)
            # another one may have been quicker
            kept = _base(service, ledger, wanted=base, create=create) or _made(service, base)
    except BaseException:
        lease.give_back()
        raise
    return service, lease, kept


def _found(service: Service, given: str) -> Service:
    """The service at Fuseki's addresses, or where one address serves for everything."""
    try:
        service.ask("ASK {}")
    except EndpointError as error:
        at = service.addresses
        if "," in given or not re.search(r"HTTP status 40[045]", error.found):
            raise
        one = replace(at, query=at.store, update=at.store, data=at.store)
        other = Service(one, credentials=Credentials.of())
        try:
            other.ask("ASK {}")
        except EndpointError:
            raise error from None
        return other
    return service


def _base(
    service: Service, ledger: RemoteLedger, *, wanted: str | None, create: bool
) -> str | None:
    """The base of the store that is there; None where one is to be made."""
    where = str(service.addresses)
    made = ledger.note("format")
    if made is None:
        if not create:
            raise StoreError(where, found="nothing is built there yet", remedy="run kg build first")
        if service.ask("ASK { ?s ?p ?o }"):
            raise StoreError(
                where,
                found="it holds data that is not Entente's",
                remedy="name a dataset of its own; facts of others among ours could not be told "
                "apart",
            )
        return None
    if made != FORMAT:
        raise StoreError(
            where,
            found=f"made by another version of Entente (format {made})",
            allowed=f"format {FORMAT}",
            remedy="build into a new dataset, or use the version that made it",
        )
    kept = ledger.note("base") or DATA
    if wanted is not None and wanted != kept:
        raise StoreError(
            where,
            found=f"its IRIs begin with {kept}, not with {wanted}",
            remedy="open it with its own base, or build into a new dataset",
        )
    return kept


def _made(service: Service, base: str | None) -> str:
    base = base or DATA
    if not re.fullmatch(r"https?://[^\s<>\"{}|^`\\#]+/", base):
        raise OptionError(
            base, found="IRIs cannot begin with it", allowed="an http address that ends in /"
        )
    service.update(
        f"""INSERT DATA {{ GRAPH {LEDGER} {{
        {NODE} {P("format")} {text(FORMAT)} ; {P("base")} {text(base)} }} }}"""
    )
    return base


def _refuse_union(service: Service) -> None:
    if service.ask(f"ASK {{ {NODE} {P('writer')} ?w }}"):
        raise StoreError(
            str(service.addresses),
            found="its default graph shows what is in named graphs, so claims would look like "
            "facts there",
            allowed="a service whose default graph holds only what is put there",
            remedy="turn that off (see docs/scale.md), or load it from an export for reading",
        )
