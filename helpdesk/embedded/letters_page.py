"""The letters as HTML. Everything that comes out of a letter is escaped, or shown in a sandbox of its own."""

import re
from html import escape

from helpdesk.embedded.letters import Letter

SHOWN = 200  # letters on the list
POLICY = "; ".join(
    [
        *("default-src 'none'", "style-src 'self'", "frame-src 'self'"),
        *("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"),
    ]
)
# The HTML of a letter runs no script and loads nothing; only its links open, in a new tab, as ordinary pages.
_ALLOWED = "allow-popups allow-popups-to-escape-sandbox"
SANDBOX = f"sandbox {_ALLOWED}; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]}]")
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/letters.css">
</head>
<body>
{body}
</body>
</html>
"""


def listing(letters: list[Letter], *, count: int) -> str:
    """The page of all letters: the newest of `count`."""
    body = ["<h1>Letters</h1>", f'<p class="quiet">{_how_many(count)} <a href="/">Look again</a></p>']
    if letters:
        body += ['<ul class="letters">', *map(_row, letters), "</ul>"]
    if count > len(letters):
        body.append(f'<p class="quiet">The {count - len(letters)} older ones are kept but not listed.</p>')
    return _PAGE.format(title="Letters", body="\n".join(body))


def _how_many(count: int) -> str:
    if not count:
        return "Every e-mail the desk sends lands here. Nothing has been sent yet."
    return f"{count} {'letter' if count == 1 else 'letters'}, the newest first. None has left this machine."


def _row(letter: Letter) -> str:
    return (
        f'<li><a href="/letters/{escape(letter.id)}/"><b>{escape(letter.subject or "(no subject)")}</b>'
        f"<span>{_time(letter)}</span>"
        f'<span class="to quiet">{escape(letter.sender)} to {escape(", ".join(letter.to))}</span></a></li>'
    )


def _time(letter: Letter) -> str:
    local = letter.received.astimezone()
    return f'<time datetime="{letter.received.isoformat()}">{local:%Y-%m-%d %H:%M:%S}</time>'


def page(letter: Letter) -> str:
    """The page of one letter: its text with links, its HTML in a frame, its headers."""
    title = escape(letter.subject or "(no subject)")
    here = f"/letters/{escape(letter.id)}"
    facts = [
        ("From", escape(letter.sender)),
        ("To", escape(", ".join(letter.to))),
        ("Received", _time(letter)),
    ]
    if letter.enclosed:
        facts.append(("Enclosed", escape(", ".join(letter.enclosed))))
    body = ['<p><a href="/">All letters</a></p>', f"<h1>{title}</h1>", _pairs(facts)]
    if letter.text:
        body.append(f"<h2>Text</h2>\n<pre>{with_links(letter.text)}</pre>")
    if letter.html:
        frame = f'<iframe sandbox="{_ALLOWED}" src="{here}/html" title="The letter as HTML"></iframe>'
        body.append(f"<h2>HTML</h2>\n{frame}")
    headers = _pairs([(escape(name), escape(value)) for name, value in letter.headers])
    source = f'<p><a href="{here}/source">The letter as it came</a></p>'
    body.append(f"<details><summary>Headers</summary>\n{headers}\n{source}\n</details>")
    return _PAGE.format(title=title, body="\n".join(body))


def _pairs(pairs: list[tuple[str, str]]) -> str:
    return "\n".join(["<dl>", *(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in pairs), "</dl>"])


def framed(letter: Letter) -> str:
    """The HTML part for its frame. Links open outside the frame."""
    return f'<!doctype html><base target="_blank">\n{letter.html}'


def with_links(text: str) -> str:
    """The text escaped, its web addresses as links."""
    parts = []
    end = 0
    for found in _LINK.finditer(text):
        address = escape(found[0])
        parts += [escape(text[end : found.start()]), f'<a href="{address}" rel="noreferrer">{address}</a>']
        end = found.end()
    return "".join([*parts, escape(text[end:])])
