from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.enums import Role
from helpdesk.staff.models.site import Site


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> UserQuerySet:
        return self.filter(is_active=True)

    def working_at(self, site_id: int) -> UserQuerySet:
        """Everybody with a team at the site, each once."""
        return self.filter(
            models.Exists(
                self.model.teams.through.objects.filter(user=models.OuterRef("pk"), team__site=site_id)
            )
        )

    def visible_to(self, user: User) -> UserQuerySet:
        """Colleagues: people who share a site with the person, and the person."""
        if user.sees_every_site:
            return self
        shares_a_site = self.model.teams.through.objects.filter(
            user=models.OuterRef("pk"), team__site__in=user.site_ids
        )
        return self.filter(models.Q(pk=user.pk) | models.Exists(shares_a_site))

    def who_supervise(self, site_id: int) -> UserQuerySet:
        """The supervisors of a site, who are told of escalations and broken promises."""
        return self.active().working_at(site_id).filter(role=Role.SUPERVISOR)

    def who_can_work(self) -> UserQuerySet:
        """People a ticket can be given to: everyone but auditors."""
        return self.active().exclude(role=Role.AUDITOR)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # a base made at run time
    def create_user(self, email: str, *, password: str | None = None, **fields: Any) -> User:
        """A new account. Without a password nobody can sign in to it until one is set."""
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, *, password: str | None = None, **fields: Any) -> User:
        """An administrator, for ``manage.py createsuperuser``."""
        return self.create_user(email, password=password, role=Role.ADMINISTRATOR, **fields)

    def get_by_natural_key(self, email: str | None) -> User:
        user: User = self.get(email__iexact=email)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person who works here. Signs in by e-mail."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.ASSOCIATE)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    # Whom they answer to: told by clocks that nobody listened to. Nobody: the administrators.
    answers_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answers to"),
    )

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The role decides who opens the administration: administrators, and nobody else."""
        self.is_staff = self.is_superuser = self.role == Role.ADMINISTRATOR
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        """Up to two letters for the round badge: first and last word of the name."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def sees_every_site(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def can_work(self) -> bool:
        """Whether the person may change anything at all; an auditor only reads."""
        return self.role != Role.AUDITOR

    @property
    def can_supervise(self) -> bool:
        return self.role in (Role.SUPERVISOR, Role.ADMINISTRATOR)

    @property
    def can_oversee(self) -> bool:
        """Whether the person may read how colleagues were found to work: everyone but associates."""
        return self.role != Role.ASSOCIATE

    @cached_property
    def sites(self) -> list[Site]:
        """The sites of the person's teams, all for an administrator, by name. One query per request."""
        sites = (
            Site.objects.all()
            if self.sees_every_site
            else Site.objects.filter(teams__members=self).distinct()
        )
        return list(sites)

    @property
    def site_ids(self) -> list[int]:
        return [site.pk for site in self.sites]

    @cached_property
    def team_ids(self) -> list[int]:
        return list(self.teams.through.objects.filter(user=self.pk).values_list("team", flat=True))
