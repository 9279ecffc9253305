CREATE TABLE changed (id integer, code text, other integer, CONSTRAINT changed_pkey PRIMARY KEY (id) WITH (fillfactor = 60), CONSTRAINT changed_code UNIQUE (code) WITH (deduplicate_items = off, fillfactor = 70), CONSTRAINT changed_other UNIQUE (other) DEFERRABLE);
CREATE TABLE made_again (id integer, CONSTRAINT made_again_pkey PRIMARY KEY (id) WITH (fillfactor = 60));
CREATE TABLE parts (k integer, CONSTRAINT parts_pkey PRIMARY KEY (k) WITH (fillfactor = 60)) PARTITION BY LIST (k);
CREATE TABLE one PARTITION OF parts FOR VALUES IN (1);
