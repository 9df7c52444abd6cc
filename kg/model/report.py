"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Finding", "Report"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One rule that one node breaks.

    `node`, `path`, `value`, `shape` and `constraint` are IRIs or N-Triples terms as SHACL reports
    them (sh:focusNode, sh:resultPath, sh:value, sh:sourceShape, sh:sourceConstraintComponent);
    `severity` is Violation, Warning or Info; `message` says what is wrong and what to mend;
    `quote` is the text that the node's evidence points at, where it has any.
    """

    node: str
    path: str
    value: str
    shape: str
    constraint: str
    severity: str
    message: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of validating one article, or a whole graph."""

    about: str
    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing of severity Violation was found."""
        return not any(f.severity == "Violation" for f in self.findings)
