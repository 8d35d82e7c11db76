from surveys.models.invitation import Invitation
from surveys.models.response import Response
from surveys.models.review import Review
from surveys.models.survey_rules import SurveyRules

__all__ = ["Invitation", "Response", "Review", "SurveyRules"]
