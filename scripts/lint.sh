#!/bin/sh
# The checks of the code: those of Python beside those of the front end, as either keeps but one
# processor busy. What the first say comes when the others are done.
# Called with the packages whose types are checked.
set -u
cd "$(dirname "$0")/.."

python_checks() {
    .venv/bin/ruff check && .venv/bin/ruff format --check && .venv/bin/mypy "$@" &&
        .venv/bin/lint-imports && sh scripts/check_code.sh
}

front_end_checks() {
    sh scripts/npm.sh run lint && sh scripts/npm.sh run format:check &&
        sh scripts/npm.sh run typecheck
}

said=$(mktemp)
python_checks "$@" >"$said" 2>&1 &
python=$!
trap 'kill "$python" 2>/dev/null; rm -f "$said"; exit 130' INT TERM
status=0
front_end_checks || status=$?
wait "$python" || status=$?
cat "$said"
rm -f "$said"
exit "$status"
