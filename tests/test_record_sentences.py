"""Everything the record can say, it says in words, in all three languages."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from customers.domain.customer import FACTS
from customers.enums import ErasureGround
from helpdesk.record.models import Entry, Words
from helpdesk.record.sentences import SENTENCES, say
from surveys.enums import CallOutcome, Closing, GivenUp, NotSent, Sign
from tickets.domain.sla import Policy, Terms
from tickets.domain.sla_policy import told
from tickets.enums import Answer, LinkType, Outcome, RecountCause, Status, Target

CHECKOUT = Path(__file__).resolve().parents[1]
RECORD = CHECKOUT / "helpdesk" / "record" / "writing.py"
APPS = ("customers", "helpdesk", "surveys", "tickets")

MOMENT = "2026-05-01T15:00:00Z"
QUESTIONS: dict[str, object] = {"kind": "return", "number": 2, "questionnaire": 1}
VERSION: dict[str, object] = {"version": 1, "number": 2, "language": "cs"}

# What each verb is written with; of a list each one in turn.
DETAILS: dict[str, list[dict[str, object]]] = {
    "ticket.logged": [{"kind": "return"}],
    "ticket.moved": [{"before": "new", "after": status} for status in Status],
    "ticket.assigned": [
        {"team": "Front desk", "assignee": "", "after": {"assignee": None}},
        {"team": "Front desk", "assignee": "Karel", "after": {"assignee": 2}},
        {"team": "Front desk", "assignee": "Alena", "after": {"assignee": 1}},
    ],
    "ticket.routed": [
        {"team": "Front desk", "assignee": "Karel", "routing": routing}
        for routing in ("round_robin", "least_loaded")
    ],
    "ticket.resolved": [
        {"outcome": outcome, "closing_reason": reason} for outcome in Outcome for reason in ("", "moved")
    ],
    "ticket.kind_changed": [{"before": before, "after": "return"} for before in ("complaint", "enquiry")],
    "ticket.details_corrected": [{"kind": "return"}],
    "ticket.reopened": [{}],
    "ticket.customer_set": [
        {"before": None, "after": 1},
        {"before": 1, "after": 2},
        {"before": 1, "after": None},
    ],
    "ticket.linked": [
        {"link": 1, "other": 1042, "type": type_, "forward": forward}
        for type_ in LinkType
        for forward in (True, False)
    ],
    "ticket.unlinked": [{"link": 1, "other": 1042, "type": "related", "forward": True}],
    "ticket.merged": [{"merge": 1, "other": 1042, "messages": 2}],
    "ticket.merged_away": [{"merge": 1, "other": 1042, "messages": 2}],
    "ticket.merge_undone": [{"merge": 1, "other": 1042, "kept": kept} for kept in (True, False)],
    "attachment.added": [{"files": ["a"]}, {"files": ["a", "b"]}],
    "message.added": [{"type": "note"}],
    "calendar.changed": [{}],
    "sla_policy.added": [{"name": "Guests"}],
    "sla_policy.changed": [
        {"name": "Guests", "before": told(Policy(1, "Guests", {})), "after": told(after)}
        for after in (
            Policy(1, "Guests tonight", {}, (), True, 1, 1, ("complaint",), ("phone",), (4,), True, False),
            Policy(1, "Guests", {target: Terms(timedelta(hours=1)) for target in Target}),
        )
    ],
    "sla_policy.switched": [{"name": "Guests", "on": on} for on in (True, False)],
    "sla_policy.moved": [
        {"name": "Guests", "passed": "Shops", "before": before, "after": 3 - before} for before in (1, 2)
    ],
    "exception.asked": [{"rule": "outside the return window: day 45 of 30"}],
    "exception.answered": [{"approved": True}, {"approved": False}],
    "options.explained": [{"chosen": None}, {"chosen": 1}],
    "message.taken_back": [{}],
    "escalation.asked": [{"target": target} for target in ("", *Target)],
    "escalation.answered": [{"answer": answer} for answer in Answer],
    "clock.reminded": [
        {"target": target, **point, "moment": MOMENT, "is_late": is_late}
        for target in Target
        for point in (
            *({}, {"point": "before"}, {"point": "share", "percent": 80}),
            {"point": "after", "minutes": 90},
        )
        for is_late in (True, False)
    ],
    "clock.breached": [
        {"target": target, "moment": MOMENT, "is_late": is_late, "is_silent": is_silent}
        for target in Target
        for is_late in (True, False)
        for is_silent in (True, False)
    ],
    "followup.promised": [{"due_at": MOMENT, "owner": "Karel"}],
    "followup.done": [{"in_time": in_time} for in_time in (True, False)],
    "followup.put_off": [{"before": MOMENT, "after": "2026-05-02T08:00:00+00:00"}],
    "followup.handed_on": [{"before": "Karel", "owner": "Alena", "taken": taken} for taken in (True, False)],
    "followup.called_off": [{"followup": 1}],
    "followup.late": [{"due_at": MOMENT, "owner": "Karel"}],
    "ticket.tagged": [
        {"added": added, "removed": removed}
        for added, removed in ((["Plumbing"], []), ([], ["Noise"]), (["Plumbing", "Lift"], ["Noise"]))
    ],
    "ticket.recounted": [
        {"cause": cause, "before": MOMENT, "after": after}
        for cause in RecountCause
        for after in (MOMENT, None)
    ],
    "ticket.prioritised": [{"before": 2, "after": 4}],
    "handover.noted": [{"site": "Hotel Vltava", "team": team} for team in ("", "Front desk")],
    "handover.settled": [{}],
    "tag.added": [{"name": "Plumbing"}],
    "customer.added": [{"site": "Hotel Vltava"}],
    "customer.changed": [{"changed": [*FACTS, "contact_points"]}],
    "customer.hold_placed": [{"hold": 1}],
    "customer.hold_lifted": [{"holds": [1]}],
    "customer.exported": [{}],
    "customer.erased": [{"because": ground} for ground in ErasureGround],
    "customer.merged": [{"other": 1, "took": took, "moved": {}} for took in ([], ["name", "is_vip"])],
    "customer.merged_away": [{"other": 1}],
    "customer.merge_undone": [{"other": 1}],
    "notice.placed": [{"until": "2026-12-24"}],
    "notice.lifted": [{"notice": 1}],
    "policy.added": [{"name": "Returns"}],
    "policy.changed": [{"changed": ["name", "kinds", "sites"]}],
    "policy.drafted": [VERSION],
    "policy.draft_changed": [VERSION],
    "policy.draft_discarded": [VERSION],
    "policy.published": [
        VERSION | {"valid_from": "2026-01-01", "valid_until": until} for until in (None, "2026-06-30")
    ],
    "policy.ended": [VERSION | {"valid_until": None}, VERSION | {"valid_until": "2026-06-30"}],
    "policy.change_suggested": [VERSION | {"suggestion": 1}],
    "policy.suggestion_settled": [
        VERSION | {"suggestion": 1, "outcome": outcome} for outcome in ("done", "declined")
    ],
    "canned.added": [{"name": "Thanks"}],
    "canned.changed": [{"name": "Thanks"}],
    "canned.deleted": [{"name": "Thanks"}],
    "customers.exported": [{"number": number, "search": False} for number in (0, 1, 5000)],
    "import.started": [{"site": "Hotel Vltava", "columns": ["name"], "bytes": 12}],
    "import.finished": [
        {"status": status, "added": 2, "updated": 1, "unchanged": 0, "failed": 1}
        for status in ("done", "cancelled", "failed")
    ],
    "checklist.added": [{"name": "Front desk"}],
    **{
        f"checklist.{verb}": [{"version": 1, "number": 2}]
        for verb in ("drafted", "draft_changed", "published", "draft_discarded")
    },
    "mystery_visit.planned": [{"first_day": "2026-05-01", "last_day": "2026-05-08"}],
    "mystery_visit.sent_again": [{}],
    "mystery_visit.withdrawn": [{}],
    "mystery_visit.submitted": [{"score": score, "photos": 2} for score in (92, None)],
    "mystery_visit.corrected": [{"score": score, "photos": 2} for score in (0, None)],
    "mystery_visit.visitor_erased": [{}],
    "survey.invited": [{"invitation": 1}],
    "survey.call_listed": [{"invitation": 1}],
    "survey.called": [{"outcome": outcome, "call": 1} for outcome in CallOutcome],
    "survey.call_given_up": [{"reason": reason} for reason in GivenUp],
    "survey.not_reached": [{"tries": 3}],
    "counter.made": [{"name": "Lobby", "site": "Hotel Vltava"}],
    "counter.closed": [{"name": "Lobby"}],
    "survey.not_sent": [{"reason": reason} for reason in NotSent],
    "survey.reminded": [{"invitation": 1}],
    "survey.opted_out": [{}],
    "survey.opt_out_lifted": [{"opt_out": 1}],
    "survey.answered": [{"score": 1}],
    "survey.corrected": [{"score": 5}],
    "survey.reviewed": [{}, *(dict[str, object](closing=closing) for closing in Closing)],
    "survey.review_late": [{"response": 1, "due_at": MOMENT}],
    "survey.kept_apart": [{"answer": 1, "score": 5, "signs": list(Sign)}],
    "survey.let_in": [{"answer": 1, "score": 5}],
    "survey.turned_down": [{"answer": 1, "score": 5}],
    "questionnaire.begun": [QUESTIONS, QUESTIONS | {"kind": ""}],
    "questionnaire.changed": [QUESTIONS],
    "questionnaire.published": [QUESTIONS],
    "questionnaire.discarded": [QUESTIONS],
    "survey_rules.changed": [
        {"kind": "", "changed": {}},
        {
            "kind": "return",
            "changed": {
                "delay": ["P0DT02H00M00S", "P1DT00H00M00S"],
                "remind_after": ["P4DT00H00M00S", None],
                "asked_from": ["09:00:00", "10:00:00"],
                "share": [100, 50],
                "is_phoned": [False, True],
            },
        },
    ],
    "survey_rules.removed": [{"kind": "return"}],
    "person.away": [
        {"starts_at": "2026-12-24T08:00:00+00:00", "ends_at": ends_at}
        for ends_at in (None, "2026-12-27T08:00:00+00:00")
    ],
    "person.back": [{}],
    "person.not_away": [{}],
    "record.forgotten": [{"through": 3, "because": "She asked for it."}],
}

# What some are written with besides, and can be erased: of a list each one in turn.
WORDS: dict[str, list[dict[str, object]]] = {
    "notice.placed": [{"text": "Shouts at the desk."}],
    "notice.lifted": [{"text": "Shouts at the desk."}],
    "attachment.added": [{"names": ["receipt.jpg"]}],
    "ticket.reopened": [{"reason": "Cold again."}],
    "ticket.kind_changed": [{"before": "Receipt: A-1007"}],
    "ticket.details_corrected": [{"before": "Receipt: A-1007"}],
    "exception.asked": [{"reason": "She was in hospital."}],
    "exception.answered": [{}, {"text": "As a courtesy."}],
    "options.explained": [{"added": "A voucher", "chosen": "A voucher"}],
    "escalation.asked": [{"reason": "May I?"}],
    "escalation.answered": [{}, {"text": "Yes."}],
    "followup.promised": [{"text": "When the water is hot again"}],
    "followup.done": [{"text": "When the water is hot"}, {"text": "When?", "told": "At eight."}],
    "followup.put_off": [{"text": "When?", "reason": "The plumber is ill."}],
    "followup.handed_on": [{"text": "When the water is hot again"}],
    "followup.called_off": [{"text": "When?", "reason": "She left."}],
    "followup.late": [{"text": "When the water is hot again"}],
    "ticket.prioritised": [{"reason": "She is in tears."}],
    "customer.changed": [{"name": ["Jana Nováková", "Jana Malá"]}],
    "mystery_visit.planned": [{"visitor": "Rozálie Hostová"}],
    "survey.opted_out": [{}, {"by_name": "Jana Nováková"}],
    "survey.answered": [{}, {"by_name": "Jana Nováková"}],
    "survey.corrected": [{}, {"by_name": "Jana Nováková"}],
    "survey.reviewed": [{"what_was_done": "Rang her."}],
    "survey.called": [{}, {"note": "Her son answered."}],
}


def verbs_written() -> Iterator[str]:
    """Every text that looks like a verb, in the modules of the product that write the record."""
    for app in APPS:
        for path in (CHECKOUT / app).rglob("*.py"):
            source = path.read_text()
            if "tests" not in path.parts and (
                re.search(r"record\.write\(|Saying\(", source) or path == RECORD
            ):
                yield from re.findall(r'"([a-z]+(?:_[a-z]+)*\.[a-z_]+)"', source)


def test_every_verb_has_a_sentence_and_every_sentence_a_verb() -> None:
    assert set(verbs_written()) == set(SENTENCES) == set(DETAILS)


def written(verb: str, details: dict[str, object], words: dict[str, object]) -> Entry:
    entry = Entry(verb=verb, by_id=1, details=details, sealed="a seal" if words else "")
    if words:
        Words(entry=entry, said=words)
    return entry


def erased(verb: str, details: dict[str, object]) -> Entry:
    return Entry(verb=verb, by_id=1, details=details, sealed="a seal")


@pytest.mark.parametrize("verb", DETAILS)
def test_it_reads_as_a_sentence(verb: str) -> None:
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            for details in DETAILS[verb]:
                entries = [written(verb, details, words) for words in WORDS.get(verb, [{}])]
                if verb in WORDS:
                    entries.append(erased(verb, details))
                for said in map(say, entries):
                    assert said == said.strip(" :")
                    assert said
                    assert "%(" not in said
                    assert verb not in said


@pytest.mark.parametrize("verb", WORDS)
def test_words_are_said_until_they_are_erased(verb: str) -> None:
    for details in DETAILS[verb]:
        for words in WORDS[verb]:
            before, after = say(written(verb, details, words)), say(erased(verb, details))
            told = [word for word in words.values() if isinstance(word, str) and word in before]
            assert not any(word in after for word in told)
            assert "(erased)" in after or not told
