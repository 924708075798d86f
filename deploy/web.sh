#!/bin/sh
# The web server: processes times threads bounds the connections to the database.
set -eu
exec granian --interface wsgi --no-ws --host 0.0.0.0 --port "${KEZDESU_WEB_PORT:-8000}" \
    --workers "${KEZDESU_WEB_WORKERS:-2}" --blocking-threads "${KEZDESU_WEB_THREADS:-4}" --backlog 1024 \
    --respawn-failed-workers --workers-kill-timeout 20 \
    --no-access-log --log-config deploy/granian-log.json portal.wsgi:application
