import pytest

from helpdesk.policies import subjects
from tickets.kinds import KINDS


def test_the_kinds_of_case_are_what_policies_can_be_about() -> None:
    assert [(key, str(label)) for key, label in subjects.choices()] == [
        (kind.key, str(kind.label)) for kind in KINDS.values()
    ]


def test_a_subject_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subjects, "SUBJECTS", {})
    subjects.register({"gift": "Gifts"})
    with pytest.raises(ValueError, match="gift is a subject already"):
        subjects.register({"gift": "Gifts again"})
    assert (subjects.label_of("gift"), subjects.label_of("unknown")) == ("Gifts", "unknown")
