package truekeel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.git.GitFixture.Entry;

/** Objects of Git LFS in a folder beside the remote. */
class GitRemoteLfsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z"));

    private final Path folder;
    private final Path data;
    private final GitFixture fixture;

    GitRemoteLfsTest(@TempDir Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.fixture = GitFixture.create(folder.resolve("repo.git"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void readsLfsObjectsFromTheRemotesFolderAndKeepsThem() throws IOException {
        // given
        byte[] app = "the app".getBytes(StandardCharsets.UTF_8);
        fixture.commit("main", Map.of("a.qvf", fixture.lfs(app)), "An app");
        try (GitRemote remote = open(settings())) {
            Checkout checkout = remote.refresh();
            byte[] first = Trees.bytes(checkout, "a.qvf");
            Files.move(fixture.folder(), folder.resolve("away.git"));

            // when
            byte[] second = Trees.bytes(checkout, "a.qvf");

            // then
            assertThat(first).isEqualTo(app);
            assertThat(second).isEqualTo(app);
        }
    }

    @Test
    void refusesLfsObjectsThatAreNotWhatThePointerStates() throws IOException {
        // given
        Entry pointer = fixture.lfs("the app".getBytes(StandardCharsets.UTF_8));
        fixture.commit("main", Map.of("a.qvf", pointer), "An app");
        try (Stream<Path> objects = Files.walk(fixture.folder().resolve("lfs"))) {
            Files.writeString(objects.filter(Files::isRegularFile).findFirst().orElseThrow(), "THE APP");
        }
        try (GitRemote remote = open(settings())) {
            Checkout checkout = remote.refresh();

            // when, then
            assertThatObject(Codes.of(() -> Trees.bytes(checkout, "a.qvf"))).isEqualTo(GitCode.LFS_OBJECT_DAMAGED);
        }
    }

    @Test
    void refusesLfsObjectsOverTheLimitBeforeTheyTravel() throws IOException {
        // given
        fixture.commit("main", Map.of("a.qvf", fixture.lfs(new byte[2000])), "An app");
        try (GitRemote remote = open(settings().withLimits(new GitLimits(1000, 1999, 10, 10_000)))) {
            Checkout checkout = remote.refresh();

            // when, then
            assertThatObject(Codes.of(() -> Trees.bytes(checkout, "a.qvf"))).isEqualTo(GitCode.TOO_LARGE);
        }
    }

    @Test
    void keepsTheLfsCacheWithinItsLimit() throws IOException {
        // given
        fixture.commit(
                "main",
                Map.of(
                        "a.qvf",
                        fixture.lfs(bytes('a')),
                        "b.qvf",
                        fixture.lfs(bytes('b')),
                        "c.qvf",
                        fixture.lfs(bytes('c'))),
                "Apps");
        try (GitRemote remote = open(settings().withLimits(new GitLimits(1000, 1000, 10, 250)))) {
            Checkout checkout = remote.refresh();

            // when
            for (String path : List.of("a.qvf", "b.qvf", "c.qvf")) {
                Trees.bytes(checkout, path);
            }

            // then
            try (Stream<Path> cached = Files.walk(data.resolve("git/lfs"))) {
                assertThat(cached.filter(Files::isRegularFile)).hasSize(2);
            }
        }
    }

    private GitSettings settings() {
        return GitSettings.of(fixture.url());
    }

    private GitRemote open(GitSettings settings) throws GitException {
        return GitRemote.open(settings, data, CLOCK);
    }

    private static byte[] bytes(char content) {
        return String.valueOf(content).repeat(100).getBytes(StandardCharsets.UTF_8);
    }
}
