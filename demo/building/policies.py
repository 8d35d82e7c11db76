"""The house puts its promises into writing, and its words on the shelf."""

from datetime import date, datetime, timedelta
from functools import partial

from demo.building.house import House
from demo.building.timeline import Timeline
from demo.canned_replies import REPLIES, Reply
from demo.policies import ARTICLES, RETURN_WINDOW, ROOM_CHANGE, Article, Texts
from helpdesk.policies.domain.canned_reply import save_reply
from helpdesk.policies.domain.draft import save_draft, start_draft
from helpdesk.policies.domain.policy import add_policy
from helpdesk.policies.domain.publication import publish
from helpdesk.policies.domain.suggestion import settle, suggest
from helpdesk.policies.domain.vote import vote
from helpdesk.policies.enums import SuggestionOutcome
from helpdesk.policies.models import CannedReply, Policy, PolicyVersion
from helpdesk.staff.models import User

# What holds when the house opens has held for some time already.
_HELD_BEFORE = timedelta(days=400)
# The shop changed its mind later, and said so a week before.
_CHANGED_AGO = timedelta(days=60)
_NOTICE = timedelta(days=7)


def write_policies(house: House, *, timeline: Timeline, now: datetime) -> None:
    """Put the writing of every policy and reply on the timeline, and what colleagues said about some."""
    opened = timeline.now
    for place, article in enumerate(ARTICLES):
        at = opened + timedelta(minutes=7 * (place + 1))
        timeline.at(at, partial(_write, article, house, at=at))
        if article.before:
            changed = now - _CHANGED_AGO - _NOTICE
            timeline.at(changed, partial(_rewrite, article, house, at=changed))
    for place, reply in enumerate(REPLIES):
        timeline.at(opened + timedelta(hours=3, minutes=4 * place), partial(_keep, reply, house))
    asked = now - timedelta(days=40)
    timeline.at(asked, partial(_suggest_and_settle, house, at=asked))
    lately = now - timedelta(hours=5)
    timeline.at(lately, partial(_say_what_one_thinks, house, at=lately))


def _person(house: House, login: str) -> User:
    return house.staff[f"{login}@courtesy.example"]


def _write(article: Article, house: House, *, at: datetime) -> None:
    by = _person(house, article.written_by)
    texts = article.before or article.texts
    policy = Policy(name=article.name, kinds=list(article.kinds))
    first = PolicyVersion(language="en", valid_from=(at - _HELD_BEFORE).date())
    first.title, first.body = texts["en"]
    add_policy(policy, sites=[house.sites[site] for site in article.sites], draft=first, by=by)
    publish(first, by=by, now=at)
    _publish_in(policy, texts, by=by, at=at, first_day=first.valid_from, languages=("cs", "pl"))


def _rewrite(article: Article, house: House, *, at: datetime) -> None:
    policy = Policy.objects.get(name=article.name)
    day = (at + _NOTICE).date()
    by = _person(house, article.written_by)
    _publish_in(policy, article.texts, by=by, at=at, first_day=day, languages=("en", "cs", "pl"))


def _publish_in(
    policy: Policy, texts: Texts, *, by: User, at: datetime, first_day: date, languages: tuple[str, ...]
) -> None:
    said = {str(language): text for language, text in texts.items()}
    for language in languages:
        draft = start_draft(policy, language=language, by=by, now=at)
        draft.title, draft.body = said[language]
        draft.valid_from = first_day
        publish(save_draft(draft, edition=draft.edition, by=by), by=by, now=at)


def _keep(reply: Reply, house: House) -> None:
    team = house.teams[reply.team] if reply.team else None
    owner = _person(house, reply.owner) if reply.owner else None
    by = owner or next(person for person in house.staff.values() if team and team.pk in person.team_ids)
    row = CannedReply(name=reply.name, shortcut=reply.shortcut, team=team, owner=owner)
    save_reply(row, texts={str(language): text for language, text in reply.texts.items()}, by=by)


def _in_force(article: Article, language: str, *, at: datetime) -> PolicyVersion:
    versions = PolicyVersion.objects.applying_on(at.date()).select_related("policy", "published_by")
    return versions.get(policy__name=article.name, language=language)


def _suggest_and_settle(house: House, *, at: datetime) -> None:
    zofia, marek = _person(house, "zofia"), _person(house, "marek")
    version = _in_force(RETURN_WINDOW, "pl", at=at)
    made = suggest(
        version, text="Klienci pytają o prezenty bez paragonu. Dopiszmy, co wtedy.", by=zofia, now=at
    )
    answer = "Bez paragonu wystarczy karta lub numer zamówienia, to już tam jest."
    settle(made, outcome=SuggestionOutcome.DECLINED, answer=answer, by=marek, now=at + timedelta(hours=2))


def _say_what_one_thinks(house: House, *, at: datetime) -> None:
    alena = _person(house, "alena")
    version = _in_force(ROOM_CHANGE, "en", at=at)
    vote(version, useful=True, by=alena, now=at)
    vote(version, useful=True, by=_person(house, "tereza.mala"), now=at)
    text = "Say what to do with a guest who comes back from dinner and finds the new room taken."
    suggest(version, text=text, by=alena, now=at)
