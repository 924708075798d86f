#!/bin/sh
# Run once, when the data folder is empty: the portal's own role, which owns its database and nothing else.
set -eu
: "${KEZDESU_DB_PASSWORD:?password of the portal's role}"
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set password="$KEZDESU_DB_PASSWORD" \
    --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE kezdesu LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE kezdesu OWNER kezdesu TEMPLATE template0 ENCODING 'UTF8'
    LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8';
REVOKE CONNECT, TEMPORARY ON DATABASE kezdesu FROM PUBLIC;
ALTER DATABASE kezdesu SET timezone TO 'UTC';
ALTER DATABASE kezdesu SET idle_in_transaction_session_timeout TO '5min';
SQL
