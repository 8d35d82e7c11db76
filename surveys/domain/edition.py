"""Which state of something a person had before them, so that nobody overwrites what they have not seen."""

import json
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def edition_of(content: Any) -> str:
    """A mark that differs when the content does; empty for nothing at all. Anything JSON can say."""
    if content is None:
        return ""
    told = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True)
    return sha256(told.encode()).hexdigest()[:32]
