#!/bin/sh
# Builds .venv/references: the libraries that tests compare with, apart from Emotate's own.
set -eu
cd "$(dirname "$0")/.."
. scripts/install.sh

echo "make references: installing what requirements-references.lock names"
rm -rf .venv/references
.venv/bin/python -m venv .venv/references
install .venv/references/bin/python -r requirements-references.lock
# lhotse reads with torch; any build will do, and an index or folder may offer one without CUDA
install .venv/references/bin/python torch==2.13.0
# irrCAC asks for pandas 1.5 and runs with later ones
install .venv/references/bin/python --no-deps lhotse==1.33.0 irrCAC==0.4.4
