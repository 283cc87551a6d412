package truekeel.model;

/** The keys in log lines. Searches and dashboards rely on them. */
public final class LogKeys {
    public static final String ACTION = "action";
    public static final String ATTEMPT = "attempt";
    public static final String BY = "by";
    public static final String CHANGES = "changes";
    public static final String CODE = "code";
    public static final String DRIFT = "drift";
    public static final String DURATION = "duration";
    public static final String FINDINGS = "findings";
    public static final String FOLDER = "folder";
    public static final String HOST = "host";
    public static final String KIND = "kind";
    public static final String MESSAGE = "message";
    public static final String NAME = "name";
    public static final String NEXT = "next";
    public static final String OPERATION = "operation";
    public static final String OUTCOME = "outcome";
    public static final String PATH = "path";
    public static final String RETRY_AFTER = "retryAfter";
    public static final String REVISION = "revision";
    public static final String RUN = "run";
    public static final String RUNS = "runs";
    public static final String SECRET = "secret";
    public static final String SUNSET = "sunset";
    public static final String TENANT = "tenant";
    public static final String TENANTS = "tenants";

    private LogKeys() {}
}
