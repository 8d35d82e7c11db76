"""Settling a batch of rows: each is added, updated, unchanged or left out; all of it in few statements."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from customers.domain.imports.directory import Directory
from customers.domain.imports.faults import Fault
from customers.domain.imports.known import Known, TooManyPoints
from customers.domain.imports.person import MOST_POINTS, Person, read_person
from customers.domain.imports.rows import Row
from customers.models import ContactPoint, Customer, CustomerImport, CustomerReference, ImportProblem
from helpdesk.record.many import Saying, write_all

# Of one cell of a row that was left out, so much is kept.
LONGEST_CELL = 2000
# A row with more cells than a file may have columns is recognised by its first ones.
MOST_CELLS = 100


@dataclass
class Batch:
    """Rows of one import that can be understood, and those that cannot."""

    of: CustomerImport
    people: list[tuple[Row, Person]] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def leave_out(self, row: Row, *faults: Fault) -> None:
        self.problems.append(
            ImportProblem(
                customer_import=self.of,
                line=row.line,
                row=[kept(cell) for cell in row.cells[:MOST_CELLS]],
                faults=[fault.as_json() for fault in faults],
            )
        )
        self.counts["failed"] += 1


def kept(cell: str) -> str:
    """A cell as the database can keep it."""
    return cell[:LONGEST_CELL].replace("\0", "\N{SYMBOL FOR NULL}")


def understand(rows: Iterable[Row], *, of: CustomerImport) -> Batch:
    """Read the rows, without asking the database anything. Blank ones are passed over."""
    batch = Batch(of)
    for row in rows:
        if row.is_blank:
            continue
        if row.fault:
            batch.leave_out(row, row.fault)
            continue
        person, faults = read_person(row.cells, columns=of.columns, country=of.site.country)
        if faults:
            batch.leave_out(row, *faults)
        else:
            batch.people.append((row, person))
    return batch


def settle(batch: Batch) -> None:
    """Write what the rows say and count what became of them, in the caller's transaction and turn.

    About as many statements for 500 rows as for one.
    """
    one = batch.of
    directory = Directory([person for _, person in batch.people], by=one.by, site=one.site)
    for row, person in batch.people:
        known = directory.find(person)
        if known is None:
            directory.add(person)
            batch.counts["added"] += 1
            continue
        try:
            outcome = "updated" if known.learn(person, site=one.site) else "unchanged"
        except TooManyPoints:
            batch.leave_out(row, Fault("points", {"limit": MOST_POINTS}))
            continue
        directory.file(known)
        batch.counts[outcome] += 1
    write(directory.all, of=one)
    ImportProblem.objects.bulk_create(batch.problems)


def write(everybody: Sequence[Known], *, of: CustomerImport) -> None:
    new = [known for known in everybody if known.is_new]
    filled = [known for known in everybody if not known.is_new and known.before]
    here = [known for known in everybody if known.is_new or known.arrives]
    Customer.objects.bulk_create([known.customer for known in new])
    Customer.objects.bulk_update(
        [known.customer for known in filled if known.before.keys() & {"company", "loyalty_number"}],
        ["company", "loyalty_number", "folded_loyalty_number"],
    )
    sites = Customer.sites.through
    sites.objects.bulk_create(
        [sites(customer_id=known.customer.pk, site_id=of.site_id) for known in here], ignore_conflicts=True
    )
    # The page of a customer may have added the same meanwhile: once is enough.
    points = [point for known in everybody for point in known.new_points]
    ContactPoint.objects.bulk_create(points, ignore_conflicts=True)
    references = [reference for known in everybody for reference in known.new_references]
    CustomerReference.objects.bulk_create(references, ignore_conflicts=True)
    record_all(here, filled, of=of)


def record_all(here: Sequence[Known], filled: Sequence[Known], *, of: CustomerImport) -> None:
    """The same entries as if each had been added or changed by hand, with the import they come from."""
    where = {"site": of.site.name, "customer_import": of.pk}
    write_all([Saying(known.customer, details=where) for known in here], "customer.added", by=of.by)
    changes = [(known.customer, known.changes()) for known in filled]
    sayings = [
        Saying(customer, details={"changed": list(changed), "customer_import": of.pk}, words=changed)
        for customer, changed in changes
    ]
    write_all(sayings, "customer.changed", by=of.by)
