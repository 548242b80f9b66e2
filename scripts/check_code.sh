#!/bin/sh
# The checks that compare one thing with another: models with migrations, the API with its client.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export EMOTATE_HOME="$scratch/home"

stale() {
    echo "$1 is stale: run \`make api\` and commit what it writes" >&2
    exit 1
}

.venv/bin/emotate check
.venv/bin/emotate makemigrations --check --dry-run
.venv/bin/emotate spectacular --validate --fail-on-warn --file "$scratch/openapi.yaml"
cmp -s "$scratch/openapi.yaml" openapi.yaml || stale openapi.yaml
sh scripts/npm.sh exec -- openapi-typescript "$scratch/openapi.yaml" -o "$scratch/schema.d.ts" >/dev/null
cmp -s "$scratch/schema.d.ts" frontend/src/api/schema.d.ts || stale frontend/src/api/schema.d.ts
