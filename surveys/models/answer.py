from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.enums import Effort, LowReason, Score, Solved, WellDone

RECOMMEND_MOST = 10


class Answer(models.Model):
    """What a customer has said, whatever became of it. Only the score is always there.

    ``chosen`` has what was chosen in a site's own questions, by the key of the question; ``words`` what was
    written there. Apart, as words about a person are erased and the rest stays.
    """

    score = models.PositiveSmallIntegerField(_("score"), choices=Score)
    because = ArrayField(
        models.CharField(max_length=20, choices=LowReason),
        default=list,
        db_default=[],
        blank=True,
        verbose_name=_("because"),
    )
    solved = models.CharField(_("is it resolved"), max_length=10, choices=Solved, blank=True)
    done_well = models.CharField(_("done well"), max_length=10, choices=WellDone, blank=True, db_default="")
    effort = models.PositiveSmallIntegerField(_("how easy it was"), choices=Effort, null=True, blank=True)
    recommend = models.PositiveSmallIntegerField(
        _("would recommend us"), null=True, blank=True, validators=[MaxValueValidator(RECOMMEND_MOST)]
    )
    comment = models.TextField(_("comment"), blank=True)
    chosen = models.JSONField(_("chosen"), default=dict, db_default={}, blank=True)
    words = models.JSONField(_("written"), default=dict, db_default={}, blank=True)
    # Whoever reads the answer is not told whose it is.
    is_anonymous = models.BooleanField(_("anonymous"), default=False, db_default=False)

    class Meta:
        abstract = True
