#!/bin/sh
# Make .venv fit for `run` or `dev` with the newest Python that will do, or with the one that PYTHON names.
set -u

extent=$1
if test -n "${PYTHON:-}"; then
	set -- "$PYTHON"
else
	set -- python3.14 python3.13 python3.12 python3.11 python3
fi
for python do
	if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
		exec "$python" helpdesk/embedded/set_up.py "$extent"
	fi
done
echo "Courtesy Desk needs Python 3.11 or newer, and none was found (tried: $*)." >&2
exit 1
