"""Who may open what: one row for every address of the product.

The columns are: signed out, Alena (associate), Ivan (supervisor), Petra (administrator), Jan (auditor), and
Zofia, who works at another site. What one may not see does not exist: 404. Signed out one is sent to sign in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from helpdesk.staff.models import User
from tests.pages import Answer, signed_in

COLUMNS = ("signed out", "associate", "supervisor", "administrator", "auditor", "stranger")


@dataclass(frozen=True)
class Row:
    """Expected statuses in the order of ``COLUMNS``; ``sent`` is the form that is posted."""

    get: str
    post: str
    of: str = ""
    sent: dict[str, str] = field(default_factory=dict)


READ_ONLY = "302 405 405 405 405 405"
ONLY_POST = "302 405 405 405 405 405"
OURS = "302 200 200 200 200 404"
WORKERS = "302 200 200 200 404 404"
WORKERS_DO = "302 302 302 302 404 404"
SUPERVISORS = "302 404 200 200 404 404"
SUPERVISORS_DO = "302 404 302 302 404 404"
SUPERVISORS_POST = "302 404 405 405 404 404"
# Auditors, too.
OVERSEERS = "302 404 200 200 200 404"
OVERSEERS_READ = "302 404 405 405 405 404"
EVERYBODY = "302 200 200 200 200 200"
NOBODY = "404 404 404 404 404 404"

ADMINISTRATORS = "302 404 404 200 404 404"
ADMINISTRATORS_DO = "302 404 404 302 404 404"
ADMINISTRATORS_POST = "302 404 404 405 404 404"

OPEN_ALL_DAY = {"day_0": "00:00–24:00", "special-TOTAL_FORMS": "0", "special-INITIAL_FORMS": "0"}

TABLE: dict[str, Row] = {
    # tickets
    "tickets:queue": Row(EVERYBODY, READ_ONLY),
    "tickets:search": Row(EVERYBODY, READ_ONLY),
    "tickets:filters": Row(EVERYBODY, READ_ONLY),
    "tickets:columns": Row(EVERYBODY, "302 302 302 302 302 302", sent={"columns": "due"}),
    "tickets:opening": Row(READ_ONLY, "302 302 302 302 302 302", sent={"view": "mine"}),
    "tickets:saved_views": Row(EVERYBODY, READ_ONLY),
    "tickets:new_saved_view": Row(EVERYBODY, "302 302 302 302 302 302", sent={"name": "Noise"}),
    # Alena made it, for the front desk: only she and the supervisor of that team change it.
    "tickets:saved_view": Row(
        "302 200 200 404 404 404", "302 302 302 404 404 404", of="view", sent={"name": "Noise"}
    ),
    "tickets:saved_view_place": Row(
        "302 405 405 405 405 405", "302 302 302 404 404 404", of="view", sent={"to": "up"}
    ),
    "tickets:saved_view_removal": Row("302 405 405 405 405 405", "302 302 302 404 404 404", of="view"),
    "tickets:calendars": Row("302 404 302 200 404 404", SUPERVISORS_POST),
    "tickets:calendar": Row(SUPERVISORS, SUPERVISORS_DO, of="site", sent=OPEN_ALL_DAY),
    # SLA policies: supervisors read them, administrators change them; this one is about the hotel
    "tickets:sla_policies": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "tickets:new_sla_policy": Row(ADMINISTRATORS, "302 404 404 422 404 404"),
    "tickets:sla_policy": Row(
        SUPERVISORS,
        ADMINISTRATORS_DO,
        of="sla_policy",
        sent={"name": "Guests", "resolution-within": "4 h"},
    ),
    "tickets:sla_policy_place": Row(
        ADMINISTRATORS_POST, ADMINISTRATORS_DO, of="sla_policy", sent={"to": "up"}
    ),
    "tickets:sla_policy_switching": Row(
        ADMINISTRATORS_POST, ADMINISTRATORS_DO, of="sla_policy", sent={"to": "off"}
    ),
    "tickets:supervisor": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "surveys:figures": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "surveys:figures_csv": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "surveys:figures_xlsx": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "surveys:figures_answers": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "surveys:figures_asked": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "surveys:comparison": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "surveys:words": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "tickets:attainment": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "tickets:attainment_csv": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "tickets:attainment_clocks": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "tickets:new": Row("302 200 200 200 404 200", "302 422 422 422 404 422"),
    "tickets:preview": Row("302 405 405 405 404 405", "302 200 200 200 404 200"),
    "tickets:customers": Row("302 200 200 200 404 200", "302 405 405 405 404 405"),
    "tickets:detail": Row(OURS, READ_ONLY, of="ticket"),
    "tickets:addition": Row(ONLY_POST, WORKERS_DO, of="ticket", sent={"what_happened": "Cold again."}),
    "tickets:customer": Row(WORKERS, WORKERS_DO, of="ticket", sent={"walk_in": "on"}),
    "tickets:case_file": Row(OURS, READ_ONLY, of="ticket"),
    "tickets:record": Row(OURS, READ_ONLY, of="ticket"),
    "tickets:earlier": Row(OURS, READ_ONLY, of="said"),
    "tickets:message_at": Row("302 302 302 302 302 404", READ_ONLY, of="said"),
    "tickets:undo": Row(ONLY_POST, "302 302 404 404 404 404", of="said"),
    "tickets:colleagues": Row(WORKERS, READ_ONLY, of="ticket"),
    "tickets:options": Row(WORKERS, WORKERS_DO, of="ticket", sent={"added": "A voucher", "chosen": "0"}),
    "tickets:exception": Row(SUPERVISORS, SUPERVISORS_DO, of="exception", sent={"approved": "yes"}),
    "tickets:canned_replies": Row(WORKERS, "302 405 405 405 405 405", of="ticket"),
    "tickets:beside": Row(OURS, READ_ONLY, of="ticket"),
    "tickets:attachment": Row(OURS, READ_ONLY, of="attachment"),
    "tickets:thumbnail": Row(OURS, READ_ONLY, of="attachment"),
    "tickets:message": Row(ONLY_POST, WORKERS_DO, of="ticket", sent={"type": "note", "body": "Hm."}),
    "tickets:status": Row(ONLY_POST, WORKERS_DO, of="ticket", sent={"status": "on_hold"}),
    "tickets:taking": Row(ONLY_POST, WORKERS_DO, of="ticket"),
    "tickets:assignment": Row(
        WORKERS, WORKERS_DO, of="ticket", sent={"team": "{team}", "assignee": "{karel}"}
    ),
    "tickets:resolution": Row(
        WORKERS,
        WORKERS_DO,
        of="ticket",
        sent={"outcome": "as_asked", "closing_reason": "moved", "explanation": "Moved to 305."},
    ),
    "tickets:kind": Row(
        WORKERS,
        WORKERS_DO,
        of="ticket",
        sent={"kind": "suggestion", "details-concerns": "rooms"},
    ),
    "tickets:reopening": Row(WORKERS, WORKERS_DO, of="resolved", sent={"reason": "Cold again."}),
    "tickets:escalation": Row(WORKERS, WORKERS_DO, of="ticket", sent={"reason": "A free night?"}),
    "tickets:next": Row("302 405 405 405 404 405", "302 302 302 302 404 302"),
    # Without tickets one is led back to the queue; what somebody does to many is theirs alone to look at.
    "tickets:bulk": Row(
        "302 302 302 302 404 302",
        "302 302 302 302 404 302",
        of="bulk_verb",
        sent={
            "ticket": "{ticket}",
            "assignee": "{karel}",
            "form_key": "0d1f9fd4-4e0a-4b8c-8b51-3d0a4f1d2f10",
        },
    ),
    "tickets:bulk_actions": Row("302 200 200 200 404 200", "302 405 405 405 404 405"),
    "tickets:bulk_action": Row("302 200 404 404 404 404", "302 405 405 405 404 405", of="bulk_action"),
    "tickets:bulk_undoing": Row("302 405 405 405 404 405", "302 302 404 404 404 404", of="bulk_action"),
    "tickets:bulk_stopping": Row("302 405 405 405 404 405", "302 302 404 404 404 404", of="bulk_action"),
    "tickets:links": Row(WORKERS, WORKERS_DO, of="ticket", sent={"type": "related", "other": "{resolved}"}),
    "tickets:unlinking": Row("302 405 405 405 404 405", WORKERS_DO, of="link"),
    "tickets:merge": Row(WORKERS, WORKERS_DO, of="ticket", sent={"number": "{same}"}),
    "tickets:undo_merge": Row("302 405 405 405 404 405", WORKERS_DO, of="merged"),
    "tickets:split": Row(WORKERS, "302 422 422 422 404 404", of="ticket"),
    "tickets:joining": Row(ONLY_POST, WORKERS_DO, of="split_off"),
    "tickets:of_customer": Row(OURS, READ_ONLY, of="customer"),
    "tickets:answer": Row(SUPERVISORS, SUPERVISORS_DO, of="escalation", sent={"answer": "agreed"}),
    # follow-ups and the handover; the promise and the note are the hotel's
    "tickets:follow_ups": Row(
        WORKERS,
        WORKERS_DO,
        of="ticket",
        sent={"text": "Ring her.", "when": "two_hours", "owner": "{karel}", "reminder": "900"},
    ),
    "tickets:follow_up_list": Row(EVERYBODY, READ_ONLY),
    "tickets:late_follow_ups": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "tickets:follow_up_done": Row(
        WORKERS, WORKERS_DO, of="follow_up", sent={"how": "call", "told": "At eight."}
    ),
    "tickets:follow_up_putting_off": Row(
        WORKERS, WORKERS_DO, of="follow_up", sent={"when": "tomorrow", "because": "The plumber is ill."}
    ),
    "tickets:follow_up_owner": Row(WORKERS, WORKERS_DO, of="follow_up", sent={"owner": "{karel}"}),
    "tickets:follow_up_calling_off": Row(WORKERS, WORKERS_DO, of="follow_up", sent={"because": "She left."}),
    "tickets:handover": Row(EVERYBODY, READ_ONLY),
    "tickets:handover_notes": Row(ONLY_POST, "302 302 302 302 404 302", sent={"text": "The lift is out."}),
    "tickets:handover_settling": Row(ONLY_POST, WORKERS_DO, of="handover_note"),
    "tickets:priority": Row(
        WORKERS, WORKERS_DO, of="ticket", sent={"priority": "4", "because": "She is in tears."}
    ),
    "tickets:tags": Row(WORKERS, WORKERS_DO, of="ticket", sent={"tags": "Plumbing", "shown": "[]"}),
    "tickets:watching": Row(ONLY_POST, WORKERS_DO, of="ticket", sent={"watch": "on"}),
    # customers
    "customers:list": Row(EVERYBODY, READ_ONLY),
    "customers:new": Row("302 200 200 200 404 200", "302 422 422 422 404 422"),
    "customers:suggestions": Row(EVERYBODY, READ_ONLY),
    "customers:detail": Row(OURS, READ_ONLY, of="customer"),
    "customers:edit": Row(WORKERS, "302 422 422 422 404 404", of="customer"),
    "customers:chosen": Row(OURS, READ_ONLY, of="customer"),
    "customers:notices": Row(
        OURS, WORKERS_DO, of="customer", sent={"text": "Keep calm.", "until": "{tomorrow}"}
    ),
    "customers:lifting": Row(ONLY_POST, WORKERS_DO, of="notice"),
    "customers:merge": Row(WORKERS, WORKERS_DO, of="customer", sent={"other": "{held}", "keep": "{held}"}),
    "customers:undo_merge": Row(ONLY_POST, WORKERS_DO, of="merge"),
    "customers:export": Row(SUPERVISORS, "302 404 200 200 404 404", of="customer"),
    "customers:erasure": Row(
        SUPERVISORS, SUPERVISORS_DO, of="customer", sent={"because": "asked", "name": "Jana Nováková"}
    ),
    "customers:legal_hold": Row(
        SUPERVISORS, SUPERVISORS_DO, of="customer", sent={"reason": "Their lawyer wrote."}
    ),
    "customers:hold_lifting": Row(
        SUPERVISORS, SUPERVISORS_DO, of="held", sent={"reason": "The court has decided."}
    ),
    "customers:csv": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "customers:imports": Row("302 404 200 200 404 404", "302 404 422 422 404 404"),
    "customers:import": Row(SUPERVISORS, "302 404 405 405 404 404", of="import"),
    "customers:import_reading": Row(
        SUPERVISORS_POST, SUPERVISORS_DO, of="import", sent={"encoding": "utf-8", "delimiter": "tab"}
    ),
    "customers:import_start": Row(SUPERVISORS_POST, SUPERVISORS_DO, of="import", sent={"column-0": "name"}),
    "customers:import_cancellation": Row(SUPERVISORS_POST, SUPERVISORS_DO, of="import"),
    "customers:import_problems": Row(SUPERVISORS, "302 404 405 405 404 404", of="import"),
    # the interface for programs says 403 to whoever has not signed in: a program has no use for a page
    "tickets:api_list": Row("403 200 200 200 200 200", "403 405 405 405 405 405"),
    "tickets:api_detail": Row("403 200 200 200 200 404", "403 405 405 405 405 405", of="ticket"),
    "customers:api_list": Row("403 200 200 200 200 200", "403 405 405 405 405 405"),
    "customers:api_detail": Row("403 200 200 200 200 404", "403 405 405 405 405 405", of="customer"),
    # surveys: the customer's page asks nobody to sign in
    "surveys:answer": Row(
        "200 200 200 200 200 200", "302 302 302 302 302 302", of="token", sent={"score": "1"}
    ),
    "surveys:leaving": Row("405 405 405 405 405 405", "302 302 302 302 302 302", of="token"),
    "surveys:unsubscribe": Row("200 200 200 200 200 200", "200 200 200 200 200 200", of="token"),
    "surveys:opt_out_lifting": Row(ONLY_POST, WORKERS_DO, of="opt_out"),
    "surveys:results": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "surveys:mine": Row("302 200 200 200 404 200", "302 405 405 405 404 405"),
    "surveys:low_scores": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "surveys:kept_apart": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "surveys:verdict": Row(SUPERVISORS_POST, SUPERVISORS_DO, of="kept_apart", sent={"counts": "no"}),
    # Other channels. Alena has taken the call, about a case of another team; so is the sheet.
    "surveys:calls": Row("302 200 200 200 404 200", "302 405 405 405 404 405"),
    "surveys:next_call": Row("302 405 405 405 404 405", "302 302 302 302 404 302"),
    "surveys:call": Row("302 200 302 302 404 404", "302 302 409 409 404 404", of="call", sent={"score": "5"}),
    "surveys:call_outcome": Row(
        "302 405 405 405 404 405", "302 302 409 409 404 404", of="call", sent={"outcome": "nobody"}
    ),
    "surveys:giving_back": Row("302 405 405 405 404 405", WORKERS_DO, of="call"),
    "surveys:sheets": Row("302 200 200 200 404 200", "302 405 405 405 404 405"),
    "surveys:sheet_typing": Row(WORKERS, WORKERS_DO, of="sheet", sent={"score": "4"}),
    "surveys:sheet": Row(WORKERS, "302 405 405 405 404 405", of="resolved"),
    "surveys:counters": Row(SUPERVISORS, "302 404 422 422 404 404"),
    "surveys:counter": Row(SUPERVISORS, "302 404 405 405 404 404", of="counter"),
    "surveys:poster": Row(SUPERVISORS, "302 404 405 405 404 404", of="counter"),
    "surveys:counter_closing": Row(SUPERVISORS_POST, SUPERVISORS_DO, of="counter"),
    "surveys:counter_page": Row(
        "200 200 200 200 200 200", "302 302 302 302 302 302", of="counter_code", sent={"score": "1"}
    ),
    "surveys:of_ticket": Row(OURS, READ_ONLY, of="resolved"),
    "surveys:of_customer": Row(OURS, READ_ONLY, of="customer"),
    # What a site asks, and when: auditors read it.
    "surveys:questionnaires": Row(OVERSEERS, OVERSEERS_READ),
    "surveys:questionnaire": Row(OVERSEERS, "302 404 422 422 404 404", of="questions"),
    "surveys:questionnaire_beginning": Row(SUPERVISORS_POST, SUPERVISORS_DO, of="questions"),
    # Nobody has seen the draft, so nobody may throw it away.
    "surveys:questionnaire_discarding": Row(SUPERVISORS_POST, "302 404 409 409 404 404", of="questions"),
    "surveys:questionnaire_version": Row(OVERSEERS, OVERSEERS_READ, of="questions_version"),
    "surveys:version_preview": Row(OVERSEERS, OVERSEERS_READ, of="questions_version_preview"),
    "surveys:preview": Row(OVERSEERS, "302 404 200 200 404 404", of="questions_preview"),
    "surveys:trial_letter": Row(SUPERVISORS_POST, SUPERVISORS_DO, of="questions", sent={"language": "pl"}),
    "surveys:all_survey_rules": Row(OVERSEERS, OVERSEERS_READ),
    "surveys:survey_rules": Row(OVERSEERS, "302 404 422 422 404 404", of="questions"),
    "surveys:survey_rules_removal": Row(SUPERVISORS_POST, SUPERVISORS_DO, of="questions"),
    "surveys:review": Row(SUPERVISORS, SUPERVISORS_DO, of="response", sent={"what_was_done": "Rang her."}),
    # mystery visits: a secret to associates; auditors read; the visitor's page asks nobody to sign in
    "surveys:visitor": Row(
        "200 200 200 200 200 200",
        "302 302 302 302 302 302",
        of="visit_token",
        sent={"edition": "1", "keep": "all"},
    ),
    "surveys:visitor_photo": Row("200 200 200 200 200 200", "405 405 405 405 405 405", of="visitor_photo"),
    "surveys:mystery_visits": Row(OVERSEERS, OVERSEERS_READ),
    "surveys:new_mystery_visit": Row(SUPERVISORS, "302 404 422 422 404 404"),
    "surveys:mystery_visit": Row(OVERSEERS, OVERSEERS_READ, of="mystery_visit"),
    "surveys:mystery_visit_photo": Row(OVERSEERS, OVERSEERS_READ, of="visit_photo"),
    "surveys:mystery_visit_thumbnail": Row(OVERSEERS, OVERSEERS_READ, of="visit_photo"),
    "surveys:mystery_visit_withdrawal": Row(SUPERVISORS, SUPERVISORS_DO, of="mystery_visit"),
    "surveys:mystery_visit_letter": Row(SUPERVISORS, SUPERVISORS_DO, of="mystery_visit"),
    "surveys:mystery_visit_erasure": Row(SUPERVISORS, SUPERVISORS_DO, of="visit_over"),
    "surveys:checklists": Row(OVERSEERS, OVERSEERS_READ),
    "surveys:new_checklist": Row(SUPERVISORS, "302 404 422 422 404 404"),
    "surveys:checklist": Row(OVERSEERS, OVERSEERS_READ, of="checklist"),
    "surveys:new_checklist_draft": Row(SUPERVISORS_POST, SUPERVISORS_DO, of="checklist"),
    "surveys:checklist_version": Row(OVERSEERS, OVERSEERS_READ, of="checklist_draft"),
    "surveys:checklist_draft": Row(SUPERVISORS, "302 404 422 422 404 404", of="checklist_draft"),
    "surveys:checklist_publication": Row(SUPERVISORS, SUPERVISORS_DO, of="checklist_draft"),
    "surveys:checklist_discarding": Row(SUPERVISORS, SUPERVISORS_DO, of="checklist_draft"),
    # policies: those of the hotel, which Ivan may write too, and a reply of the front desk
    "policies:list": Row(EVERYBODY, READ_ONLY),
    "policies:new": Row(SUPERVISORS, "302 404 422 422 404 404"),
    "policies:beside": Row(EVERYBODY, READ_ONLY),
    "policies:suggestions": Row(SUPERVISORS, "302 404 405 405 404 404"),
    "policies:settling": Row(SUPERVISORS, SUPERVISORS_DO, of="suggestion", sent={"outcome": "done"}),
    "policies:policy": Row(OURS, READ_ONLY, of="policy"),
    "policies:edit": Row(SUPERVISORS, "302 404 422 422 404 404", of="policy"),
    "policies:new_draft": Row(SUPERVISORS, SUPERVISORS_DO, of="policy", sent={"language": "pl"}),
    "policies:version": Row(OURS, READ_ONLY, of="version"),
    "policies:draft": Row(SUPERVISORS, "302 404 422 422 404 404", of="version_draft"),
    "policies:publication": Row(SUPERVISORS, SUPERVISORS_DO, of="version_draft"),
    "policies:ending": Row(SUPERVISORS, SUPERVISORS_DO, of="version", sent={"valid_until": ""}),
    "policies:discarding": Row(SUPERVISORS, SUPERVISORS_DO, of="version_draft"),
    "policies:useful": Row(ONLY_POST, WORKERS_DO, of="version", sent={"useful": "yes"}),
    "policies:suggest": Row(WORKERS, WORKERS_DO, of="version", sent={"text": "What about gifts?"}),
    "policies:canned": Row(EVERYBODY, READ_ONLY),
    "policies:canned_new": Row("302 200 200 200 404 200", "302 422 422 422 404 422"),
    "policies:canned_edit": Row(WORKERS, "302 422 422 422 404 404", of="reply"),
    "policies:canned_deletion": Row(WORKERS, WORKERS_DO, of="reply"),
    # news: one's own only; this one is Alena's
    "live:news": Row(EVERYBODY, READ_ONLY),
    "live:read_all": Row(ONLY_POST, "302 302 302 302 302 302"),
    "live:read_one": Row(ONLY_POST, "302 302 404 404 404 404", of="news"),
    # what reaches a person; the browser is Alena's, and everybody mutes for themselves
    "notifications:settings": Row(EVERYBODY, "302 422 422 422 422 422"),
    "notifications:muting": Row(OURS, "302 302 302 302 302 404", of="subject"),
    "notifications:unmuting": Row(ONLY_POST, "302 302 302 302 302 404", of="subject"),
    "notifications:worker": Row("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "notifications:subscription": Row(
        ONLY_POST, "302 422 422 422 422 422", sent={"endpoint": "https://127.1/"}
    ),
    "notifications:subscription_end": Row(
        ONLY_POST, "302 204 204 204 204 204", sent={"endpoint": "https://push.example/1"}
    ),
    "notifications:browser_removal": Row(ONLY_POST, "302 302 404 404 404 404", of="browser"),
    # drafts: this one is Alena's; what comes with the token of her page is kept for her, whoever sends it
    "drafts:draft": Row(
        "405 405 405 405 405 405",
        "403 204 403 403 403 403",
        of="draft",
        sent={"draft_token": "{draft_token}", "draft_seq": "2"},
    ),
    "drafts:removal": Row(ONLY_POST, "302 302 404 404 404 404", of="draft"),
    # files not attached to anything yet: one's own only; this one is Alena's
    "files:uploads": Row(ONLY_POST, "302 422 422 422 404 422"),
    "files:file": Row("302 200 404 404 404 404", READ_ONLY, of="file"),
    "files:thumbnail": Row("302 200 404 404 404 404", READ_ONLY, of="file"),
    "files:removal": Row(ONLY_POST, "302 204 404 404 404 404", of="file"),
    # the house
    "staff:away": Row(
        "302 200 200 200 404 200",
        "302 302 302 302 404 302",
        sent={"how_long": "back", "who": "{karel}"},
    ),
    "staff:back": Row("302 405 405 405 404 405", "302 404 302 302 404 404", of="absence"),
    "set_language": Row("405 405 405 405 405 405", "302 302 302 302 302 302", sent={"language": "cs"}),
    "api_schema": Row("200 200 200 200 200 200", "405 405 405 405 405 405"),
    # accounts
    "account_login": Row("200 302 302 302 302 302", "200 302 302 302 302 302"),
    "account_logout": Row("302 200 200 200 200 200", "302 302 302 302 302 302"),
    "account_inactive": Row("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "account_signup": Row("200 302 302 302 302 302", "200 302 302 302 302 302"),
    "account_reauthenticate": Row(EVERYBODY, EVERYBODY),
    "account_email": Row(NOBODY, NOBODY),
    "account_email_closed": Row(NOBODY, NOBODY),
    "account_email_verification_sent": Row("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "account_change_password": Row(EVERYBODY, EVERYBODY),
    "account_set_password": Row("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "account_reset_password": Row("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "account_confirm_login_code": Row("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "account_confirm_email": Row("200 200 200 200 200 200", NOBODY, of="key"),
    "account_reset_password_done": Row("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "account_reset_password_from_key": Row("200 200 200 200 200 200", "200 200 200 200 200 200", of="keys"),
    "account_reset_password_from_key_done": Row("200 200 200 200 200 200", "405 405 405 405 405 405"),
    # the administration
    "admin:index": Row("302 302 302 200 302 302", "302 302 302 200 302 302"),
    "admin:login": Row("302 404 404 302 404 404", "302 404 404 302 404 404"),
    "admin_sign_in": Row("302 404 404 302 404 404", "302 404 404 302 404 404"),
    # The rest of the administration, model by model: see below.
    "admin:*": Row("302 302 302 200 302 302", ""),
}


def names(resolver: URLResolver, inside: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*inside, pattern.name or str(pattern.pattern)])
        else:
            yield from names(pattern, (*inside, pattern.namespace) if pattern.namespace else inside)


def address(name: str, row: Row, world: dict[str, Any]) -> str:
    if row.of == "keys":
        return reverse(name, kwargs={"uidb36": "1", "key": "no-such-key"})
    value = world[row.of] if row.of else ()
    return reverse(name, args=value if isinstance(value, tuple) else [value])


def ask(user: User | None, method: str, url: str, sent: dict[str, str]) -> Answer:
    """One request as this person, whose effects are forgotten."""
    client = signed_in(user) if user else Client()
    with transaction.atomic():
        answered = client.get(url) if method == "get" else client.post(url, sent)
        transaction.set_rollback(True)
    return answered
