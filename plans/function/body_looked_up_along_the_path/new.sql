-- An index, a check and a new column's default run them.
CREATE SCHEMA app;
SET search_path = app;

CREATE TABLE app.codes (code text PRIMARY KEY);

CREATE SEQUENCE app.tickets;

CREATE FUNCTION app.base(value bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT value + 1';

CREATE FUNCTION app.spread(low bigint, high bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN base(high) - base(low);
END
$$;

CREATE FUNCTION app.is_known(which text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT FROM codes WHERE code = which);
END
$$;

CREATE FUNCTION app.ticket() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN nextval('tickets');
END
$$;

CREATE FUNCTION app.pinned(low bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE SET search_path = app AS $$
BEGIN
    RETURN base(low);
END
$$;

CREATE TABLE app.events (
    id bigint PRIMARY KEY,
    low bigint NOT NULL,
    high bigint NOT NULL,
    code text,
    ticket bigint DEFAULT app.ticket(),
    CONSTRAINT code_is_known CHECK (app.is_known(code))
);

CREATE TABLE app.lines (low bigint, high bigint);

CREATE INDEX lines_spread ON app.lines (app.spread(low, high));

CREATE INDEX events_pinned ON app.events (app.pinned(low));
