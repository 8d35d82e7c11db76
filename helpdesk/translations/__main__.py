"""``python -m helpdesk.translations extract|check|compile``."""

import sys

from helpdesk.translations import catalogues


def main(command: str) -> int:
    if command == "extract":
        for language in catalogues.LANGUAGES:
            catalogues.update(language)
        return 0
    if command == "compile":
        catalogues.compile_all()
        return 0
    if command == "check":
        complaints = [line for language in catalogues.LANGUAGES for line in catalogues.complaints(language)]
        for line in complaints:
            print(line, file=sys.stderr)
        return 1 if complaints else 0
    print("usage: python -m helpdesk.translations extract|check|compile", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
