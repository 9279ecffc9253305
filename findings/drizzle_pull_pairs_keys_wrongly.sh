#!/bin/bash
# drizzle-kit pull writes a composite foreign key that pairs its columns the other way round.
#
# Software: npm drizzle-kit 0.31.11 with drizzle-orm 0.45.2, on @electric-sql/pglite 0.5.16 (PostgreSQL 18). On a server of
# PostgreSQL 15.20 it writes the same foreign keys.
#
# Behaviour: a foreign key (x, y) that references (b, a) comes out as (x, y) referencing (a, b): the referenced columns stand in the
# order that they have in their table, the referencing ones in the order of the constraint. It is the same whether the key referenced
# is a primary key or a unique one, although the unique one itself is written in its right order. With equal types nothing fails:
# the schema that is made from it refuses rows which the database has, and accepts others.
# A partitioned table is left out without a word, while each of its partitions comes out as an ordinary table.
# That a column order which the catalogs hold as pg_constraint.conkey and confkey, pair by pair, would be kept was the guess.
#
# Why it matters: pull is the first step for an existing database, and its result is compared with that database ever after.
# Who adopts it, or generates migrations from it, has to check each composite foreign key by hand.
#
# Seen (the constraints that pull wrote; then rows for which the original and the pulled schema disagree):
#
#     CONSTRAINT "seats_row_number_key" UNIQUE("row","number")
#     ADD CONSTRAINT "of_seat" FOREIGN KEY ("in_row","in_number") REFERENCES "public"."seats"("number","row")
#     ADD CONSTRAINT "of_stock" FOREIGN KEY ("place","item") REFERENCES "public"."stock"("item","place")
#     tables: moved, seats, sold, stock, visits_2026
#     original: seat in row 1, number 20: sold
#     pulled: seat in row 1, number 20: insert or update on table "sold" violates foreign key constraint "of_seat"
#     original: seat in row 20, number 1: insert or update on table "sold" violates foreign key constraint "of_seat"
#     pulled: seat in row 20, number 1: sold
set -euo pipefail

self=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v npm >"$work/npm" || { apt-get update -qq; apt-get install -qq -y --no-install-recommends nodejs npm >"$work/apt" 2>&1; }
cd "$work"
echo '{"type": "module"}' >package.json
npm install --silent --no-audit --no-fund --legacy-peer-deps --save-exact drizzle-kit@0.31.11 drizzle-orm@0.45.2 @electric-sql/pglite@0.5.16 >npm 2>&1

cat >schema.mjs <<'JS'
export const schema = `
CREATE TABLE seats (number int, "row" int, UNIQUE ("row", number));
CREATE TABLE sold (in_row int, in_number int, CONSTRAINT of_seat FOREIGN KEY (in_row, in_number) REFERENCES seats ("row", number));
CREATE TABLE stock (item int, place int, PRIMARY KEY (place, item));
CREATE TABLE moved (place int, item int, CONSTRAINT of_stock FOREIGN KEY (place, item) REFERENCES stock (place, item));
CREATE TABLE visits (year int, who text) PARTITION BY LIST (year);
CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES IN (2026);`;
JS
cat >make.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import { schema } from './schema.mjs';
const db = new PGlite('./db');
await db.exec(schema);
await db.close();
JS
cat >drizzle.config.ts <<'TS'
export default { dialect: 'postgresql', driver: 'pglite', out: './out', dbCredentials: { url: './db' } };
TS
cat >compare.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { schema } from './schema.mjs';
const [original, pulled] = [new PGlite(), new PGlite()];
await original.exec(schema);
await pulled.exec(readFileSync(process.argv[2], 'utf8').split('/*')[1].split('*/')[0]);
for (const db of [original, pulled]) await db.exec('INSERT INTO seats ("row", number) VALUES (1, 20)');
for (const [row, number] of [[1, 20], [20, 1]])
  for (const [name, db] of Object.entries({ original, pulled })) {
    const outcome = await db.query('INSERT INTO sold VALUES ($1, $2)', [row, number]).then(() => 'sold', (error) => error.message);
    console.log(`${name}: seat in row ${row}, number ${number}: ${outcome}`);
  }
JS
node make.mjs
npx drizzle-kit pull >pull 2>&1

seen() {
    grep -oh 'CONSTRAINT "seats.*UNIQUE.*)' out/*.sql
    grep -oh 'ADD CONSTRAINT "of_seat.*")' out/*.sql
    grep -oh 'ADD CONSTRAINT "of_stock.*")' out/*.sql
    echo "tables: $(grep -oh 'CREATE TABLE "[a-z_0-9]*' out/*.sql | cut -d"\"" -f2 | sort | paste -sd, | sed 's/,/, /g')"
    node compare.mjs out/*.sql
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$self"; }
diff <(expected) <(seen) && echo "as described"
