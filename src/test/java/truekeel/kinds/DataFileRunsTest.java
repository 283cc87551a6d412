package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import truekeel.kinds.datafile.DataFileKind;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Plan;
import truekeel.report.RunReport;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Payload;
import truekeel.simulator.RequestLog;

/** Data files over several runs: changes behind our back, and files too large for one request. */
class DataFileRunsTest {
    private static final long LARGE = 600_000_000;
    private static final List<Desired> DESIRED = LawCase.of(new DataFileKind()).before(LawDaemon.SCHEMAS);

    /** Qlik tells no digest: another size or another time of change is all there is to see. */
    @Test
    void uploadsAFileAgainThatSomebodyElseReplaced() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            LawDaemon daemon = world.daemon();
            daemon.run(DESIRED);
            Plan quiet = daemon.plan(DESIRED).plan();
            world.advance(Duration.ofMinutes(1));
            replaceByHand(world);

            // when
            Plan drifted = daemon.plan(DESIRED).plan();
            RunReport report = daemon.run(DESIRED);

            // then
            assertThat(quiet.changes()).isEmpty();
            assertThat(drifted.changes()).singleElement().satisfies(change -> assertThat(change.fields())
                    .singleElement()
                    .satisfies(field -> {
                        assertThat(field.path()).hasToString("/source/digest");
                        assertThat(field.live().toString()).startsWith("other content, ");
                    }));
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(daemon.plan(DESIRED).plan().changes()).isEmpty();
        }
    }

    private static void replaceByHand(LawWorld world) {
        Driver admin = Driver.bot(world.simulator(), GoldenCase.HOST);
        JsonNode file = StreamSupport.stream(
                        world.state().at("/tables/dataFiles").spliterator(), false)
                .filter(row -> row.path("name").asText().equals("targets.csv"))
                .findFirst()
                .orElseThrow();
        String place = admin.get("/api/v1/data-files/connections?spaceId="
                        + file.path("spaceId").asText())
                .json()
                .at("/data/0/id")
                .asText();
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"Json\"\r\n\r\n{\"name\":\"targets.csv\",\"connectionId\":\""
                        + place + "\"}\r\n--b\r\nContent-Disposition: form-data; name=\"File\"; filename=\"x\"\r\n\r\n"
                        + "region,target\nnorth,99\n\r\n--b--\r\n";
        Answer answer = admin.send(
                "PUT",
                "/api/v1/data-files/" + file.path("id").asText(),
                "multipart/form-data; boundary=b",
                Payload.of(form));
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void sendsALargeFileInPiecesWithoutHoldingIt() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            List<Desired> desired = new ArrayList<>(DESIRED.stream()
                    .filter(one -> one.kind().equals(KindName.of("Space")))
                    .toList());
            desired.add(large());
            LawDaemon daemon = world.daemon();

            // when
            RunReport report = daemon.run(desired);

            // then
            List<String> pieces = world.simulator().requests().all().stream()
                    .filter(entry -> entry.method().equals("PATCH"))
                    .map(RequestLog.Entry::path)
                    .filter(path -> path.startsWith("/api/v1/temp-contents/files/"))
                    .toList();
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(pieces).hasSize(6);
            assertThat(world.simulator()
                            .fleet()
                            .byHost(GoldenCase.HOST)
                            .orElseThrow()
                            .table("dataFiles")
                            .rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row.path("size").asLong()).isEqualTo(LARGE));
            assertThat(daemon.plan(desired).plan().changes()).isEmpty();
        }
    }

    private static Desired large() {
        KindName kind = KindName.of("DataFile");
        String sha = "a".repeat(64);
        Artefact file = new Artefact("files/large.csv", sha, "b".repeat(32), LARGE, () -> new Zeros(LARGE));
        Value.Fields spec = Value.Fields.EMPTY
                .with("path", Value.text("large.csv"))
                .with("space", Value.text("Finance"))
                .with(
                        "source",
                        Value.Fields.EMPTY
                                .with("file", Value.text("files/large.csv"))
                                .with("digest", Value.text(sha.substring(0, 12))));
        return new Desired(
                new ResourceRef(kind, "large.csv"),
                NaturalKey.of(kind, Map.of("path", "large.csv", "space", "Finance")),
                Metadata.named("large.csv"),
                Desired.Lifecycle.PRESENT,
                spec,
                new Position("a.yaml", 1, 1),
                Map.of(FieldPath.parse("/source"), file));
    }

    /** So many zeros, made as they are read. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(length, left);
            Arrays.fill(bytes, offset, offset + read, (byte) 0);
            left -= read;
            return read;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.min(count, left);
            left -= skipped;
            return skipped;
        }
    }
}
