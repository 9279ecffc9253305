CREATE TABLE parcel (
    id integer PRIMARY KEY,
    weight numeric(6,1) NOT NULL,
    sent date,
    tries bigint
);
