#!/bin/sh
# Long work and letters. A child that grew over a file is replaced after the task, so memory stays bounded.
set -eu
exec celery -A portal -q worker --hostname "worker@${HOSTNAME:-$(hostname)}" --loglevel INFO \
    --concurrency "${KEZDESU_WORKER_PROCESSES:-2}" --max-tasks-per-child 200 --max-memory-per-child 400000 \
    --without-gossip --without-mingle
