package truekeel.store;

import java.time.Instant;
import truekeel.model.TenantName;

final class JdbcSuspensions implements Suspensions {
    private static final String SUSPEND = """
            merge into suspension as held
            using (select cast(:tenant as varchar) as tenant) as given on held.tenant = given.tenant
            when not matched then insert (tenant, since) values (:tenant, :since)
            """;

    private final Database database;

    JdbcSuspensions(Database database) {
        this.database = database;
    }

    @Override
    public boolean isSuspended(TenantName tenant) {
        return database.read(handle -> handle.createQuery("select 1 from suspension where tenant = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    @Override
    public void suspend(TenantName tenant, Instant at) {
        database.write(handle -> handle.createUpdate(SUSPEND)
                .bind("tenant", tenant.value())
                .bind("since", Columns.time(at))
                .execute());
    }

    @Override
    public void resume(TenantName tenant) {
        database.write(handle -> handle.createUpdate("delete from suspension where tenant = :tenant")
                .bind("tenant", tenant.value())
                .execute());
    }
}
