"""What Hotel Vltava asks its guests besides what every house asks."""

from surveys.domain.written import Choice, Written, fresh
from surveys.enums import LowReason, QuestionType

BREAKFAST = Written(
    QuestionType.CHOICE,
    wording={
        "en": "How did you find our breakfast?",
        "cs": "Jak Vám chutnala naše snídaně?",
        "pl": "Jak smakowało Państwu nasze śniadanie?",
    },
    choices=(
        Choice(wording={"en": "I enjoyed it", "cs": "Chutnala mi", "pl": "Smakowało"}),
        Choice(wording={"en": "It was all right", "cs": "Ušla", "pl": "Było w porządku"}),
        Choice(wording={"en": "There was too little choice", "cs": "Malý výběr", "pl": "Mały wybór"}),
        Choice(wording={"en": "I did not have any", "cs": "Nesnídal jsem u vás", "pl": "Nie jadłem"}),
    ),
)
REASONS = tuple(one for one in LowReason if one != LowReason.A_NUMBER)
QUESTIONS = (
    Written(QuestionType.SATISFACTION, reasons=REASONS),
    fresh(QuestionType.RESOLVED),
    fresh(QuestionType.DONE_WELL),
    fresh(QuestionType.EFFORT),
    fresh(QuestionType.RECOMMEND),
    BREAKFAST,
    fresh(QuestionType.COMMENT),
)
