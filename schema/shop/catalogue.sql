-- What is for sale.

CREATE TABLE shop.brands (
    id integer GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    slug shop.slug NOT NULL,
    CONSTRAINT brands_pkey PRIMARY KEY (id),
    CONSTRAINT brands_name_key UNIQUE (name),
    CONSTRAINT brands_slug_key UNIQUE (slug)
);

CREATE TABLE shop.categories (
    id integer GENERATED ALWAYS AS IDENTITY,
    parent_id integer,
    name text NOT NULL,
    slug shop.slug NOT NULL,
    "position" smallint DEFAULT 0 NOT NULL,
    CONSTRAINT categories_pkey PRIMARY KEY (id),
    CONSTRAINT categories_slug_key UNIQUE (slug),
    CONSTRAINT categories_not_its_own_parent CHECK (parent_id <> id),
    CONSTRAINT categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES shop.categories (id) ON DELETE RESTRICT
);
CREATE INDEX categories_parent_id_idx ON shop.categories (parent_id);

CREATE TABLE shop.products (
    id bigint GENERATED ALWAYS AS IDENTITY,
    brand_id integer,
    name text NOT NULL,
    slug shop.slug NOT NULL,
    description text DEFAULT '' NOT NULL,
    attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    search tsvector,
    published_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT products_pkey PRIMARY KEY (id),
    CONSTRAINT products_slug_key UNIQUE (slug),
    CONSTRAINT products_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES shop.brands (id) ON DELETE SET NULL
);
COMMENT ON TABLE shop.products IS 'One entry of the catalogue; what can be put into a cart is a variant of it.';
COMMENT ON COLUMN shop.products.search IS 'Kept by the trigger of the manual section "product search".';

ALTER TABLE shop.products ALTER COLUMN description SET STORAGE EXTERNAL;
ALTER TABLE shop.products ALTER COLUMN tags SET STATISTICS 500;

CREATE INDEX products_brand_id_idx ON shop.products (brand_id);
CREATE INDEX products_attributes_idx ON shop.products USING gin (attributes jsonb_path_ops);
CREATE INDEX products_tags_idx ON shop.products USING gin (tags);
CREATE INDEX products_published_idx ON shop.products (published_at DESC) INCLUDE (name) WHERE published_at IS NOT NULL;

CREATE TRIGGER products_touch BEFORE UPDATE ON shop.products
    FOR EACH ROW EXECUTE FUNCTION shop.touch();

CREATE TABLE shop.product_variants (
    id bigint GENERATED ALWAYS AS IDENTITY,
    product_id bigint NOT NULL,
    sku text NOT NULL,
    title text,
    price shop.money_amount NOT NULL,
    currency shop.currency NOT NULL,
    tax_rate numeric(4, 3) DEFAULT 0.19 NOT NULL,
    price_with_tax numeric(12, 2) GENERATED ALWAYS AS (round((price)::numeric * (1::numeric + tax_rate), 2)) STORED,
    size shop.dimensions,
    weight_g integer,
    is_active boolean DEFAULT true NOT NULL,
    CONSTRAINT product_variants_pkey PRIMARY KEY (id),
    CONSTRAINT product_variants_sku_key UNIQUE (sku),
    CONSTRAINT product_variants_tax_rate_check CHECK (tax_rate >= 0 AND tax_rate < 1),
    CONSTRAINT product_variants_weight_g_check CHECK (weight_g > 0),
    CONSTRAINT product_variants_product_id_fkey FOREIGN KEY (product_id) REFERENCES shop.products (id) ON DELETE CASCADE
);
CREATE INDEX product_variants_product_id_idx ON shop.product_variants (product_id);

CREATE TABLE shop.product_categories (
    product_id bigint NOT NULL,
    category_id integer NOT NULL,
    CONSTRAINT product_categories_pkey PRIMARY KEY (product_id, category_id),
    CONSTRAINT product_categories_product_id_fkey FOREIGN KEY (product_id) REFERENCES shop.products (id) ON DELETE CASCADE,
    CONSTRAINT product_categories_category_id_fkey FOREIGN KEY (category_id) REFERENCES shop.categories (id) ON DELETE CASCADE
);
CREATE INDEX product_categories_category_id_idx ON shop.product_categories (category_id);

CREATE TABLE shop.product_images (
    id bigint GENERATED ALWAYS AS IDENTITY,
    product_id bigint NOT NULL,
    url text NOT NULL,
    alternative_text text DEFAULT '' NOT NULL,
    "position" smallint DEFAULT 0 NOT NULL,
    CONSTRAINT product_images_pkey PRIMARY KEY (id),
    CONSTRAINT product_images_position_key UNIQUE (product_id, "position") DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT product_images_product_id_fkey FOREIGN KEY (product_id) REFERENCES shop.products (id) ON DELETE CASCADE
);

CREATE TABLE shop.reviews (
    product_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    stars smallint NOT NULL,
    title text,
    body text,
    is_published boolean DEFAULT false NOT NULL,
    written_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reviews_pkey PRIMARY KEY (product_id, customer_id),
    CONSTRAINT reviews_stars_check CHECK (stars BETWEEN 1 AND 5),
    CONSTRAINT reviews_product_id_fkey FOREIGN KEY (product_id) REFERENCES shop.products (id) ON DELETE CASCADE,
    CONSTRAINT reviews_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES shop.customers (id) ON DELETE CASCADE
);
CREATE INDEX reviews_customer_id_idx ON shop.reviews (customer_id);

ALTER TABLE shop.reviews ENABLE ROW LEVEL SECURITY;
CREATE POLICY reviews_are_public ON shop.reviews FOR SELECT USING (is_published);
CREATE POLICY reviews_own ON shop.reviews
    USING (customer_id = shop.current_customer())
    WITH CHECK (customer_id = shop.current_customer() AND NOT is_published);
