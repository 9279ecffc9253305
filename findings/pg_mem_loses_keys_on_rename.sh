#!/bin/bash
# In pg-mem, renaming a column silently switches off its UNIQUE and CHECK constraints, and empties views and generated columns on it.
#
# Software: npm pg-mem 3.0.14, beside PostgreSQL 18 as @electric-sql/pglite 0.5.16.
#
# Behaviour: after ALTER TABLE ... RENAME COLUMN a TO b, rows that a key or check on the column forbids are accepted, a view that selects
# the column gives NULL, and so does a generated column made from it. NOT NULL, the default and foreign keys do follow the new name, so
# that a first try looks right. ALTER TABLE ... ADD FOREIGN KEY is accepted over rows that violate it, whereas ADD CHECK, ADD UNIQUE and SET
# NOT NULL look at the rows. What this library lacks it refuses elsewhere (NOT VALID, DEFERRABLE, NULLS NOT
# DISTINCT), and renaming it does not refuse; hence the guess that a rename which is accepted is carried out.
#
# Why it matters: pg-mem is what many projects run their migrations on in tests. A test that a migration keeps its constraints passes
# there or fails there for reasons that no server has; a rename is to be tested on a server, or on PGlite.
#
# Seen (the last statement's outcome: pg-mem; PostgreSQL):
#
#     unique: accepted; refused
#     check: accepted; refused
#     view: null; 5
#     generated: null; 6
#     not null: refused; refused
#     default: 7; 7
#     foreign key: refused; refused
#     added foreign key: accepted; refused
set -euo pipefail

self=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v npm >"$work/npm" || { apt-get update -qq; apt-get install -qq -y --no-install-recommends nodejs npm >"$work/apt" 2>&1; }
cd "$work"
npm install --silent --no-audit --no-fund --save-exact pg-mem@3.0.14 @electric-sql/pglite@0.5.16 >npm 2>&1

cat >seen.mjs <<'JS'
import { newDb } from 'pg-mem';
import { PGlite } from '@electric-sql/pglite';

const rename = 'ALTER TABLE t RENAME COLUMN a TO b';
const cases = {
  unique: ['CREATE TABLE t (a int UNIQUE)', rename, 'INSERT INTO t VALUES (1)', 'INSERT INTO t VALUES (1)'],
  check: ['CREATE TABLE t (a int CHECK (a > 0))', rename, 'INSERT INTO t VALUES (-1)'],
  view: ['CREATE TABLE t (a int)', 'CREATE VIEW v AS SELECT a AS x FROM t', rename, 'INSERT INTO t VALUES (5)', 'SELECT x FROM v'],
  generated: ['CREATE TABLE t (a int, x int GENERATED ALWAYS AS (a * 2) STORED)', rename, 'INSERT INTO t (b) VALUES (3)', 'SELECT x FROM t'],
  'not null': ['CREATE TABLE t (a int NOT NULL)', rename, 'INSERT INTO t VALUES (NULL)'],
  default: ['CREATE TABLE t (a int DEFAULT 7, c int)', rename, 'INSERT INTO t (c) VALUES (1)', 'SELECT b AS x FROM t'],
  'foreign key': ['CREATE TABLE r (a int PRIMARY KEY)', 'CREATE TABLE t (a int REFERENCES r (a))', rename, 'INSERT INTO t VALUES (5)'],
  'added foreign key': ['CREATE TABLE r (a int PRIMARY KEY)', 'CREATE TABLE t (a int)', 'INSERT INTO t VALUES (5)',
    'ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES r (a)'],
};
async function outcome(statements, run) {
  for (const statement of statements.slice(0, -1)) await run(statement);
  try {
    const [row] = await run(statements.at(-1));
    return row ? String(row.x) : 'accepted';
  } catch {
    return 'refused';
  }
}
for (const [name, statements] of Object.entries(cases)) {
  const memory = newDb();
  const server = new PGlite();
  console.log(`${name}: ${await outcome(statements, async (text) => memory.public.many(text))}; ` +
    await outcome(statements, async (text) => (await server.query(text)).rows));
  await server.close();
}
JS

seen() { node seen.mjs; }
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$self"; }
diff <(expected) <(seen) && echo "as described"
