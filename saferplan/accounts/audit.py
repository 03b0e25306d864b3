"""Is the audit chain whole?"""

from __future__ import annotations

from saferplan.accounts.chain import line_hash
from saferplan.accounts.models import AuditEvent, AuditHead


def verify_chain(partnership_id: int) -> list[int]:
    """The numbers of lines that were changed, or that follow on a missing or changed line. Empty: all is well.

    Lines taken off the end are found by the head: then the first missing number is given.
    """
    broken: list[int] = []
    previous, expected = "", 1
    for event in AuditEvent.objects.filter(partnership_id=partnership_id).order_by("seq").iterator(chunk_size=2000):
        right = line_hash(
            previous=event.previous_hash,
            partnership_id=event.partnership_id,
            seq=event.seq,
            at=event.at,
            by=event.by,
            action=event.action,
            subject=event.subject,
            details=event.details,
        )
        if event.seq != expected or event.previous_hash != previous or event.hash != right:
            broken.append(event.seq)
        previous, expected = event.hash, event.seq + 1
    head = AuditHead.objects.filter(partnership_id=partnership_id).first()
    if head is not None and (head.seq, head.hash) != (expected - 1, previous):
        broken.append(expected)
    return broken
