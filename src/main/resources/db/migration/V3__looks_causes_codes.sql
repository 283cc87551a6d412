-- When a run looked at its tenant, on the tenant's clock, and the stable code of what broke it off.
alter table run add column looked timestamp(6) with time zone;
alter table run add column code varchar(60);
-- Whether the desired state moved away from the live one, or the other way round.
alter table drift add column cause varchar(20) default 'revision' not null;
