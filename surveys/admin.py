from django.contrib import admin

from surveys.models import SurveyRules


@admin.register(SurveyRules)
class SurveyRulesAdmin(admin.ModelAdmin[SurveyRules]):
    list_display = ["site", "delay", "locks_after", "expires_after", "low_score"]
