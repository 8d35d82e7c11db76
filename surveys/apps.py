from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from customers.domain import keepers
        from helpdesk.notifications import kinds as news_kinds
        from helpdesk.record.sentences import register
        from surveys.domain.keeper import SurveyKeeper
        from surveys.news_kinds import SURVEY_NEWS
        from surveys.sentences import SURVEY_SENTENCES

        register(SURVEY_SENTENCES)
        keepers.register(SurveyKeeper())
        news_kinds.register(*SURVEY_NEWS)
