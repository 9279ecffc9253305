#!/usr/bin/env python3
"""Writes the SQL of a schema with N tables and all that usually stands around them. Same N, same bytes.

usage: generate.py N > schema.sql

For each table there are about ten columns, a primary key, one to three foreign keys, three indexes, and some keys, checks, comments, triggers
and policies; one table in twenty is partitioned. There is a schema for every hundred tables, an enum for every twenty, a view for every
ten, a function for every ten.
"""
import random
import sys

PLAIN = [
    ("title", "text", "''::text", "length(title) < 500"), ("notes", "text", None, None), ("code", "character varying(40)", None, None),
    ("amount", "numeric(12,2)", "0", "amount >= 0"), ("rate", "numeric(6,3)", None, "rate BETWEEN 0 AND 100"), ("quantity", "integer", "1", "quantity > 0"),
    ("rank", "smallint", None, None), ("hits", "bigint", "0", None), ("active", "boolean", "true", None), ("visible", "boolean", "false", None),
    ("settings", "jsonb", "'{}'::jsonb", None), ("labels", "text[]", None, None), ("valid_from", "date", "CURRENT_DATE", None),
    ("seen_at", "timestamp with time zone", None, None), ("closed_at", "timestamp with time zone", None, None), ("weight", "double precision", None, None),
    ("address", "inet", None, None), ("took", "interval", None, None), ("digest", "bytea", None, None), ("email", "text", None, "email ~ '@'"),
]
BTREE = [name for name, type_, _, _ in PLAIN if type_ not in ("jsonb", "text[]", "bytea")]


