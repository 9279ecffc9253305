CREATE TABLE parcel (
    id integer PRIMARY KEY,
    weight numeric(8,3) NOT NULL,
    sent timestamp with time zone,
    tries integer
);
