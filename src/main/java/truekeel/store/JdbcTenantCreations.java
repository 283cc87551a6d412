package truekeel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import truekeel.model.TenantName;

final class JdbcTenantCreations implements TenantCreations {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String BEGIN = """
            merge into tenant_creation as held
            using (select cast(:tenant as varchar) as tenant) as given on held.tenant = given.tenant
            when matched and held.state = 'pending' then update set region = :region, pending_region = :region,
                attempted = :attempted, changed = :changed
            when not matched then insert (tenant, state, region, pending_region, attempted, changed)
                values (:tenant, 'pending', :region, :region, :attempted, :changed)
            """;
    private static final String CREATED = """
            merge into tenant_creation as held
            using (select cast(:tenant as varchar) as tenant) as given on held.tenant = given.tenant
            when matched then update set state = 'created', region = :region, pending_region = null,
                hostname = :hostname, tenant_id = :id, attempted = :attempted, changed = :changed
            when not matched then insert (tenant, state, region, hostname, tenant_id, attempted, changed)
                values (:tenant, 'created', :region, :hostname, :id, :attempted, :changed)
            """;

    private final Database database;

    JdbcTenantCreations(Database database) {
        this.database = database;
    }

    @Override
    public Optional<TenantCreation> of(TenantName tenant) {
        return database.read(handle -> handle.createQuery("select * from tenant_creation where tenant = :tenant")
                .bind("tenant", tenant.value())
                .map(JdbcTenantCreations::creation)
                .findFirst());
    }

    @Override
    public List<TenantCreation> all() {
        return database.read(handle -> sorted(handle.createQuery("select * from tenant_creation")));
    }

    @Override
    public List<TenantCreation> pending(String region) {
        return database.read(
                handle -> sorted(handle.createQuery("select * from tenant_creation where pending_region = :region")
                        .bind("region", region)));
    }

    private static List<TenantCreation> sorted(Query query) {
        return query.map(JdbcTenantCreations::creation).stream()
                // Databases sort by their own collation.
                .sorted((one, other) -> one.tenant().compareTo(other.tenant()))
                .toList();
    }

    @Override
    public boolean begin(TenantCreation pending) {
        return database.writeThrough(handle -> {
            try {
                return insert(handle, pending) == 1;
            } catch (UnableToExecuteStatementException failure) {
                if (failure.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                    handle.rollback();
                    return false;
                }
                throw failure;
            }
        });
    }

    private static int insert(Handle handle, TenantCreation pending) {
        return handle.createUpdate(BEGIN)
                .bind("tenant", pending.tenant().value())
                .bind("region", pending.region())
                .bind("attempted", Columns.time(pending.attempted()))
                .bind("changed", Columns.time(pending.changedAt()))
                .execute();
    }

    @Override
    public void created(TenantCreation created) {
        database.writeThrough(handle -> handle.createUpdate(CREATED)
                .bind("tenant", created.tenant().value())
                .bind("region", created.region())
                .bind("hostname", Columns.text(created.hostname()))
                .bind("id", Columns.text(created.tenantId()))
                .bind("attempted", Columns.time(created.attempted()))
                .bind("changed", Columns.time(created.changedAt()))
                .execute());
    }

    @Override
    public void forget(TenantName tenant) {
        database.write(handle -> handle.createUpdate(
                        "delete from tenant_creation where tenant = :tenant and state = 'pending'")
                .bind("tenant", tenant.value())
                .execute());
    }

    private static TenantCreation creation(ResultSet row, StatementContext context) throws SQLException {
        return new TenantCreation(
                TenantName.of(row.getString("tenant")),
                TenantCreation.State.parse(row.getString("state")),
                row.getString("region"),
                Columns.maybeText(row, "hostname"),
                Columns.maybeText(row, "tenant_id"),
                Columns.time(row, "attempted"),
                Columns.time(row, "changed"));
    }
}
