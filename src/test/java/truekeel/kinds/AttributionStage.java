package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import truekeel.model.Desired;
import truekeel.simulator.Driver;
import truekeel.store.Attribution;
import truekeel.store.DriftRecord;
import truekeel.store.EndedDrift;

/** A tenant that is looked after, people who change it behind our back, and what is written down about them. */
final class AttributionStage implements AutoCloseable {
    static final String FINANCE = """
            apiVersion: truekeel/v1alpha1
            kind: Space
            metadata: {name: Finance}
            spec: {type: shared, description: %s}
            """;

    private final LawWorld world = LawWorld.fresh();
    private final Path folder;

    AttributionStage(Path folder) {
        this.folder = folder;
    }

    LawWorld world() {
        return world;
    }

    Driver admin(String subject) {
        Driver bot = Driver.bot(world.simulator(), GoldenCase.HOST);
        bot.post(
                "/api/v1/users",
                "{'subject':'%s','name':'%s','email':'%s@acme.example','assignedRoles':[{'name':'TenantAdmin'}]}"
                        .formatted(subject, subject, subject));
        return bot.person(subject);
    }

    /** Two looks at what is as it should be; what was found before them is past. */
    LawDaemon settled(List<Desired> desired) {
        LawDaemon daemon = world.daemon();
        daemon.run(desired);
        world.advance(Duration.ofMinutes(10));
        daemon.run(desired);
        return daemon;
    }

    List<Desired> desired(String text) {
        try {
            Files.writeString(folder.resolve("desired.yaml"), text);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return new GoldenCase(folder).desired(LawDaemon.SCHEMAS);
    }

    String space(String name) {
        return id("spaces", "name", name);
    }

    String user(String subject) {
        return id("users", "subject", subject);
    }

    String id(String table, String field, String value) {
        for (JsonNode row : world.state().path("tables").path(table)) {
            if (row.path(field).asText().equals(value)) {
                return row.path("id").asText();
            }
        }
        throw new AssertionError("There is nothing in " + table + " with " + field + " " + value);
    }

    JsonNode latest(String type) {
        return Driver.bot(world.simulator(), GoldenCase.HOST)
                .get("/api/v1/audits?eventType=" + type)
                .json()
                .at("/data/0");
    }

    /** The author of the drift that ended last. */
    Optional<Attribution> healed() {
        List<EndedDrift> ended = world.store().drift().history(GoldenCase.TENANT, 1);
        assertThat(ended).hasSize(1);
        return ended.get(0).drift().attribution();
    }

    List<DriftRecord> standing() {
        return world.store().drift().of(GoldenCase.TENANT);
    }

    long auditsSince(long request) {
        return world.simulator().requests().since(request).stream()
                .filter(entry -> entry.path().startsWith("/api/v1/audits"))
                .count();
    }

    void hideTheFeed(int times) {
        Driver.anonymous(world.simulator(), GoldenCase.HOST)
                .post("/__sim/faults", "{'path':'/api/v1/audits','effect':403,'times':%d}".formatted(times));
    }

    @Override
    public void close() {
        world.close();
    }
}
