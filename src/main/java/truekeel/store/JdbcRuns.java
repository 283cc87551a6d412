package truekeel.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.model.Value;

final class JdbcRuns implements Runs {
    private static final String INSERT = """
            insert into run (id, tenant, revision, cause, begun, ended, outcome, counts, code, detail, looked)
            values (:id, :tenant, :revision, :cause, :begun, :ended, :outcome, :counts, :code, :detail, :looked)
            """;
    private static final String END = """
            update run set ended = :ended, outcome = :outcome, counts = :counts, code = :code, detail = :detail,
                           looked = :looked
            """;
    private static final String LAST_LOOK = """
            select * from run where tenant = :tenant and looked is not null and ended < :before
            order by begun desc, id desc limit 1
            """;
    private static final String RECENT = "select * from run order by begun desc, id desc limit :limit";
    private static final String RECENT_OF_TENANT =
            "select * from run where tenant = :tenant order by begun desc, id desc limit :limit";
    private static final String NEWEST = """
            select * from run where tenant = :tenant and outcome in (<outcomes>)
            order by begun desc, id desc limit 1
            """;
    /** Each kept set is one sentence of {@link Runs#prune}. */
    private static final String SUPERFLUOUS = """
            select id from (
                select id, begun, row_number() over (partition by tenant order by begun desc, id desc) as place
                from run) as ranked
            where (place > :count or begun < :horizon)
              and id not in (select run from step where state in ('sent', 'uncertain'))
              and id not in (select id from (
                  select id, row_number() over (partition by tenant order by begun desc, id desc) as place
                  from run where outcome in (<force>)) as in_force where place = 1)
              and id not in (select id from (
                  select id, row_number() over (partition by tenant order by begun desc, id desc) as place
                  from run where outcome in (<success>)) as succeeded where place = 1)
            """;

    private static final String FORGET_STEPS =
            "delete from step where run = :run and not creates and state not in ('sent', 'uncertain')";
    private static final String FORGET_OLD_STEPS =
            "delete from step where sent < :horizon and state not in ('sent', 'uncertain')";

    private final Database database;

    JdbcRuns(Database database) {
        this.database = database;
    }

    @Override
    public void begin(RunRecord run) {
        database.changeSoon(handle -> {
            if (find(handle, run.id()).isPresent()) {
                throw new IllegalStateException("Run " + run.id() + " began twice. This is a bug in Truekeel.");
            }
            handle.createUpdate(INSERT)
                    .bind("id", run.id().value())
                    .bind("tenant", run.tenant().value())
                    .bind("revision", run.revision().id())
                    .bind("cause", Columns.text(run.trigger()))
                    .bind("begun", Columns.time(run.begun()))
                    .bind("ended", Columns.time(run.end().map(RunEnd::at)))
                    .bind("outcome", Columns.text(run.end().map(end -> end.outcome()
                            .word())))
                    .bind("counts", Columns.text(run.end().map(JdbcRuns::counts)))
                    .bind("code", Columns.text(run.end().flatMap(RunEnd::code)))
                    .bind("detail", Columns.text(run.end().map(RunEnd::detail)))
                    .bind("looked", Columns.time(run.end().flatMap(RunEnd::looked)))
                    .execute();
        });
    }

    @Override
    public void end(RunId id, RunEnd end) {
        int ended = database.write(handle -> bind(handle.createUpdate(END + " where id = :id"), end)
                .bind("id", id.value())
                .execute());
        if (ended != 1) {
            throw new IllegalStateException("Run " + id + " ended and never began. This is a bug in Truekeel.");
        }
    }

    @Override
    public int endOpen(RunEnd end) {
        return database.write(handle ->
                bind(handle.createUpdate(END + " where ended is null"), end).execute());
    }

    private static Update bind(Update statement, RunEnd end) {
        return statement
                .bind("ended", Columns.time(end.at()))
                .bind("outcome", end.outcome().word())
                .bind("counts", counts(end))
                .bind("code", Columns.text(end.code()))
                .bind("detail", Columns.text(end.detail()))
                .bind("looked", Columns.time(end.looked()));
    }

