package truekeel.fleet;

import java.util.Map;
import java.util.concurrent.Executor;
import org.jboss.logging.MDC;
import truekeel.model.LogKeys;
import truekeel.store.RunId;

/** What every log line of a run carries besides its own words: tenant, run and revision. Bound to the thread. */
public final class RunContext implements AutoCloseable {
    private final RunId run;

    private RunContext(RunId run) {
        this.run = run;
    }

    /** Begins on this thread; {@link #close} ends it. */
    static RunContext enter(TenantTask task, RunId run) {
        MDC.put(LogKeys.TENANT, task.tenant().value());
        MDC.put(LogKeys.RUN, run.value());
        MDC.put(LogKeys.REVISION, task.wanted().revision().shortId());
        return new RunContext(run);
    }

    RunId run() {
        return run;
    }

    @Override
    public void close() {
        MDC.remove(LogKeys.TENANT);
        MDC.remove(LogKeys.RUN);
        MDC.remove(LogKeys.REVISION);
    }

    /** Has threads of the pool go on in the context of whoever gives them work. */
    public static Executor carriedInto(Executor pool) {
        return work -> {
            Map<String, Object> context = MDC.getMap();
            pool.execute(() -> {
                context.forEach(MDC::put);
                try {
                    work.run();
                } finally {
                    context.keySet().forEach(MDC::remove);
                }
            });
        };
    }
}
