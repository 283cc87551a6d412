package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.fleet.Breakdown;
import truekeel.model.Desired;
import truekeel.store.MemoryStore;
import truekeel.store.RunEnd;
import truekeel.store.RunOutcome;
import truekeel.store.RunRecord;

/** What the store says of runs that came to no end of their own. */
class BrokenRunTest {
    private static final String SPACE = """
            apiVersion: truekeel/v1alpha1
            kind: Space
            metadata: {name: Finance}
            spec: {type: shared}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    @Test
    void aBugEndsTheRunAsFailedWithItsCode() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            LawDaemon daemon = world.daemon(request -> {
                if (request.method().name().equals("POST")) {
                    throw new IllegalStateException("Nobody thought of this. This is a bug in Truekeel.");
                }
                return world.wire().exchange(request);
            });

            // when / then
            assertThatThrownBy(() -> daemon.run(desired())).isInstanceOf(IllegalStateException.class);
            RunEnd end = only(world.store()).end().orElseThrow();
            assertThat(end.outcome()).isEqualTo(RunOutcome.FAILED);
            assertThat(end.code()).contains("RUN_BROKE");
            assertThat(end.detail()).contains("Nobody thought of this");
            assertThat(end.looked()).isEmpty();
        }
    }

    @Test
    void aStoreThatFailsLeavesTheRunToTheNextStart() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            LawDaemon daemon = world.daemon(request -> {
                if (request.target().startsWith("/api/v1/spaces")) {
                    world.store().close();
                }
                return world.wire().exchange(request);
            });

            // when
            assertThatThrownBy(() -> daemon.run(desired())).hasMessageContaining("closed");
            MemoryStore next = world.store().successor();
            Optional<RunEnd> before = only(next).end();
            int interrupted = Breakdown.endInterrupted(next.runs(), LawWorld.START.plusSeconds(60));

            // then
            assertThat(before).isEmpty();
            assertThat(interrupted).isEqualTo(1);
            RunEnd end = only(next).end().orElseThrow();
            assertThat(end.outcome()).isEqualTo(RunOutcome.INTERRUPTED);
            assertThat(end.code()).contains("RUN_INTERRUPTED");
            assertThat(end.at()).isEqualTo(LawWorld.START.plusSeconds(60));
        }
    }

    private List<Desired> desired() throws IOException {
        Files.writeString(folder.resolve("desired.yaml"), SPACE);
        return new GoldenCase(folder).desired(LawDaemon.SCHEMAS);
    }

    private static RunRecord only(MemoryStore store) {
        List<RunRecord> runs = store.runs().recent(Optional.of(GoldenCase.TENANT), 10);
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }
}
