"""Tags that are drawn once: nobody can tell them from Django's."""

from uuid import UUID

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import override

KEY = UUID("12345678-1234-5678-1234-567812345678")


def drawn(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("tag", "context", "expected"),
    [
        ("{% url 'tickets:queue' %}", {}, "/"),
        ("{% url 'tickets:detail' pk %}", {"pk": 7}, "/tickets/7/"),
        ("{% url 'tickets:detail' pk=pk %}", {"pk": 7}, "/tickets/7/"),
        ("{% url 'tickets:detail' '8' %}", {}, "/tickets/8/"),
        ("{% url 'tickets:detail' pk as place %}<{{ place }}>", {"pk": 9}, "</tickets/9/>"),
        ("{% url 'tickets:undo' pk number %}", {"pk": 1, "number": 2}, "/tickets/1/messages/2/undo/"),
        ("{% url 'tickets:undo' number pk %}", {"pk": 1, "number": 2}, "/tickets/2/messages/1/undo/"),
        ("{% url name pk %}", {"name": "customers:detail", "pk": 3}, "/customers/3/"),
        ("{% url 'drafts:draft' key %}", {"key": KEY}, f"/drafts/{KEY}/"),
        ("{% url 'nothing' as place %}<{{ place }}>", {}, "<>"),
    ],
)
def test_addresses(tag: str, context: dict[str, object], expected: str) -> None:
    assert drawn(tag, **context) == expected
    assert drawn(tag, **context) == expected


def test_an_address_follows_its_number_and_the_request() -> None:
    template = Template("{% url 'tickets:detail' pk %}")
    request = RequestFactory().get("/")
    for pk in (1, 22, 990_000_000_000_001):
        assert template.render(RequestContext(request, {"pk": pk})) == reverse("tickets:detail", args=[pk])


@pytest.mark.parametrize("pk", [-1, True, "x", None, 1.5])
def test_an_address_that_leads_nowhere_is_refused(pk: object) -> None:
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'tickets:detail' pk %}", pk=pk)


def test_words_are_those_of_the_reader() -> None:
    template = Template(
        '{% translate "Save" %}|{% translate "Close" context "move a ticket" %}|{% translate word %}'
    )
    said: dict[str, str] = {}
    for language in ("en", "cs", "pl", "en", "cs"):
        with override(language):
            before = said.setdefault(language, template.render(Context({"word": "Save"})))
            assert template.render(Context({"word": "Save"})) == before
    assert said["en"] == "Save|Close|Save"
    assert len(set(said.values())) == 3


def test_words_as_a_variable_with_a_filter_and_with_signs() -> None:
    assert drawn('{% translate "Save" as word %}<{{ word }}>') == "<Save>"
    assert drawn('{% translate "Save"|upper %}') == "SAVE"
    assert drawn('{% translate "100%" %}{% translate "<b>" noop %}') == "100%<b>"


def test_a_piece_is_drawn_once_for_each_language_and_value() -> None:
    times: list[int] = []

    def word() -> str:
        times.append(1)
        return mark_safe(f"<i>{len(times)}</i>")

    template = Template("{% kept a b %}{{ word }} {{ a }}{% endkept %}")

    def render(**values: object) -> str:
        return template.render(Context({"word": word, "b": None, **values}))

    assert render(a="<x>") == render(a="<x>") == "<i>1</i> &lt;x&gt;"
    assert render(a="y") == "<i>2</i> y"
    assert render(a="y", b=1) == "<i>3</i> y"
    with override("cs"):
        assert render(a="y") == render(a="y") == "<i>4</i> y"
    assert render(a="y") == "<i>2</i> y"


def test_so_many_pieces_are_kept_and_no_more() -> None:
    template = Template("{% kept n %}{{ n }}{% endkept %}")
    assert [template.render(Context({"n": n})) for n in range(500)] == [str(n) for n in range(500)]
    (node,) = template.nodelist
    assert len(node.drawn) <= 200  # type: ignore[attr-defined]
