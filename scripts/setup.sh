#!/bin/sh
# Builds .venv from requirements.lock, with the first Python that is new enough.
set -eu
cd "$(dirname "$0")/.."
. scripts/install.sh

fits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
        if command -v "$name" >/dev/null 2>&1 && fits "$name"; then
            command -v "$name"
            return
        fi
    done
    echo "make setup: needs Python 3.11 or later; python3 is $(python3 --version 2>&1 || echo absent)." >&2
    echo "Install one (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python)" >&2
    echo "or name one: make setup PYTHON=/path/to/python3.12" >&2
    exit 1
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "make setup: $python has no module venv (or ensurepip)." >&2
        echo "Debian, Ubuntu: apt install python3-venv. Or name another Python: make setup PYTHON=..." >&2
        exit 1
    fi
    rm -rf .venv
    "$python" -m venv .venv
    pwd > .venv/place
}

place=$(cat .venv/place 2>/dev/null || true)
if [ "$place" != "$(pwd)" ] || ! fits .venv/bin/python; then
    echo "make setup: making .venv"
    make_venv
fi
[ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet uv || true
echo "make setup: installing what requirements.lock names"
install .venv/bin/python -r requirements.lock
install .venv/bin/python --no-deps -e .
