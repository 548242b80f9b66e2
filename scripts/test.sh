#!/bin/sh
# pytest, with a browser: installed when we may, asked for when we may not.
set -eu
cd "$(dirname "$0")/.."

has_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

install_browser() {
    echo "make test: installing Chromium for the browser tests"
    (apt-get install -y --no-install-recommends chromium ||
        { apt-get update && apt-get install -y --no-install-recommends chromium; }) >/dev/null 2>&1
}

if ! has_browser && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    install_browser || true
fi
# Three parts beside each other, as each waits a lot: the browser's tests, those of the largest
# folders, all others. What the first two say comes when the last is done.
LARGE="tests/affect tests/annotation tests/api tests/releases"
side_by_side() {
    said=$(mktemp -d)
    # shellcheck disable=SC2086  # folders, none with a space
    .venv/bin/python -m pytest $LARGE >"$said/large" 2>&1 &
    large=$!
    .venv/bin/python -m pytest tests/browser >"$said/browser" 2>&1 &
    browser=$!
    trap 'kill "$large" "$browser" 2>/dev/null; rm -rf "$said"' INT TERM
    status=0
    # shellcheck disable=SC2086,SC2046
    .venv/bin/python -m pytest $(printf -- '--ignore=%s ' tests/browser $LARGE) || status=$?
    wait "$large" || status=$?
    wait "$browser" || status=$?
    cat "$said/large" "$said/browser"
    rm -rf "$said"
    exit "$status"
}

if has_browser && [ $# = 0 ]; then
    side_by_side
elif has_browser; then
    exec .venv/bin/python -m pytest "$@"
fi
.venv/bin/python -m pytest -m "not browser" "$@"
echo "make test: all other tests passed, but the browser tests need Chromium and found none." >&2
echo "Install it (Debian: apt install chromium; Fedora: dnf install chromium; macOS: brew install" >&2
echo "--cask chromium), then run make test again." >&2
exit 1
