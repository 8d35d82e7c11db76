from surveys.models.asking import Asking
from surveys.models.checklist import Checklist, ChecklistVersion
from surveys.models.counter import Counter, CounterAnswer
from surveys.models.invitation import Invitation
from surveys.models.kept_apart import KeptApart, Leaving
from surveys.models.mystery_visit import MysteryVisit, VisitPhoto
from surveys.models.opt_out import OptOut
from surveys.models.phone_survey import CallAttempt, PhoneSurvey
from surveys.models.questionnaire import Question, Questionnaire
from surveys.models.response import Response
from surveys.models.review import Review
from surveys.models.survey_rules import SurveyRules

__all__ = [
    "Asking",
    "CallAttempt",
    "Checklist",
    "ChecklistVersion",
    "Counter",
    "CounterAnswer",
    "Invitation",
    "KeptApart",
    "Leaving",
    "MysteryVisit",
    "OptOut",
    "PhoneSurvey",
    "Question",
    "Questionnaire",
    "Response",
    "Review",
    "SurveyRules",
    "VisitPhoto",
]
