#!/bin/bash
# Run once by the PostgreSQL image, on an empty data folder: two roles and the database, sorting Chinese by pinyin.
set -euo pipefail

psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  --set owner_password="$RENEWAL_OWNER_PASSWORD" --set app_password="$RENEWAL_APP_PASSWORD" <<'SQL'
create role renewal_owner login password :'owner_password';
create role renewal_app login password :'app_password';
create database renewal owner renewal_owner template template0 encoding 'UTF8' locale_provider icu icu_locale 'zh-Hans-CN';
revoke all on database renewal from public;
grant connect on database renewal to renewal_app;
SQL
