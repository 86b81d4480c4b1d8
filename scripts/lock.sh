#!/bin/sh
# Write the locks anew: versions and hashes for every Python from 3.11, no address.
set -eu
cd "$(dirname "$0")/.."
uv=.venv/uv/bin/uv
"$uv" pip compile --quiet pyproject.toml --universal --generate-hashes --no-header -o requirements.lock "$@"
"$uv" pip compile --quiet pyproject.toml --group dev --universal --generate-hashes --no-header -o requirements-dev.lock "$@"
