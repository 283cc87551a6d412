-- How many steps of a name were sent to a tenant in the last day is asked before every import.
create index step_by_name on step (tenant, kind, step, sent);
