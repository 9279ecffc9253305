-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 5 create, 4 alter, 2 replace, 1 drop
-- destroys: column public.orders.old
-- proof:   passed, 15 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view public.totals
--   locks: ACCESS EXCLUSIVE on view public.totals
DROP VIEW public.totals;
-- step 2: drop foreign table public.moved
--   locks: ACCESS EXCLUSIVE on foreign table public.moved
DROP FOREIGN TABLE public.moved;
-- step 3: drop column public.orders.old
--   locks: ACCESS EXCLUSIVE on foreign table public.orders
--   destroys: column public.orders.old
ALTER TABLE public.orders DROP COLUMN old;
-- step 4: create inheritance of public.child from public.parent  (foreign_table/changed/new.sql:9)
--   locks: ACCESS EXCLUSIVE on foreign table public.child
--   locks: SHARE UPDATE EXCLUSIVE on table public.parent
ALTER TABLE public.child INHERIT public.parent;
-- step 5: replace foreign table public.moved                   (foreign_table/changed/new.sql:10)
--   locks: nothing more than earlier steps of this transaction
CREATE FOREIGN TABLE public.moved (
    id integer,
    CONSTRAINT moved_id_check CHECK ((id > 0))
)
SERVER store;
-- step 6: alter foreign table public.orders                    (foreign_table/changed/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   options: {table_name=o} -> {table_name=p, updatable=false}
ALTER FOREIGN TABLE public.orders OPTIONS (SET table_name 'p', ADD updatable 'false');
-- step 7: create column public.orders.fresh                    (foreign_table/changed/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE public.orders ADD COLUMN fresh text NOT NULL;
-- step 8: alter column public.orders.id                        (foreign_table/changed/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   not_null: true -> none
--   foreign_options: {column_name=order_id} -> {column_name=number}
ALTER TABLE public.orders ALTER COLUMN id DROP NOT NULL;
ALTER FOREIGN TABLE public.orders ALTER COLUMN id OPTIONS (SET column_name 'number');
-- step 9: alter column public.orders.total                     (foreign_table/changed/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
--   type: integer -> bigint
ALTER TABLE public.orders ALTER COLUMN total TYPE bigint;
-- step 10: create default public.orders.total                  (foreign_table/changed/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY public.orders ALTER COLUMN total SET DEFAULT 0;
-- step 11: create comment on column public.orders.total        (foreign_table/changed/new.sql:7)
--   locks: SHARE UPDATE EXCLUSIVE on foreign table public.orders
COMMENT ON COLUMN public.orders.total IS 'in cents';
-- step 12: create comment on foreign table public.orders       (foreign_table/changed/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON FOREIGN TABLE public.orders IS 'elsewhere';
-- step 13: alter privileges on foreign table public.orders     (foreign_table/changed/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   grants: none -> {<owner>=SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER, PUBLIC=SELECT}
GRANT SELECT ON TABLE public.orders TO PUBLIC;
-- step 14: replace view public.totals                          (foreign_table/changed/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW public.totals AS
 SELECT orders.total
   FROM public.orders;
COMMIT;
-- checkpoint

-- end of plan
