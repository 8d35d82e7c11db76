from typing import Any

from django.core.management.base import BaseCommand, CommandError

from helpdesk.record.models import Entry
from helpdesk.record.writing import breaks


class Command(BaseCommand):
    help = "Proves that no record entry was altered or taken out. Exit code 1 when one was."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for entry in breaks():
            broken += 1
            self.stderr.write(f"The chain is broken at entry {entry.pk}: {entry}.")
        if broken:
            raise CommandError(f"{broken} of {Entry.objects.count()} entries do not verify.")
        self.stdout.write(f"All {Entry.objects.count()} entries verify.")