class Schema:
    def __init__(self, tables):
        self.random = random.Random(f"pgplumb {tables}")
        self.schemas = [f"s{i}" for i in range(max(1, tables // 100))]
        self.types, self.tables, self.later, self.rest = [], [], [], []
        self.enums = []
        for i in range(max(2, tables // 20)):
            name = f"{self.schema()}.state_{i}"
            self.enums.append(name)
            labels = ", ".join(f"'label_{j}'" for j in range(self.random.randint(3, 7)))
            self.types.append(f"CREATE TYPE {name} AS ENUM ({labels});")
        self.domains = [f"{self.schema()}.short_{i}" for i in range(max(1, tables // 50))]
        self.types += [f"CREATE DOMAIN {name} AS text CONSTRAINT short CHECK (length(VALUE) < 200);" for name in self.domains]
        for name in self.schemas:
            self.types.append(f"CREATE FUNCTION {name}.touch() RETURNS trigger LANGUAGE plpgsql AS "
                              "$$BEGIN NEW.changed_at := now(); RETURN NEW; END$$;")
        self.targets = []
        for i in range(tables):
            self.table(i)
        for i in range(tables // 10):
            self.view(i)
        for i in range(tables // 10):
            table = self.random.choice(self.targets)
            self.rest.append(f"CREATE FUNCTION {self.schema()}.count_{i}(wanted bigint, extra integer DEFAULT 0) RETURNS bigint LANGUAGE sql STABLE AS "
                             f"$$SELECT count(*) + extra FROM {table} WHERE id = wanted$$;")
        for i in range(max(1, tables // 100)):
            self.rest.append(f"CREATE SEQUENCE {self.schema()}.numbers_{i} START WITH 1000 CACHE 5;")

    def schema(self):
        return self.random.choice(self.schemas)

    def table(self, number):
        chance = self.random
        schema = self.schema()
        short = f"thing_{number}"
        name = f"{schema}.{short}"
        partitioned = number % 20 == 7
        lines = ["id bigint NOT NULL" if partitioned else "id bigint GENERATED ALWAYS AS IDENTITY"]
        for i, target in enumerate(chance.sample(self.targets, min(len(self.targets), chance.choice([1, 1, 1, 2, 2, 3])))):
            lines.append(f"ref_{i}_id bigint" + chance.choice(["", " NOT NULL"]))
            action = chance.choice(["", " ON DELETE CASCADE", " ON DELETE SET NULL"])
            self.later.append(f"ALTER TABLE {name} ADD CONSTRAINT {short}_ref_{i}_fkey FOREIGN KEY (ref_{i}_id) REFERENCES {target} (id){action};")
        columns = chance.sample(PLAIN, chance.randint(6, 9))
        for column, type_, default, check in columns:
            lines.append(f"{column} {type_}" + (f" DEFAULT {default}" if default else "") + chance.choice(["", "", " NOT NULL"]))
            if check and chance.random() < 0.5:
                lines.append(f"CONSTRAINT {short}_{column}_check CHECK ({check})")
        if chance.random() < 0.3:
            enum = chance.choice(self.enums)
            lines.append(f"state {enum} DEFAULT 'label_0'::{enum} NOT NULL")
        if chance.random() < 0.1:
            lines.append(f"summary {chance.choice(self.domains)}")
        lines += ["changed_at timestamp with time zone DEFAULT now() NOT NULL",
                  f"CONSTRAINT {short}_pkey PRIMARY KEY (id{', changed_at' if partitioned else ''})"]
        self.tables.append(f"CREATE TABLE {name} (\n    " + ",\n    ".join(lines) + "\n)" +
                           (" PARTITION BY RANGE (changed_at)" if partitioned else "") + ";")
        for year in range(2024, 2028) if partitioned else ():
            self.tables.append(f"CREATE TABLE {schema}.{short}_{year} PARTITION OF {name} "
                               f"FOR VALUES FROM ('{year}-01-01 00:00:00+00') TO ('{year + 1}-01-01 00:00:00+00');")
        usable = [column for column, *_ in columns if column in BTREE]
        for i, column in enumerate(chance.sample(usable, min(3, len(usable)))):
            tail = chance.choice(["", "", "", "", f" WHERE ({column} IS NOT NULL)"])
            key = chance.choice([column, column, column, f"{column}, changed_at DESC", f"coalesce({column}::text, '')"
                                 if column in ("title", "notes", "email") else column])
            self.later.append(f"CREATE INDEX {short}_{i}_idx ON {name} ({key}){tail};")
        if not partitioned and chance.random() < 0.25:
            self.later.append(f"ALTER TABLE {name} ADD CONSTRAINT {short}_key UNIQUE (id, changed_at);")
        if chance.random() < 0.5:
            self.rest.append(f"COMMENT ON TABLE {name} IS 'Thing number {number}';")
        for column, *_ in columns:
            if chance.random() < 0.3:
                self.rest.append(f"COMMENT ON COLUMN {name}.{column} IS 'The {column} of it';")
        if chance.random() < 0.2:
            self.rest.append(f"CREATE TRIGGER {short}_touch BEFORE UPDATE ON {name} FOR EACH ROW EXECUTE FUNCTION {schema}.touch();")
        if not partitioned:
            if chance.random() < 0.05:
                self.rest.append(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;")
                self.rest.append(f"CREATE POLICY {short}_read ON {name} FOR SELECT USING (changed_at > '2020-01-01 00:00:00+00');")
            self.targets.append(name)

    def view(self, number):
        one, two = self.random.sample(self.targets, 2) if len(self.targets) > 1 else self.targets * 2
        self.rest.append(f"CREATE VIEW {self.schema()}.view_{number} AS SELECT a.id, a.changed_at, b.changed_at AS other "
                         f"FROM {one} a LEFT JOIN {two} b ON b.id = a.id WHERE a.changed_at IS NOT NULL;")

    def text(self):
        return "\n".join([f"CREATE SCHEMA {name};" for name in self.schemas] + self.types + self.tables + self.later + self.rest) + "\n"


if __name__ == "__main__":
    sys.stdout.write(Schema(int(sys.argv[1])).text())
