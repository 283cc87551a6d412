package truekeel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Secret;
import truekeel.model.SourceTree.Nature;

class LfsOverHttpTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z"));
    private static final byte[] APP = "the app".getBytes(StandardCharsets.UTF_8);
    private static final String PASSWORD = "pa55-word-of-tests";

    private final Path folder;
    private final GitFixture fixture;
    private final String oid;

    LfsOverHttpTest(@TempDir Path folder) {
        this.folder = folder;
        MessageDigest digest = Digests.sha256();
        digest.update(APP);
        this.oid = Digests.hex(digest);
        this.fixture = GitFixture.create(folder.resolve("repo.git"));
        fixture.commit("main", Map.of("a.qvf", GitFixture.lfsPointer(oid, APP.length)), "An app");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void downloadsAnObjectOnce() throws IOException {
        try (GitWebServer server = GitWebServer.withLogin(folder, "ada:" + PASSWORD);
                GitRemote remote = open(server)) {
            // given
            server.lfsObjects().put(oid, APP);
            Checkout checkout = remote.refresh();

            // when
            byte[] first = Trees.bytes(checkout, "a.qvf");
            byte[] second = Trees.bytes(checkout, "a.qvf");

            // then
            assertThat(checkout.files().get("a.qvf"))
                    .extracting(file -> file.nature(), file -> file.size())
                    .containsExactly(Nature.LFS, (long) APP.length);
            assertThat(first).isEqualTo(APP);
            assertThat(second).isEqualTo(APP);
            assertThat(server.requests().stream().filter(line -> line.contains("/storage/")))
                    .hasSize(1);
        }
    }

    @Test
    void saysWhichObjectTheServerLacks() throws IOException {
        try (GitWebServer server = GitWebServer.withLogin(folder, "ada:" + PASSWORD);
                GitRemote remote = open(server)) {
            // given
            Checkout checkout = remote.refresh();

            // when
            GitException failure = Codes.failure(() -> Trees.bytes(checkout, "a.qvf"));

            // then
            assertThat(failure.code()).isEqualTo(GitCode.LFS_OBJECT_MISSING);
            assertThat(failure).hasMessageContaining("a.qvf").hasMessageContaining(oid);
        }
    }

    @Test
    void neverKeepsAnObjectThatIsNotWhatThePointerStates() throws IOException {
        try (GitWebServer server = GitWebServer.withLogin(folder, "ada:" + PASSWORD);
                GitRemote remote = open(server)) {
            Checkout checkout = remote.refresh();

            for (String wrong : List.of("THE APP", "the", "the app and more")) {
                // given
                server.lfsObjects().put(oid, wrong.getBytes(StandardCharsets.UTF_8));

                // when, then
                assertThatObject(Codes.of(() -> Trees.bytes(checkout, "a.qvf"))).isEqualTo(GitCode.LFS_OBJECT_DAMAGED);
            }
            server.lfsObjects().put(oid, APP);
            assertThat(Trees.bytes(checkout, "a.qvf")).isEqualTo(APP);
        }
    }

    @Test
    void showsNoCredentialsToAStorageElsewhere() throws IOException {
        try (GitWebServer storage = GitWebServer.open(folder.resolve("none"));
                GitWebServer server = GitWebServer.withLogin(folder, "ada:" + PASSWORD);
                GitRemote remote = open(server)) {
            // given
            server.storeAt(storage);
            storage.lfsObjects().put(oid, APP);
            Checkout checkout = remote.refresh();

            // when
            byte[] content = Trees.bytes(checkout, "a.qvf");

            // then
            assertThat(content).isEqualTo(APP);
            assertThat(storage.shownToStorage()).containsExactly("null");
        }
    }

    @Test
    void explainsAnLfsServerThatFails() throws IOException {
        try (GitWebServer server = GitWebServer.withLogin(folder, "ada:" + PASSWORD);
                GitRemote remote = open(server)) {
            // given
            Checkout checkout = remote.refresh();
            server.failWith(503);

            // when, then
            assertThatObject(Codes.of(() -> Trees.bytes(checkout, "a.qvf"))).isEqualTo(GitCode.REMOTE_UNREACHABLE);
        }
    }

    private GitRemote open(GitWebServer server) throws GitException {
        GitSettings settings =
                GitSettings.of(server.url("repo.git")).withAuth(new GitAuth.Basic("ada", Secret.of(PASSWORD)));
        return GitRemote.open(settings, folder.resolve("data"), CLOCK);
    }
}
