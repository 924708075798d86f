#!/bin/sh
# Writes the three lock files anew from the .in files beside them: exact versions, each with the hashes of its files, and
# no address. What is locked stays as it is unless it must change:
#   tools/lock.sh                            after a line was added to or taken from a .in file
#   tools/lock.sh --upgrade                  everything to its newest
#   tools/lock.sh --upgrade-package django   one of them
# uv is taken from PATH, else fetched into a folder that is thrown away.
set -eu
cd "$(dirname -- "$0")/.."
if ! command -v uv > /dev/null; then
    tools=$(mktemp -d)
    trap 'rm -rf "$tools"' EXIT
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet uv
    PATH="$tools/bin:$PATH"
fi
lock() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}
lock requirements.in --output-file requirements.lock "$@"
lock --constraints requirements.lock requirements-dev.in --output-file requirements-dev.lock "$@"
lock --constraints requirements.lock requirements-heic.in --output-file requirements-heic.lock "$@"
