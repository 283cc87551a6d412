-- What app files hold, as their reader wrote it down, by what Qlik is told of a file: the first twelve hex digits of its
-- SHA-256. It is how a plan can show what changed in an app when the file of the deployed version is gone.
create table outline (
    digest  varchar(64) not null primary key,
    content bytea       not null,
    used    timestamp(6) with time zone not null
);
create index outline_used on outline (used);
