-- Tenants that Truekeel makes, by the document that asked for them. The region of a create whose answer is still open
-- stands in a column of its own, so that no two are open in one region: a tenant without a name would be anybody's.
create table tenant_creation (
    tenant         varchar(63)  not null primary key,
    state          varchar(20)  not null,
    region         varchar(63)  not null,
    pending_region varchar(63),
    hostname       varchar(253),
    tenant_id      varchar(200),
    attempted      timestamp(6) with time zone not null,
    changed        timestamp(6) with time zone not null,
    constraint tenant_creation_one_pending unique (pending_region)
);
