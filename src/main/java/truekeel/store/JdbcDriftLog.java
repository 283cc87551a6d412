package truekeel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.model.Value;

final class JdbcDriftLog implements DriftLog {
    private static final String CURRENT = "select * from drift where tenant = :tenant and ended is null order by id";
    private static final String INSERT = """
            insert into drift (tenant, kind, name, state, fields, since, cause, attributed_user, attributed_time,
                               attributed_event)
            values (:tenant, :kind, :name, :state, :fields, :since, :cause, :user, :time, :event)
            """;
    private static final String UPDATE = """
            update drift set state = :state, fields = :fields, attributed_user = :user, attributed_time = :time,
                             attributed_event = :event
            where id = :id
            """;
    private static final String HISTORY =
            "select * from drift where tenant = :tenant and ended is not null order by ended desc, id limit :limit";
    private static final String ENDED = """
            select * from drift where tenant = :tenant and ended >= :from and ended <= :to order by ended desc, id
            """;
    private static final String PRUNE = """
            delete from drift where ended is not null and (ended < :horizon or id in (
                select id from (
                    select id, row_number() over (partition by tenant order by ended desc, id) as place
                    from drift where ended is not null) as ranked
                where place > :count))
            """;

    private final Database database;

    JdbcDriftLog(Database database) {
        this.database = database;
    }

    @Override
    public List<DriftRecord> of(TenantName tenant) {
        return database.read(handle -> current(handle, tenant)).values().stream()
                .sorted(Comparator.comparing(DriftRecord::ref))
                .toList();
    }

    @Override
    public void replace(TenantName tenant, List<DriftRecord> current, Instant at) {
        if (current.isEmpty() && of(tenant).isEmpty()) {
            return; // as in most looks: nothing drifts and nothing did
        }
        List<DriftRecord> storable =
                current.stream().map(JdbcDriftLog::storable).toList();
        database.change(handle -> {
            DriftSuccession<Long> next = DriftSuccession.of(current(handle, tenant), storable, Micros.of(at));
            next.ended().forEach(id -> end(handle, id, at));
            next.changed().forEach((id, record) -> bind(handle.createUpdate(UPDATE), record)
                    .bind("id", id)
                    .execute());
            next.begun().forEach(record -> begin(handle, tenant, record));
        });
    }

    @Override
    public List<EndedDrift> history(TenantName tenant, int limit) {
        return database.read(handle -> handle.createQuery(HISTORY)
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map((row, context) -> ended(row))
                .list());
    }

    @Override
    public List<EndedDrift> ended(TenantName tenant, Instant from, Instant to) {
        return database.read(handle -> handle.createQuery(ENDED)
                .bind("tenant", tenant.value())
                .bind("from", Columns.time(from))
                .bind("to", Columns.time(to))
                .map((row, context) -> ended(row))
                .list());
    }

    private static EndedDrift ended(ResultSet row) throws SQLException {
        return new EndedDrift(record(row), Columns.time(row, "ended"));
    }

    @Override
    public int prune(Retention retention, Instant now) {
        return database.write(handle -> handle.createUpdate(PRUNE)
                .bind("horizon", Columns.time(retention.horizon(now)))
                .bind("count", retention.count())
                .execute());
    }

    private static DriftRecord storable(DriftRecord record) {
        ResourceRef ref =
                new ResourceRef(record.ref().kind(), Columns.text(record.ref().name()));
        return new DriftRecord(
                ref, record.state(), record.fields(), record.since(), record.cause(), record.attribution());
    }

    private static void end(Handle handle, long id, Instant at) {
        handle.createUpdate("update drift set ended = :ended where id = :id")
                .bind("ended", Columns.time(at))
                .bind("id", id)
                .execute();
    }

    private static void begin(Handle handle, TenantName tenant, DriftRecord record) {
        bind(handle.createUpdate(INSERT), record)
                .bind("tenant", tenant.value())
                .bind("kind", record.ref().kind().value())
                .bind("name", record.ref().name())
                .bind("since", Columns.time(record.since()))
                .bind("cause", record.cause().word())
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, DriftRecord record) {
        Optional<Attribution> attribution = record.attribution();
        return statement
                .bind("state", record.state())
                .bind("fields", ValueJson.write(fields(record.fields())))
                .bind("user", Columns.text(attribution.map(Attribution::user)))
                .bind("time", Columns.time(attribution.map(Attribution::time)))
                .bind("event", Columns.text(attribution.map(Attribution::eventId)));
    }

    private static Map<Long, DriftRecord> current(Handle handle, TenantName tenant) {
        Map<Long, DriftRecord> records = new LinkedHashMap<>();
        handle.createQuery(CURRENT)
                .bind("tenant", tenant.value())
                .map((row, context) -> Map.entry(row.getLong("id"), record(row)))
                .forEach(entry -> records.put(entry.getKey(), entry.getValue()));
        return records;
    }

    private static DriftRecord record(ResultSet row) throws SQLException {
        Optional<String> user = Columns.maybeText(row, "attributed_user");
        Optional<Instant> time = Columns.maybeTime(row, "attributed_time");
        Optional<String> event = Columns.maybeText(row, "attributed_event");
        return new DriftRecord(
                Columns.ref(row),
                row.getString("state"),
                fields(row.getString("fields")),
                Columns.time(row, "since"),
                DriftCause.parse(row.getString("cause")),
                user.flatMap(who -> time.map(when -> new Attribution(who, when, event.orElse("")))));
    }

    private static Value fields(List<DriftField> fields) {
        return new Value.Items(fields.stream()
                .<Value>map(field -> new Value.Fields(Map.of(
                        "path", Value.text(field.path()),
                        "desired", Value.text(field.desired()),
                        "live", Value.text(field.live()))))
                .toList());
    }

    private static List<DriftField> fields(String json) {
        Value.Fields holder = new Value.Fields(Map.of("fields", ValueJson.read(json)));
        return holder.items("fields").stream()
                .map(item -> (Value.Fields) item)
                .map(item -> new DriftField(
                        item.text("path").orElse(""),
                        item.text("desired").orElse(""),
                        item.text("live").orElse("")))
                .toList();
    }
}
