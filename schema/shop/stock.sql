-- What is where, and how it got there.

CREATE TABLE shop.warehouses (
    id smallint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL,
    name text NOT NULL,
    country character(2) NOT NULL,
    CONSTRAINT warehouses_pkey PRIMARY KEY (id),
    CONSTRAINT warehouses_code_key UNIQUE (code)
);

CREATE TABLE shop.stock_levels (
    warehouse_id smallint NOT NULL,
    variant_id bigint NOT NULL,
    on_hand integer DEFAULT 0 NOT NULL,
    reserved integer DEFAULT 0 NOT NULL,
    available integer GENERATED ALWAYS AS (on_hand - reserved) STORED,
    CONSTRAINT stock_levels_pkey PRIMARY KEY (warehouse_id, variant_id),
    CONSTRAINT stock_levels_reserved_check CHECK (reserved >= 0 AND reserved <= on_hand),
    CONSTRAINT stock_levels_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES shop.warehouses (id),
    CONSTRAINT stock_levels_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES shop.product_variants (id) ON DELETE CASCADE
)
WITH (fillfactor = 80);
COMMENT ON COLUMN shop.stock_levels.available IS 'What may still be sold.';
CREATE INDEX stock_levels_variant_id_idx ON shop.stock_levels (variant_id);

CREATE TABLE shop.stock_movements (
    id bigint GENERATED ALWAYS AS IDENTITY,
    warehouse_id smallint NOT NULL,
    variant_id bigint NOT NULL,
    quantity integer NOT NULL,
    reason shop.movement_reason NOT NULL,
    note text,
    moved_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stock_movements_pkey PRIMARY KEY (id),
    CONSTRAINT stock_movements_quantity_check CHECK (quantity <> 0),
    CONSTRAINT stock_movements_level_fkey FOREIGN KEY (warehouse_id, variant_id)
        REFERENCES shop.stock_levels (warehouse_id, variant_id)
);
CREATE INDEX stock_movements_level_idx ON shop.stock_movements (warehouse_id, variant_id, moved_at);
CREATE INDEX stock_movements_moved_at_idx ON shop.stock_movements USING brin (moved_at);

CREATE FUNCTION shop.move_stock() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE shop.stock_levels
    SET on_hand = on_hand + NEW.quantity
    WHERE warehouse_id = NEW.warehouse_id AND variant_id = NEW.variant_id;
    RETURN NULL;
END;
$$;

CREATE TRIGGER stock_movements_move AFTER INSERT ON shop.stock_movements
    FOR EACH ROW EXECUTE FUNCTION shop.move_stock();
