"""Czech dates with the spaces that Czech typography puts into them."""

DATE_FORMAT = "j.\N{NO-BREAK SPACE}E Y"
TIME_FORMAT = "G:i"
DATETIME_FORMAT = "j.\N{NO-BREAK SPACE}E Y G:i"
SHORT_DATE_FORMAT = "j.\N{NO-BREAK SPACE}n.\N{NO-BREAK SPACE}Y"
SHORT_DATETIME_FORMAT = "j.\N{NO-BREAK SPACE}n.\N{NO-BREAK SPACE}Y G:i"
