#!/bin/sh
# Fills the addresses of this installation into the configuration and becomes nginx.
set -eu

: "${KEZDESU_HOSTS:?names of the portal, separated by commas}"
: "${KEZDESU_NGINX_WEB:=web:8000}"
: "${KEZDESU_NGINX_HTTP:=8080}"
: "${KEZDESU_NGINX_HTTPS:=8443}"
: "${KEZDESU_NGINX_CONF:=/etc/kezdesu}"
: "${KEZDESU_NGINX_TLS:=/etc/kezdesu-tls}"
: "${KEZDESU_NGINX_RUN:=/tmp}"
: "${KEZDESU_NGINX_CACHE:=/var/cache/nginx/pages}"
: "${KEZDESU_NGINX_CACHE_SIZE:=400m}"
: "${KEZDESU_NGINX_LOG:=/dev/stdout}"
: "${KEZDESU_NGINX_MIME:=/etc/nginx/mime.types}"
# The resolver of Docker's own networks.
: "${KEZDESU_NGINX_RESOLVER:=127.0.0.11}"
KEZDESU_NGINX_NAMES=$(printf '%s' "$KEZDESU_HOSTS" | tr ',' ' ')

filled=$(cat "$KEZDESU_NGINX_CONF/nginx.conf.template")
for name in WEB HTTP HTTPS CONF TLS RUN CACHE CACHE_SIZE LOG MIME RESOLVER NAMES; do
    eval "value=\$KEZDESU_NGINX_$name"
    filled=$(printf '%s\n' "$filled" | sed "s|\${KEZDESU_NGINX_$name}|$value|g")
done
printf '%s\n' "$filled" > "$KEZDESU_NGINX_RUN/nginx.conf"

exec nginx -e stderr -c "$KEZDESU_NGINX_RUN/nginx.conf" -g 'daemon off;'
