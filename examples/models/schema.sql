CREATE SCHEMA app;

CREATE TYPE app.status AS ENUM ('draft', 'paid', 'sent');

CREATE TABLE app.customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar(200) NOT NULL UNIQUE,
    name text NOT NULL,
    address jsonb,
    tags text[] NOT NULL DEFAULT '{}'
);

CREATE TABLE app.orders (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    customer_id bigint NOT NULL REFERENCES app.customers,
    status app.status NOT NULL DEFAULT 'draft',
    note text,
    placed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE app.order_items (
    order_id uuid NOT NULL REFERENCES app.orders ON DELETE CASCADE,
    position integer NOT NULL,
    sku text NOT NULL,
    quantity integer NOT NULL CHECK (quantity > 0),
    price numeric(12, 2) NOT NULL,
    PRIMARY KEY (order_id, position)
);
