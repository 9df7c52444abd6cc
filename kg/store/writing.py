"""What changing a store comes to, whether it lies in a folder or behind HTTP."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, Self

import pyoxigraph as ox

from kg.errors import OptionError, StoreError
from kg.store.contribution import BACKGROUND, SUPPLEMENT, Change, Contribution
from kg.store.reader import Reader

__all__ = ["Writing"]


class Apart(Protocol):
    """Where articles lie that failed validation."""

    def drop(self, id: str, *, missing_ok: bool = False) -> None:
        """Forget one."""
        ...


class Writing(Reader):
    """A store that is changed article by article; what is staged goes together with others."""

    read_only: bool
    _failed = False

    @property
    @abstractmethod
    def _apart(self) -> Apart: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Publish what was changed and let others write."""

    @abstractmethod
    def publish(self) -> None:
        """Let readers see what was changed."""

    def install(self, background: Iterable[ox.Quad], fingerprint: str) -> bool:
        """Load ontology and reference data into the default graph; False if they are there.

        Blank nodes get the labels of RDFC-1.0, so that stores of the same articles are the same.
        """
        if self.fingerprint == fingerprint:
            return False
        dataset = ox.Dataset(background)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        wanted = Contribution.of(BACKGROUND, dataset, base=self.base, mark=fingerprint)
        with self._changing():
            self._flush()
            self._install(wanted)
        self.publish()
        return True

    def add(self, article: str, quads: Iterable[ox.Quad]) -> Change:
        """Let an article state exactly these quads, whatever it stated before, at once.

        An article that was in quarantine leaves it. Raises `StoreError` for what an article cannot
        state (see `Contribution.of`).
        """
        wanted = Contribution.of(article, quads, base=self.base)
        with self._changing():
            self._flush()
            change = self._settle(article, wanted)
        self._apart.drop(article, missing_ok=True)
        return change

    def attach(self, name: str, quads: Iterable[ox.Quad]) -> Change:
        """Let the graph `{base}{name}` hold exactly these quads; without any, it is gone.

        It stands beside the articles: no article states what it holds, and none is changed.
        """
        wanted = Contribution.of(SUPPLEMENT + name, quads, base=self.base)
        with self._changing():
            self._flush()
            return self._settle(wanted.article, wanted if wanted.size else None)

    def retract(self, article: str) -> Change:
        """Take an article back: what no other article and no background states is gone."""
        with self._changing():
            self._flush()
            if not self._is_article(article) or self._ledger.remembered(article) is None:
                raise self._unknown(article)
            return self._settle(article, None)

    def flush(self) -> None:
        """Let the graph take what was staged."""
        with self._changing():
            self._flush()

    # --- how

    def _is_article(self, id: str) -> bool:
        return id != BACKGROUND and not id.startswith(SUPPLEMENT)

    @abstractmethod
    def _flush(self) -> None: ...

    @abstractmethod
    def _install(self, background: Contribution) -> None: ...

    @abstractmethod
    def _settle(self, id: str, wanted: Contribution | None) -> Change: ...

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Whatever goes wrong in the middle of a change, it is not published, but taken again."""
        if self.read_only:
            raise self._not_for_writing()
        if self._failed:
            raise StoreError(
                str(self.path), found="a change of it was cut off", remedy="open it again"
            )
        try:
            yield
        except OptionError:
            raise
        except BaseException:
            self._failed = True
            raise

    def _not_for_writing(self) -> StoreError:
        return StoreError(str(self.path), found="open for reading only", remedy="open it to write")
