-- Payments, refunds and parcels: what follows an order.

CREATE TABLE shop.payments (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    order_id bigint NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    method shop.payment_method NOT NULL,
    state shop.payment_state DEFAULT 'authorised' NOT NULL,
    amount shop.money_amount NOT NULL,
    currency shop.currency NOT NULL,
    provider_reference text,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT payments_pkey PRIMARY KEY (id),
    CONSTRAINT payments_provider_reference_key UNIQUE (method, provider_reference),
    CONSTRAINT payments_order_fkey FOREIGN KEY (order_id, placed_at) REFERENCES shop.orders (id, placed_at)
);
CREATE INDEX payments_order_idx ON shop.payments (order_id, placed_at);

CREATE TABLE shop.refunds (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    payment_id uuid NOT NULL,
    amount shop.money_amount NOT NULL,
    reason text NOT NULL,
    refunded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT refunds_pkey PRIMARY KEY (id),
    CONSTRAINT refunds_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES shop.payments (id)
);
CREATE INDEX refunds_payment_id_idx ON shop.refunds (payment_id);

CREATE FUNCTION shop.check_refund() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    left_over numeric;
BEGIN
    SELECT p.amount - sum(r.amount) INTO left_over
    FROM shop.payments p JOIN shop.refunds r ON r.payment_id = p.id
    WHERE p.id = NEW.payment_id
    GROUP BY p.amount;
    IF left_over < 0 THEN
        RAISE EXCEPTION 'payment % is refunded by more than was paid', NEW.payment_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER refunds_not_more_than_paid AFTER INSERT OR UPDATE ON shop.refunds
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop.check_refund();

CREATE TABLE shop.shipments (
    id bigint GENERATED ALWAYS AS IDENTITY,
    order_id bigint NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    warehouse_id smallint NOT NULL,
    carrier text NOT NULL,
    tracking_code text,
    sent_at timestamp with time zone,
    delivered_at timestamp with time zone,
    CONSTRAINT shipments_pkey PRIMARY KEY (id),
    CONSTRAINT shipments_delivered_after_sent CHECK (delivered_at >= sent_at),
    CONSTRAINT shipments_order_fkey FOREIGN KEY (order_id, placed_at) REFERENCES shop.orders (id, placed_at),
    CONSTRAINT shipments_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES shop.warehouses (id)
);
CREATE INDEX shipments_order_idx ON shop.shipments (order_id, placed_at);
CREATE UNIQUE INDEX shipments_tracking_code_key ON shop.shipments (carrier, tracking_code) WHERE tracking_code IS NOT NULL;

CREATE TABLE shop.shipment_items (
    shipment_id bigint NOT NULL,
    variant_id bigint NOT NULL,
    quantity integer NOT NULL,
    CONSTRAINT shipment_items_pkey PRIMARY KEY (shipment_id, variant_id),
    CONSTRAINT shipment_items_quantity_check CHECK (quantity > 0),
    CONSTRAINT shipment_items_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shop.shipments (id) ON DELETE CASCADE,
    CONSTRAINT shipment_items_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES shop.product_variants (id)
);

CREATE TABLE audit.changes (
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamp with time zone DEFAULT now() NOT NULL,
    who text DEFAULT CURRENT_USER NOT NULL,
    relation text NOT NULL,
    operation text NOT NULL,
    before jsonb,
    after jsonb,
    CONSTRAINT changes_pkey PRIMARY KEY (id),
    CONSTRAINT changes_operation_check CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE'))
)
WITH (autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX changes_relation_at_idx ON audit.changes (relation, at DESC);

CREATE FUNCTION audit.record() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path TO ''
    AS $$
BEGIN
    INSERT INTO audit.changes (relation, operation, before, after)
    VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, TG_OP,
            CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
            CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
    RETURN NULL;
END;
$$;

CREATE TRIGGER payments_audit AFTER INSERT OR UPDATE OR DELETE ON shop.payments
    FOR EACH ROW EXECUTE FUNCTION audit.record();
CREATE TRIGGER refunds_audit AFTER INSERT OR UPDATE OR DELETE ON shop.refunds
    FOR EACH ROW EXECUTE FUNCTION audit.record();
CREATE TRIGGER coupons_audit AFTER UPDATE OF percent_off, amount_off OR DELETE ON shop.coupons
    FOR EACH ROW EXECUTE FUNCTION audit.record();
