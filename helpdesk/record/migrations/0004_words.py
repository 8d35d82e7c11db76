import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models

# What is forgotten goes through helpdesk.record.writing.forget, which says so in its transaction. Emptying the
# table is allowed only together with the entries, as when a demo is built anew.
FORBID = """
CREATE FUNCTION record_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('record.forgetting', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'The words of entry % stay as they are; only forgetting takes them away.', OLD.entry_id
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER record_words_stay BEFORE UPDATE OR DELETE ON record_words
    FOR EACH ROW EXECUTE FUNCTION record_words_stay();

CREATE FUNCTION record_stays_with_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM record_entry) THEN
        RAISE EXCEPTION 'What belongs to the entries stays as long as they do.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER record_words_stay_with_entries AFTER TRUNCATE ON record_words
    FOR EACH STATEMENT EXECUTE FUNCTION record_stays_with_entries();
CREATE TRIGGER record_chainend_stays_with_entries AFTER TRUNCATE ON record_chainend
    FOR EACH STATEMENT EXECUTE FUNCTION record_stays_with_entries();

CREATE FUNCTION record_chain_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.subject_type, NEW.subject_id) <> (OLD.subject_type, OLD.subject_id)
            OR NEW.sequence < OLD.sequence OR (NEW.sequence = OLD.sequence AND NEW.digest <> OLD.digest) THEN
        RAISE EXCEPTION 'The chain of % % only grows.', OLD.subject_type, OLD.subject_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER record_chain_grows BEFORE UPDATE OR DELETE ON record_chainend
    FOR EACH ROW EXECUTE FUNCTION record_chain_grows();
"""

ALLOW = """
DROP TRIGGER record_chain_grows ON record_chainend;
DROP FUNCTION record_chain_grows();
DROP TRIGGER record_chainend_stays_with_entries ON record_chainend;
DROP TRIGGER record_words_stay_with_entries ON record_words;
DROP FUNCTION record_stays_with_entries();
DROP TRIGGER record_words_stay ON record_words;
DROP FUNCTION record_words_stay();
"""


class Migration(migrations.Migration):
    """Words beside the entries, which can be erased, and how far each chain goes."""

    dependencies = [("record", "0003_entries_are_final")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="sealed",
            field=models.CharField(default="", max_length=64, verbose_name="seal"),
        ),
        migrations.CreateModel(
            name="Words",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="record.entry",
                        verbose_name="record entry",
                    ),
                ),
                ("salt", models.CharField(max_length=32, verbose_name="salt")),
                (
                    "said",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="words"
                    ),
                ),
            ],
            options={
                "verbose_name": "words of a record entry",
                "verbose_name_plural": "words of record entries",
            },
        ),
        migrations.CreateModel(
            name="ChainEnd",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject_type",
                        "subject_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject_type", models.CharField(max_length=60, verbose_name="kind of thing")),
                ("subject_id", models.BigIntegerField(verbose_name="number of the thing")),
                ("sequence", models.PositiveIntegerField(verbose_name="position of the last entry")),
                ("digest", models.CharField(max_length=64, verbose_name="digest of the last entry")),
            ],
            options={
                "verbose_name": "end of a chain",
                "verbose_name_plural": "ends of chains",
            },
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
