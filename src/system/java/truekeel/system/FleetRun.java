package truekeel.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.git.GitFixture;
import truekeel.simulator.ClientCredential;

/** A packaged daemon with a file database that follows a repository and looks after five empty tenants. */
final class FleetRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final GitFixture repository;
    private final Truekeel daemon;
    private String revision;

    private FleetRun(GitFixture repository, Truekeel daemon, String revision) {
        this.repository = repository;
        this.daemon = daemon;
        this.revision = revision;
    }

    /** Starts from nothing in a folder that does not exist yet. */
    static FleetRun start(String name, Path folder, Cloud cloud) throws IOException {
        FiveTenants.make(cloud);
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        for (String secret : FiveTenants.secrets()) {
            Files.writeString(secrets.resolve(secret), ClientCredential.DEMO.clientSecret());
        }
        GitFixture repository = GitFixture.create(folder.resolve("repository.git"));
        String revision = repository.commit("main", FiveTenants.first(), "First");
        Truekeel daemon = Truekeel.start(
                name,
                List.of(
                        "run",
                        "--truekeel.git.url=" + repository.url(),
                        "--truekeel.git.poll=1s",
                        "--truekeel.data.dir=" + folder.resolve("data"),
                        "--truekeel.secrets.dir=" + secrets,
                        "--truekeel.qlik.route=" + cloud.url(),
                        "--truekeel.qlik.share=1",
                        "--truekeel.qlik.timeout=1s",
                        "--truekeel.reconcile.interval=2s",
                        "--truekeel.auth.mode=none"));
        return new FleetRun(repository, daemon, revision);
    }

    /** From now on this is what is wanted. */
    void commit(Map<String, GitFixture.Entry> files) {
        revision = repository.commit("main", files, "Next");
    }

    /** Waits until these tenants agree with the last commit, as the API tells. */
    void awaitInSync(Collection<String> tenants) {
        try {
            Eventually.get("in sync: " + tenants, PATIENCE, () -> {
                daemon.mustRun();
                return tenants.stream().allMatch(this::isInSync) ? Optional.of(true) : Optional.empty();
            });
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "\n" + explained(tenants), late);
        }
    }

    /** What the daemon has to say of the tenants that are not in sync. */
    private String explained(Collection<String> tenants) {
        StringBuilder text = new StringBuilder();
        for (String tenant : tenants) {
            if (!isInSync(tenant)) {
                text.append(tenant).append(' ');
                daemon.web()
                        .json("/api/v1/tenants/" + tenant)
                        .path("conditions")
                        .forEach(condition -> text.append(condition.path("type").asText())
                                .append('=')
                                .append(condition.path("status").asText())
                                .append(' ')
                                .append(condition.path("message").asText())
                                .append("; "));
                text.append('\n')
                        .append(daemon.web().get("/api/v1/tenants/" + tenant + "/drift"))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Whether the tenant's latest run was of the last commit and left nothing to do. */
    boolean isInSync(String tenant) {
        try {
            JsonNode status = daemon.web().json("/api/v1/tenants/" + tenant);
            JsonNode run =
                    daemon.web().json("/api/v1/runs/" + status.path("lastRun").asText("none"));
            return isReady(status)
                    && run.path("revision").asText().equals(revision)
                    && run.path("state").asText().equals("ended");
        } catch (UncheckedIOException | AssertionError starting) {
            return false;
        }
    }

    private static boolean isReady(JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    /** Health and metrics. */
    Web management() {
        return daemon.management();
    }

    @Override
    public void close() {
        daemon.close();
        repository.close();
    }
}
