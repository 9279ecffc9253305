-- What the shop is made of: its schemas, and the types that its tables share.

CREATE SCHEMA shop;
COMMENT ON SCHEMA shop IS 'The online shop: customers, catalogue, stock, orders, money.';

CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who changed what. Written by triggers, read by people.';

CREATE SCHEMA reporting;
COMMENT ON SCHEMA reporting IS 'Views for dashboards; no data of its own.';

CREATE TYPE shop.order_status AS ENUM ('cart', 'placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled');
CREATE TYPE shop.payment_method AS ENUM ('card', 'bank_transfer', 'wallet', 'invoice');
CREATE TYPE shop.payment_state AS ENUM ('authorised', 'captured', 'failed', 'refunded');
CREATE TYPE shop.movement_reason AS ENUM ('delivery', 'sale', 'return', 'stocktaking', 'breakage');

CREATE DOMAIN shop.email AS text
    CONSTRAINT email_has_an_at CHECK (VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+$');
COMMENT ON DOMAIN shop.email IS 'Good enough to send to; whether it arrives is another question.';

CREATE DOMAIN shop.money_amount AS numeric(12, 2)
    CONSTRAINT money_amount_not_negative CHECK (VALUE >= 0);

CREATE DOMAIN shop.currency AS character(3)
    DEFAULT 'EUR'
    CONSTRAINT currency_is_iso_4217 CHECK (VALUE ~ '^[A-Z]{3}$');

CREATE DOMAIN shop.slug AS text
    CONSTRAINT slug_is_tidy CHECK (VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

CREATE TYPE shop.dimensions AS (
    width_mm integer,
    height_mm integer,
    depth_mm integer
);
