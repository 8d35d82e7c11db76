from datetime import timedelta

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, Q


def keep_promises(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was promised for a kind becomes a policy for that kind, counted round the clock as before."""
    policies = apps.get_model("tickets", "SlaPolicy")
    targets = apps.get_model("tickets", "SlaTarget")
    reminders = apps.get_model("tickets", "SlaReminder")
    for position, policy in enumerate(policies.objects.order_by("kind"), start=1):
        policy.name = policy.kind.replace("_", " ").capitalize()
        policy.kinds, policy.position = [policy.kind], position
        policy.save()
        for target, within in (("first_response", policy.first_response), ("resolution", policy.resolution)):
            promise = targets.objects.create(
                policy=policy, target=target, within=within, round_the_clock=True
            )
            told = {"target": promise, "listeners": ["assignee", "supervisors"]}
            # It came at half time at the earliest.
            before = min(policy.remind_before, within / 2)
            reminders.objects.create(point="before", time=before, **told)
            reminders.objects.create(point="after", time=timedelta(0), **told)


def let_clocks_run_on(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Clocks ran round the clock, with one reminder; those that run go on like that."""
    clocks = apps.get_model("tickets", "Clock").objects
    clocks.update(
        counting_since=F("started_at"),
        within=F("due_at") - F("started_at"),
        took=F("met_at") - F("started_at"),
        round_the_clock=True,
    )
    clocks.exclude(reminded_at=None).update(told_until=F("remind_at") - F("started_at"))
    clocks.exclude(breached_at=None).update(told_until=F("within"))


class Migration(migrations.Migration):
    dependencies = [("staff", "0003_answers_to"), ("tickets", "0016_opening_hours")]

    operations = [
        migrations.AlterModelOptions(
            name="slapolicy",
            options={
                "ordering": ["position", "id"],
                "verbose_name": "SLA policy",
                "verbose_name_plural": "SLA policies",
            },
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="name",
            field=models.CharField(default="", max_length=80, verbose_name="name"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="position",
            field=models.PositiveIntegerField(
                default=0, help_text="The lowest is asked first.", verbose_name="order"
            ),
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="is_on",
            field=models.BooleanField(default=True, verbose_name="in force"),
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="site",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="staff.site",
                verbose_name="site",
            ),
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="staff.team",
                verbose_name="team",
            ),
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="kinds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=30),
                blank=True,
                default=list,
                size=None,
                verbose_name="kinds",
            ),
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="channels",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20),
                blank=True,
                default=list,
                size=None,
                verbose_name="channels",
            ),
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="priorities",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(
                    choices=[(1, "Low"), (2, "Normal"), (3, "High"), (4, "Urgent")]
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="priorities",
            ),
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="is_vip",
            field=models.BooleanField(blank=True, null=True, verbose_name="customer is a VIP"),
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="customer_waits",
            field=models.BooleanField(blank=True, null=True, verbose_name="customer waits for a word"),
        ),
        migrations.AddField(
            model_name="slapolicy",
            name="pauses_in",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("pending", "waiting for the customer"),
                        ("on_hold", "waiting for a third party"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="clocks stand still while",
            ),
        ),
        migrations.CreateModel(
            name="SlaTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("first_response", "First response"),
                            ("next_response", "Next response"),
                            ("resolution", "Resolution"),
                        ],
                        max_length=20,
                        verbose_name="target",
                    ),
                ),
                (
                    "within",
                    models.DurationField(
                        validators=[django.core.validators.MinValueValidator(timedelta(minutes=1))],
                        verbose_name="within",
                    ),
                ),
                ("round_the_clock", models.BooleanField(default=False, verbose_name="round the clock")),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="tickets.slapolicy",
                    ),
                ),
            ],
            options={
                "verbose_name": "SLA target",
                "verbose_name_plural": "SLA targets",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("policy", "target"), name="one_sla_target_of_a_sort"),
                    models.CheckConstraint(
                        condition=Q(("within__gt", timedelta(0))), name="sla_target_takes_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SlaReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "point",
                    models.CharField(
                        choices=[
                            ("share", "at a share of the time"),
                            ("before", "before it is due"),
                            ("after", "after it was due"),
                        ],
                        max_length=10,
                        verbose_name="when",
                    ),
                ),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ],
                        verbose_name="per cent",
                    ),
                ),
                ("time", models.DurationField(blank=True, null=True, verbose_name="time")),
                (
                    "listeners",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("assignee", "the assignee"),
                                ("team", "the team"),
                                ("supervisors", "the supervisors of the site"),
                                ("above", "whom these supervisors answer to"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="tells",
                    ),
                ),
                ("by_email", models.BooleanField(default=True, verbose_name="by e-mail, too")),
                ("escalates", models.BooleanField(default=False, verbose_name="asks a supervisor")),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="tickets.slatarget",
                    ),
                ),
            ],
            options={
                "verbose_name": "SLA reminder",
                "verbose_name_plural": "SLA reminders",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("percent__range", (1, 99)), ("point", "share"), ("time", None))
                        | Q(("percent", None), ("point", "before"), ("time__gt", timedelta(0)))
                        | Q(("percent", None), ("point", "after"), ("time__gte", timedelta(0))),
                        name="sla_reminder_has_its_moment",
                    ),
                ],
            },
        ),
        migrations.RunPython(keep_promises, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="slapolicy", name="kind"),
        migrations.RemoveField(model_name="slapolicy", name="first_response"),
        migrations.RemoveField(model_name="slapolicy", name="resolution"),
        migrations.RemoveField(model_name="slapolicy", name="remind_before"),
        migrations.CreateModel(
            name="FormerHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
                ("hours", models.JSONField(null=True)),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_hours",
                        to="staff.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "former opening hours",
                "verbose_name_plural": "former opening hours",
                "ordering": ["until", "id"],
                "indexes": [models.Index(fields=["site", "until"], name="former_hours_of_site")],
            },
        ),
        migrations.CreateModel(
            name="Recount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("calendar", "opening hours"),
                            ("policies", "SLA policies"),
                            ("customer", "the customer"),
                        ],
                        max_length=10,
                        verbose_name="cause",
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
                ("after", models.BigIntegerField(default=0, editable=False)),
                ("looked_at", models.PositiveIntegerField(default=0, verbose_name="tickets looked at")),
                ("moved", models.PositiveIntegerField(default=0, verbose_name="due times moved")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="customers.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "recount",
                "verbose_name_plural": "recounts",
                "indexes": [
                    models.Index(condition=Q(("done_at", None)), fields=["id"], name="recount_to_do")
                ],
            },
        ),
        migrations.AddField(
            model_name="clock",
            name="policy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="tickets.slapolicy",
                verbose_name="SLA policy",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="within",
            field=models.DurationField(default=timedelta(0), verbose_name="within"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="clock",
            name="round_the_clock",
            field=models.BooleanField(default=False, verbose_name="round the clock"),
        ),
        migrations.AddField(
            model_name="clock",
            name="is_promised",
            field=models.BooleanField(default=False, verbose_name="promised to the customer"),
        ),
        migrations.AddField(
            model_name="clock",
            name="counting_since",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="clock",
            name="used",
            field=models.DurationField(default=timedelta(0), editable=False),
        ),
        migrations.AddField(
            model_name="clock",
            name="paused_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="stands still since"),
        ),
        migrations.AddField(
            model_name="clock",
            name="took",
            field=models.DurationField(blank=True, null=True, verbose_name="took"),
        ),
        migrations.AddField(
            model_name="clock",
            name="told_until",
            field=models.DurationField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="clock",
            name="target",
            field=models.CharField(
                choices=[
                    ("first_response", "First response"),
                    ("next_response", "Next response"),
                    ("resolution", "Resolution"),
                ],
                max_length=20,
                verbose_name="target",
            ),
        ),
        migrations.RunPython(let_clocks_run_on, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="clock", name="remind_at"),
        migrations.RemoveField(model_name="clock", name="reminded_at"),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                fields=["due_at"],
                include=("ticket", "target", "policy", "within", "took", "met_at", "paused_at"),
                name="clock_due",
            ),
        ),
        migrations.CreateModel(
            name="ClockPause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("pending", "waiting for the customer"),
                            ("on_hold", "waiting for a third party"),
                        ],
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
                ("from_at", models.DateTimeField(verbose_name="from")),
                ("until_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="tickets.clock",
                    ),
                ),
            ],
            options={
                "verbose_name": "pause",
                "verbose_name_plural": "pauses",
                "ordering": ["from_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("until_at", None)), fields=("clock",), name="one_pause_at_a_time"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="escalation",
            name="target",
            field=models.CharField(
                blank=True,
                choices=[
                    ("first_response", "First response"),
                    ("next_response", "Next response"),
                    ("resolution", "Resolution"),
                ],
                default="",
                max_length=20,
                verbose_name="target",
            ),
        ),
        migrations.AlterField(
            model_name="escalation",
            name="reason",
            field=models.TextField(blank=True, verbose_name="reason"),
        ),
        migrations.AlterField(
            model_name="escalation",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="asked by",
            ),
        ),
    ]
