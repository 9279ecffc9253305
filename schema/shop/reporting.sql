-- What dashboards ask for.

CREATE VIEW reporting.open_orders AS
SELECT o.number,
       o.placed_at,
       c.full_name,
       o.status,
       o.total,
       o.currency,
       count(i.line) AS lines
FROM shop.orders o
JOIN shop.customers c ON c.id = o.customer_id
LEFT JOIN shop.order_items i ON i.order_id = o.id AND i.placed_at = o.placed_at
WHERE o.status IN ('placed', 'paid', 'packed')
GROUP BY o.number, o.placed_at, c.full_name, o.status, o.total, o.currency;
COMMENT ON VIEW reporting.open_orders IS 'What the warehouse has to do.';

CREATE VIEW reporting.product_ratings AS
SELECT p.id AS product_id, p.name, count(r.stars) AS reviews, round(avg(r.stars), 2) AS stars
FROM shop.products p
LEFT JOIN shop.reviews r ON r.product_id = p.id AND r.is_published
GROUP BY p.id, p.name;

CREATE MATERIALIZED VIEW reporting.daily_sales AS
SELECT date_trunc('day', o.placed_at) AS day,
       o.currency,
       count(*) AS orders,
       sum(o.total) AS revenue
FROM shop.orders o
WHERE o.status >= 'paid' AND o.status <> 'cancelled'
GROUP BY 1, 2
WITH NO DATA;
CREATE UNIQUE INDEX daily_sales_key ON reporting.daily_sales (day, currency);

CREATE VIEW reporting.best_products AS
SELECT r.product_id, r.name, r.stars, sum(i.quantity) AS sold
FROM reporting.product_ratings r
JOIN shop.product_variants v ON v.product_id = r.product_id
JOIN shop.order_items i ON i.variant_id = v.id
GROUP BY r.product_id, r.name, r.stars;
