from hypothesis import given
from hypothesis import strategies as st

from helpdesk.drafts.contents import contents_of, label_of, size_of, storable
from helpdesk.drafts.models import LONGEST_LABEL, Draft


def test_tokens_and_passwords_are_not_kept() -> None:
    posted = {
        "csrfmiddlewaretoken": ["x"],
        "draft_token": ["x"],
        "draft_seq": ["7"],
        "password": ["x"],
        "new-Password1": ["x"],
        "subject": ["Cold water"],
        "kinds": ["a", "b"],
        "empty": [""],
    }
    assert contents_of(posted.items()) == {"subject": ["Cold water"], "kinds": ["a", "b"], "empty": [""]}


def test_what_a_database_cannot_hold_is_left_out() -> None:
    assert contents_of([("sub\0ject", ["a\0b", "\ud800", "🛎"])]) == {"subject": ["ab", "", "🛎"]}


def test_names_that_become_equal_are_both_kept() -> None:
    assert contents_of([("a", ["1"]), ("a\0", ["2"])]) == {"a": ["1", "2"]}


@given(st.text())
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert storable(text) == text.replace("\0", "")


def test_the_size_is_in_bytes() -> None:
    assert size_of({"a": ["ž"]}) == len('{"a": ["ž"]}'.encode()) == 13


def test_a_list_shows_the_first_words_there_are() -> None:
    contents = {"subject": ["  "], "body": ["No hot\n water  in 214"], "wanted": ["Another room"]}
    assert label_of(contents, fields=["subject", "body", "wanted"]) == "No hot water in 214"
    assert label_of(contents, fields=["subject", "nowhere"]) == ""


@given(st.text(), st.integers(min_value=0, max_value=300))
def test_a_label_always_fits(text: str, times: int) -> None:
    label = label_of({"body": [text * times]}, fields=["body"])
    assert len(label) <= LONGEST_LABEL
    assert label == " ".join(label.split())


def test_what_was_typed_comes_back_as_a_form_posts_it() -> None:
    typed = Draft(data={"subject": ["Cold"], "kinds": ["a", "b"], "none": []}).typed
    assert (typed["subject"], typed.getlist("kinds"), typed.getlist("none")) == ("Cold", ["a", "b"], [])
    assert typed.get("nowhere") is None
