-- Tenants that the API suspended. What Git says of suspension is not kept here.
create table suspension (
    tenant varchar(63) not null primary key,
    since timestamp(6) with time zone not null
);
