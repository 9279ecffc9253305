CREATE ROLE shop_application NOLOGIN;
CREATE ROLE shop_reporting NOLOGIN;
