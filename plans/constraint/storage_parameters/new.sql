CREATE TABLE changed (id integer, code text, other integer, CONSTRAINT changed_pkey PRIMARY KEY (id), CONSTRAINT changed_code UNIQUE (code) WITH (fillfactor = 80, deduplicate_items = off), CONSTRAINT changed_other UNIQUE (other) WITH (fillfactor = 90) DEFERRABLE);
CREATE TABLE made_again (id integer, more integer, CONSTRAINT made_again_pkey PRIMARY KEY (id, more) WITH (fillfactor = 60));
CREATE TABLE fresh (id integer, code text, CONSTRAINT fresh_pkey PRIMARY KEY (id) WITH (fillfactor = 50), CONSTRAINT fresh_code UNIQUE (code) INCLUDE (id) WITH (fillfactor = 40) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE parts (k integer, CONSTRAINT parts_pkey PRIMARY KEY (k) WITH (fillfactor = 70)) PARTITION BY LIST (k);
CREATE TABLE one PARTITION OF parts FOR VALUES IN (1);
