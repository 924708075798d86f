#!/bin/sh
# Before the portal starts: schema, authored facts, law, a first sweep, and a look at the settings. Can be rerun.
set -eu
python manage.py migrate --no-input
python manage.py seed_reference
python manage.py seed_law
# Refuses a database that holds logins of the demonstration, and settings that open a door.
python manage.py check --deploy --fail-level WARNING
# Without a finished sweep /readyz says that nobody is reminded: the first one is made here.
python manage.py sweep
