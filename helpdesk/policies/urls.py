from django.urls import path

from helpdesk.policies.views import beside, canned, opinions, policies, publication, writing

app_name = "policies"

urlpatterns = [
    path("policies/", policies.policy_list, name="list"),
    path("policies/new/", writing.new_policy, name="new"),
    path("policies/beside/", beside.beside, name="beside"),
    path("policies/suggestions/", opinions.suggestion_list, name="suggestions"),
    path("policies/suggestions/<int:pk>/settling/", opinions.settling, name="settling"),
    path("policies/<int:pk>/", policies.policy, name="policy"),
    path("policies/<int:pk>/editing/", writing.edit_policy, name="edit"),
    path("policies/<int:pk>/drafts/", writing.new_draft, name="new_draft"),
    path("policies/versions/<int:pk>/", policies.version, name="version"),
    path("policies/versions/<int:pk>/draft/", writing.edit_draft, name="draft"),
    path("policies/versions/<int:pk>/publication/", publication.publication, name="publication"),
    path("policies/versions/<int:pk>/ending/", publication.ending, name="ending"),
    path("policies/versions/<int:pk>/discarding/", publication.discarding, name="discarding"),
    path("policies/versions/<int:pk>/useful/", opinions.useful, name="useful"),
    path("policies/versions/<int:pk>/suggestions/", opinions.suggestion, name="suggest"),
    path("canned-replies/", canned.reply_list, name="canned"),
    path("canned-replies/new/", canned.new_reply, name="canned_new"),
    path("canned-replies/<int:pk>/editing/", canned.edit_reply, name="canned_edit"),
    path("canned-replies/<int:pk>/deletion/", canned.deletion, name="canned_deletion"),
]
