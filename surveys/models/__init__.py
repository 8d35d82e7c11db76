from surveys.models.asking import Asking
from surveys.models.invitation import Invitation
from surveys.models.kept_apart import KeptApart, Leaving
from surveys.models.opt_out import OptOut
from surveys.models.response import Response
from surveys.models.review import Review
from surveys.models.survey_rules import SurveyRules

__all__ = ["Asking", "Invitation", "KeptApart", "Leaving", "OptOut", "Response", "Review", "SurveyRules"]