    @Override
    public List<RunRecord> recent(Optional<TenantName> tenant, int limit) {
        return database.read(handle -> tenant.map(
                        name -> handle.createQuery(RECENT_OF_TENANT).bind("tenant", name.value()))
                .orElseGet(() -> handle.createQuery(RECENT))
                .bind("limit", limit)
                .map(JdbcRuns::run)
                .list());
    }

    @Override
    public Optional<RunRecord> find(RunId id) {
        return database.read(handle -> find(handle, id));
    }

    @Override
    public boolean hasApplied(TenantName tenant, Revision revision) {
        return newest(tenant, RunOutcome.wordsOfForce())
                .filter(run -> run.revision().equals(revision))
                .isPresent();
    }

    @Override
    public Optional<LastLook> lastLook(TenantName tenant, Instant before) {
        return database.read(handle -> handle.createQuery(LAST_LOOK)
                        .bind("tenant", tenant.value())
                        .bind("before", Columns.time(before))
                        .map(JdbcRuns::run)
                        .findOne())
                .flatMap(RunRecord::lastLook);
    }

    @Override
    public Optional<Instant> lastSuccess(TenantName tenant) {
        return newest(tenant, RunOutcome.wordsOfSuccess())
                .flatMap(RunRecord::end)
                .map(RunEnd::at);
    }

    @Override
    public int prune(Retention retention, Instant now) {
        return database.write(handle -> {
            List<String> gone = superfluous(handle, retention, now);
            forEach(handle, gone, FORGET_STEPS);
            forEach(handle, gone, "delete from run where id = :run");
            handle.createUpdate(FORGET_OLD_STEPS)
                    .bind("horizon", Columns.time(retention.horizon(now)))
                    .execute();
            return gone.size();
        });
    }

    private static List<String> superfluous(Handle handle, Retention retention, Instant now) {
        return handle.createQuery(SUPERFLUOUS)
                .bindList("force", RunOutcome.wordsOfForce())
                .bindList("success", RunOutcome.wordsOfSuccess())
                .bind("count", retention.count())
                .bind("horizon", Columns.time(retention.horizon(now)))
                .mapTo(String.class)
                .list();
    }

    private static void forEach(Handle handle, List<String> runs, String statement) {
        if (runs.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(statement);
        runs.forEach(run -> batch.bind("run", run).add());
        batch.execute();
    }

    private Optional<RunRecord> newest(TenantName tenant, List<String> outcomes) {
        return database.read(handle -> handle.createQuery(NEWEST)
                .bindList("outcomes", outcomes)
                .bind("tenant", tenant.value())
                .map(JdbcRuns::run)
                .findOne());
    }

    private static Optional<RunRecord> find(Handle handle, RunId id) {
        return handle.createQuery("select * from run where id = :id")
                .bind("id", id.value())
                .map(JdbcRuns::run)
                .findOne();
    }

    private static RunRecord run(ResultSet row, StatementContext context) throws SQLException {
        return new RunRecord(
                RunId.of(row.getString("id")),
                TenantName.of(row.getString("tenant")),
                new Revision(row.getString("revision")),
                row.getString("cause"),
                Columns.time(row, "begun"),
                end(row));
    }

    private static Optional<RunEnd> end(ResultSet row) throws SQLException {
        Optional<Instant> at = Columns.maybeTime(row, "ended");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RunEnd(
                RunOutcome.parse(row.getString("outcome")),
                counts(row.getString("counts")),
                Columns.maybeText(row, "code"),
                row.getString("detail"),
                at.get(),
                Columns.maybeTime(row, "looked")));
    }

    private static String counts(RunEnd end) {
        Map<String, Value> counts = new TreeMap<>();
        end.counts().forEach((word, count) -> counts.put(word, Value.number(count)));
        return ValueJson.write(new Value.Fields(counts));
    }

    private static Map<String, Integer> counts(String json) {
        Map<String, Integer> counts = new TreeMap<>();
        ValueJson.readFields(json)
                .values()
                .forEach((word, count) -> counts.put(word, new BigDecimal(count.toString()).intValueExact()));
        return counts;
    }
}
