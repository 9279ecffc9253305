#!/bin/bash
# pg_format turns the bodies of PL/Perl and PL/Tcl functions into something else, and two other things of a dump into errors.
#
# Software: pgformatter 5.5-1 on a dump of PostgreSQL 15.20 (Debian 12: postgresql-15, -client-15 and -plperl-15 15.20-0+deb12u1).
#
# Behaviour, with no option given:
#   - the body of a function in PL/Perl or PL/Tcl is laid out as SQL: "$x" becomes "$ x", and a comment after # becomes code, with
#     a word like "select" in it at the start of a line. PL/Python and PL/v8 are left alone; the guess was that
#     every language but SQL and PL/pgSQL is. The dump says check_function_bodies = false, so that the formatted file loads these
#     functions without an error. Calling them fails.
#   - the operator !~~*, as which PostgreSQL writes every NOT ILIKE, becomes "!~~ *": the view or constraint is a syntax error.
#   - \restrict, with which the pg_dump of today begins, loses its backslash and joins the first statement.
#
# Why it matters: a formatted dump is kept in a repository as the schema's source. Whoever lays it out has to load the result and
# compare, bodies byte by byte; a load that ends without an error says nothing about functions.
#
# Seen (the function as formatted; errors on loading; then a call in the database itself and in the one that was loaded):
#
#         my $ x = shift;
#         #
#         SELECT
#             the name RETURN "hello $x";
#     RESTRICT
#     !~~ *
#     ERROR:  syntax error at or near "RESTRICT"
#     ERROR:  syntax error at or near "*"
#     ERROR:  relation "public.quiet" does not exist
#     ERROR:  syntax error at or near "unrestrict"
#     original: hello world
#     loaded: ERROR:  Can't locate object method "name" via package "RETURN" (perhaps you forgot to load "RETURN"?) at line 4.
set -euo pipefail

work=$(mktemp -d)
finish() {
    [ ! -d "$work/data" ] || as_nobody "$bin/pg_ctl" -D "$work/data" -m immediate stop >"$work/stop" 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
as_nobody() { setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; }

chmod 777 "$work"
apt-get update -qq
apt-get install -qq -y --no-install-recommends tzdata libicu72 libldap-2.5-0 libgssapi-krb5-2 libxml2 libperl5.36 >"$work/apt" 2>&1
(cd "$work" && apt-get download -qq {postgresql-15,postgresql-client-15,postgresql-plperl-15,libpq5}=15.20-0+deb12u1 pgformatter=5.5-1 >apt 2>&1 && for deb in *.deb; do dpkg -x "$deb" root; done)
chmod 755 "$work/root"
bin=$work/root/usr/lib/postgresql/15/bin
export LD_LIBRARY_PATH=$work/root/usr/lib/$(uname -m)-linux-gnu PGHOST=$work PGUSER=nobody
as_nobody "$bin/initdb" -D "$work/data" --auth=trust --no-sync --locale=C.UTF-8 >"$work/initdb"
as_nobody "$bin/pg_ctl" -D "$work/data" -w -l "$work/log" -o "-c listen_addresses='' -c fsync=off -k $work" start >"$work/start"

"$bin/psql" -q -d postgres -c 'CREATE DATABASE original' -c 'CREATE DATABASE loaded'
"$bin/psql" -q -d original -v ON_ERROR_STOP=1 <<'SQL'
CREATE EXTENSION plperl;
CREATE FUNCTION greet(text) RETURNS text LANGUAGE plperl AS $$my $x = shift;
# select the name
return "hello $x";$$;
CREATE TABLE t (x text);
CREATE VIEW quiet AS SELECT x FROM t WHERE x NOT ILIKE '%loud%';
SQL
"$bin/pg_dump" original >"$work/dump.sql"
perl -I "$work/root/usr/share/perl5" "$work/root/usr/bin/pg_format" "$work/dump.sql" >"$work/formatted.sql"

seen() {
    sed -n '/my \$/,/RETURN/p' "$work/formatted.sql"
    grep -o '^RESTRICT' "$work/formatted.sql"
    grep -o '!~~ \*' "$work/formatted.sql"
    "$bin/psql" -q -d loaded -f "$work/formatted.sql" 2>&1 | grep -o 'ERROR:.*'
    for database in original loaded; do
        echo "$database: $("$bin/psql" -d $database -Atc "SELECT greet('world')" 2>&1 | head -n 1)"
    done
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$0"; }
diff <(expected) <(seen) && echo "as described"
