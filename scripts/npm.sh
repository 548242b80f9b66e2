#!/bin/sh
# npm in frontend/, with the system's Node if it is new enough, else with the one in .venv.
set -eu
cd "$(dirname "$0")/../frontend"

new_enough() {
    command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 &&
        node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 22 ? 1 : 0)' 2>/dev/null
}

new_enough || PATH="$(cd .. && pwd)/.venv/bin:$PATH"
export PATH
exec npm "$@"
