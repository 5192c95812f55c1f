"""One letter, its sender, and what came of sending it."""

from jobs.work.delivery import deliver
from jobs.work.school import SchoolAtWork
from sync.outbox import Letter, Outbox, Sender

SENDER = Sender("ritmiek@es.example", "Ritmiek", ("es.example",))


LETTER = Letter("week/de-es/essen/2026-10-05", ("lid1@es.example",), "Week", "<p>Dag</p>", "Dag")


def results(school: SchoolAtWork, outbox: Outbox, times: int = 2) -> list[str]:
    return [deliver(school, outbox, LETTER).result for _ in range(times)]


def status(school: SchoolAtWork) -> str | None:
    delivery = school.ledger.delivery(LETTER.key)
    return delivery.status if delivery else None
