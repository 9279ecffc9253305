-- People who buy, and where they want it sent.

CREATE TABLE shop.customers (
    id bigint GENERATED ALWAYS AS IDENTITY,
    email shop.email NOT NULL,
    full_name text NOT NULL,
    phone text,
    locale text DEFAULT 'en' NOT NULL,
    newsletter boolean DEFAULT false NOT NULL,
    preferences jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT customers_pkey PRIMARY KEY (id),
    CONSTRAINT customers_full_name_check CHECK (length(full_name) > 0)
);
COMMENT ON TABLE shop.customers IS 'Everybody who has ever filled a cart while signed in.';
COMMENT ON COLUMN shop.customers.email IS 'Unique whatever its case; see customers_email_key.';

CREATE UNIQUE INDEX customers_email_key ON shop.customers (lower(email::text));
CREATE INDEX customers_newsletter_idx ON shop.customers (id) WHERE newsletter;

CREATE TABLE shop.addresses (
    id bigint GENERATED ALWAYS AS IDENTITY,
    customer_id bigint NOT NULL,
    label text DEFAULT 'home' NOT NULL,
    recipient text NOT NULL,
    street text NOT NULL,
    postal_code text NOT NULL,
    city text NOT NULL,
    country character(2) NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    CONSTRAINT addresses_pkey PRIMARY KEY (id),
    CONSTRAINT addresses_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT addresses_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES shop.customers (id) ON DELETE CASCADE
);

CREATE INDEX addresses_customer_id_idx ON shop.addresses (customer_id);
CREATE UNIQUE INDEX addresses_one_default ON shop.addresses (customer_id) WHERE is_default;

-- A customer sees and changes only what is theirs; the application says who it acts for.
ALTER TABLE shop.addresses ENABLE ROW LEVEL SECURITY;

CREATE POLICY addresses_of_customer ON shop.addresses
    USING (customer_id = shop.current_customer())
    WITH CHECK (customer_id = shop.current_customer());

CREATE FUNCTION shop.current_customer() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT nullif(current_setting('shop.customer', true), '')::bigint
$$;
COMMENT ON FUNCTION shop.current_customer() IS 'The customer that the application acts for; NULL if none.';

CREATE FUNCTION shop.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END;
$$;

CREATE TRIGGER customers_touch BEFORE UPDATE ON shop.customers
    FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION shop.touch();
