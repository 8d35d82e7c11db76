from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from helpdesk.staff.models import Site
from tickets.models.ticket import Ticket


class SearchText(models.Model):
    """What a ticket is found by, as words without accents. The database writes it: see migration 0008.

    Part 0 holds the facts of the ticket (``=status:open``), its subject, its customer's name, its references,
    the case, and what was said first. A ticket about which much is said goes on in further parts that hold
    only what was said, so that the next message does not rewrite all of it.
    """

    # No constraints in the database: its triggers write and delete the rows with their tickets.
    ticket = models.ForeignKey(
        Ticket, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    part = models.PositiveSmallIntegerField()
    # Copied from the ticket, so that one index gives the newest tickets of a site.
    site = models.ForeignKey(
        Site, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    logged_at = models.DateTimeField()
    # How many characters of messages it holds, and the first of these messages.
    size = models.PositiveIntegerField()
    first_message_id = models.BigIntegerField(null=True)
    document = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "part"], name="search_text_part_once")]
        indexes = [
            models.Index(
                fields=["site", "logged_at", "ticket"], condition=Q(part=0), name="search_text_of_site"
            ),
            models.Index(fields=["logged_at", "ticket"], condition=Q(part=0), name="search_text_newest"),
            # Without a list of what waits to be sorted in: every search would read through that.
            GinIndex(fields=["document"], condition=Q(part=0), fastupdate=False, name="search_text_heads"),
            GinIndex(
                fields=["document"], condition=Q(part__gt=0), fastupdate=False, name="search_text_parts"
            ),
        ]
        verbose_name = "search text"
        verbose_name_plural = "search texts"

    def __str__(self) -> str:
        return f"{self.ticket_id}, {self.part}"
