-- What roles may do. The roles themselves belong to the whole cluster and are no part of a schema.

GRANT USAGE ON SCHEMA shop TO shop_application, shop_reporting;
GRANT USAGE ON SCHEMA reporting TO shop_reporting;

GRANT SELECT, INSERT, UPDATE, DELETE
    ON shop.customers, shop.addresses, shop.orders, shop.order_items, shop.coupon_redemptions, shop.payments,
       shop.shipments, shop.shipment_items, shop.reviews
    TO shop_application;
GRANT SELECT
    ON shop.brands, shop.categories, shop.products, shop.product_variants, shop.product_categories,
       shop.product_images, shop.coupons, shop.warehouses, shop.stock_levels
    TO shop_application;
GRANT INSERT ON shop.stock_movements, shop.refunds TO shop_application;
GRANT USAGE ON SEQUENCE shop.order_numbers TO shop_application;

-- Names, but no addresses: of people, and of mail.
GRANT SELECT (id, full_name, locale) ON shop.customers TO shop_reporting;
GRANT SELECT
    ON reporting.open_orders, reporting.product_ratings, reporting.daily_sales, reporting.best_products
    TO shop_reporting;

REVOKE EXECUTE ON PROCEDURE shop.cancel_stale_carts(interval) FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE shop.cancel_stale_carts(interval) TO shop_application;
