#!/bin/sh
# The clock: exactly one of it. What it forgets at a restart costs nothing: what is due is asked from the database.
set -eu
folder="${KEZDESU_BEAT:-/tmp/beat}"
mkdir -p "$folder"
exec celery -A portal -q beat --loglevel INFO --pidfile= --schedule "$folder/schedule"
