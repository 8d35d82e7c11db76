from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from customers.domain import keepers
        from helpdesk.notifications import kinds as news_kinds
        from helpdesk.notifications import subjects as news_subjects
        from helpdesk.record.sentences import REASONS, register
        from surveys.domain.keeper import SurveyKeeper
        from surveys.domain.mystery_visit import visits_seen
        from surveys.news_kinds import SURVEY_NEWS
        from surveys.sentences import SURVEY_SENTENCES
        from surveys.visit_sentences import VISIT_REASONS, VISIT_SENTENCES

        register(SURVEY_SENTENCES)
        register(VISIT_SENTENCES)
        REASONS.update(VISIT_REASONS)
        keepers.register(SurveyKeeper())
        news_kinds.register(*SURVEY_NEWS)
        news_subjects.register("visit", visits_seen)
