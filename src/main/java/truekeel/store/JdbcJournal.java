package truekeel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;

final class JdbcJournal implements Journal {
    private static final String INSERT = """
            insert into step (run, tenant, kind, name, action, step, plan_hash, fingerprint, pre_image, creates,
                              is_final, sent, state, changed)
            values (:run, :tenant, :kind, :name, :action, :step, :planHash, :fingerprint, :preImage, :creates,
                    :isFinal, :sent, :state, :sent)
            """;
    private static final String JUDGE = """
            update step set state = :verdict, live_id = :liveId, reason = coalesce(:reason, reason), changed = :at
            where id = :id and state in ('sent', 'uncertain')
            """;
    private static final String OPEN =
            "select * from step where tenant = :tenant and state in ('sent', 'uncertain') order by id";
    private static final String RECENT =
            "select * from step where tenant = :tenant and kind = :kind and name = :name order by id desc limit :limit";
    private static final String CREATED = """
            select count(*) from step
            where tenant = :tenant and kind = :kind and live_id = :liveId and creates and state = 'confirmed'
            """;

    private static final String SENT_SINCE = """
            select count(*) from step
            where tenant = :tenant and kind = :kind and step = :step and sent >= :since
            """;

    private final Database database;

    JdbcJournal(Database database) {
        this.database = database;
    }

    @Override
    public StepId sent(StepRecord step) {
        return database.writeThrough(handle -> handle.createUpdate(INSERT)
                .bind("run", step.run().value())
                .bind("tenant", step.tenant().value())
                .bind("kind", step.ref().kind().value())
                .bind("name", Columns.text(step.ref().name()))
                .bind("action", step.action())
                .bind("step", step.step())
                .bind("planHash", step.planHash())
                .bind("fingerprint", step.fingerprint())
                .bind("preImage", ValueJson.write(step.preImage()))
                .bind("creates", step.creates())
                .bind("isFinal", step.isFinal())
                .bind("sent", Columns.time(step.at()))
                .bind("state", StepState.SENT.word())
                .executeAndReturnGeneratedKeys("id")
                .map((row, context) -> new StepId(row.getLong("id")))
                .one());
    }

    @Override
    public void confirmed(StepId id, Optional<String> liveId, Instant at) {
        judge(id, StepState.CONFIRMED, liveId, Optional.empty(), at);
    }

    @Override
    public void uncertain(StepId id, String reason, Instant at) {
        judge(id, StepState.UNCERTAIN, Optional.empty(), Optional.of(reason), at);
    }

    @Override
    public void failed(StepId id, String reason, Instant at) {
        judge(id, StepState.FAILED, Optional.empty(), Optional.of(reason), at);
    }

    @Override
    public void settle(StepId id, Instant at) {
        judge(id, StepState.SETTLED, Optional.empty(), Optional.empty(), at);
    }

    private void judge(StepId id, StepState verdict, Optional<String> liveId, Optional<String> reason, Instant at) {
        Optional<StepState> before = database.write(handle -> {
            int judged = handle.createUpdate(JUDGE)
                    .bind("verdict", verdict.word())
                    .bind("liveId", Columns.text(liveId))
                    .bind("reason", Columns.text(reason))
                    .bind("at", Columns.time(at))
                    .bind("id", id.value())
                    .execute();
            return judged == 1 ? Optional.of(verdict) : state(handle, id);
        });
        if (!before.equals(Optional.of(verdict))) {
            throw Verdicts.misplaced(id, verdict, before);
        }
    }

    private static Optional<StepState> state(Handle handle, StepId id) {
        return handle.createQuery("select state from step where id = :id")
                .bind("id", id.value())
                .map((row, context) -> StepState.parse(row.getString("state")))
                .findOne();
    }

    @Override
    public List<OpenStep> open(TenantName tenant) {
        return database.read(handle -> handle.createQuery(OPEN)
                .bind("tenant", tenant.value())
                .map(this::entry)
                .map(entry -> new OpenStep(entry.id(), entry.record(), entry.state()))
                .list());
    }

    @Override
    public List<StepEntry> of(RunId run) {
        return database.read(handle -> handle.createQuery("select * from step where run = :run order by id")
                .bind("run", run.value())
                .map(this::entry)
                .list());
    }

    @Override
    public List<StepEntry> recent(TenantName tenant, ResourceRef ref, int limit) {
        return database.read(handle -> handle.createQuery(RECENT)
                .bind("tenant", tenant.value())
                .bind("kind", ref.kind().value())
                .bind("name", Columns.text(ref.name()))
                .bind("limit", limit)
                .map(this::entry)
                .list());
    }

    @Override
    public int sentSince(TenantName tenant, KindName kind, String step, Instant since) {
        return database.read(handle -> handle.createQuery(SENT_SINCE)
                .bind("tenant", tenant.value())
                .bind("kind", kind.value())
                .bind("step", step)
                .bind("since", Columns.time(since))
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public boolean wasCreatedByUs(TenantName tenant, KindName kind, String liveId) {
        return database.read(handle -> handle.createQuery(CREATED)
                        .bind("tenant", tenant.value())
                        .bind("kind", kind.value())
                        .bind("liveId", Columns.text(liveId))
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    private StepEntry entry(ResultSet row, StatementContext context) throws SQLException {
        StepRecord record = new StepRecord(
                RunId.of(row.getString("run")),
                TenantName.of(row.getString("tenant")),
                Columns.ref(row),
                row.getString("action"),
                row.getString("step"),
                row.getString("plan_hash"),
                row.getString("fingerprint"),
                ValueJson.readFields(row.getString("pre_image")),
                row.getBoolean("creates"),
                row.getBoolean("is_final"),
                Columns.time(row, "sent"));
        return new StepEntry(
                new StepId(row.getLong("id")),
                record,
                StepState.parse(row.getString("state")),
                Columns.maybeText(row, "live_id"),
                Columns.maybeText(row, "reason"),
                Columns.time(row, "changed"));
    }
}
