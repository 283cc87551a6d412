package truekeel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.git.GitSettings.Deadlines;
import truekeel.git.GitSettings.Network;
import truekeel.model.Revision;
import truekeel.model.Secret;

class GitRemoteOverHttpTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z"));
    private static final String PASSWORD = "pa55-word-of-tests";

    private final Path folder;
    private final Path data;
    private final GitFixture fixture;

    GitRemoteOverHttpTest(@TempDir Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.fixture = GitFixture.of(folder.resolve("repo.git"), Map.of("a.yaml", "one"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void fetchesOverSmartHttpAndFollowsChanges() throws IOException {
        try (GitWebServer server = GitWebServer.open(folder);
                GitRemote remote = open(GitSettings.of(server.url("repo.git")))) {
            // given
            Checkout first = remote.refresh();
            fixture.commit(Map.of("a.yaml", "two", "b.yaml", "b"));
            fixture.commit(Map.of("a.yaml", "three", "b.yaml", "b"));

            // when
            Checkout second = remote.refresh();

            // then
            assertThat(second.history()).isEqualTo(History.FAST_FORWARD);
            assertThat(second.changedSince(first.revision()).orElseThrow()).containsExactly("a.yaml", "b.yaml");
            assertThat(Trees.text(second, "a.yaml")).isEqualTo("three");
        }
    }

    @Test
    void fetchesNoPackWhenNothingChanged() throws IOException {
        try (GitWebServer server = GitWebServer.open(folder);
                GitRemote remote = open(GitSettings.of(server.url("repo.git")))) {
            // given
            remote.refresh();
            int before = server.requests().size();

            // when
            remote.refresh();

            // then: at most the greeting and one listing of refs
            assertThat(server.requests().size() - before).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void followsAForcePushAndABranchThatGoesBack() throws IOException {
        try (GitWebServer server = GitWebServer.open(folder);
                GitRemote remote = open(GitSettings.of(server.url("repo.git")))) {
            // given
            String first = remote.refresh().revision().id();
            fixture.commit(Map.of("a.yaml", "two"));
            remote.refresh();

            // when
            fixture.forcePush("main", GitFixture.texts(Map.of("a.yaml", "other")));
            Checkout rewritten = remote.refresh();
            fixture.branch("main", first);
            Checkout back = remote.refresh();

            // then
            assertThat(rewritten.history()).isEqualTo(History.REWRITTEN);
            assertThat(Trees.text(rewritten, "a.yaml")).isEqualTo("other");
            assertThat(back.history()).isEqualTo(History.REWRITTEN);
            assertThat(Trees.text(back, "a.yaml")).isEqualTo("one");
        }
    }

    @Test
    void fetchesAPinnedCommitByItsId() throws IOException {
        try (GitWebServer server = GitWebServer.open(folder)) {
            // given
            String first = fixture.commit(Map.of("a.yaml", "one and a half"));
            fixture.commit(Map.of("a.yaml", "two"));
            fixture.repository().getConfig().setBoolean("uploadpack", null, "allowReachableSHA1InWant", true);
            fixture.repository().getConfig().save();

            try (GitRemote remote =
                    open(GitSettings.of(server.url("repo.git")).withTarget(new GitTarget.Commit(first)))) {
                // when
                Checkout checkout = remote.refresh();

                // then
                assertThat(Trees.text(checkout, "a.yaml")).isEqualTo("one and a half");
            }
        }
    }

    @Test
    void showsUserAndPassword() throws IOException {
        try (GitWebServer server = GitWebServer.withLogin(folder, "ada:" + PASSWORD);
                GitRemote remote = open(GitSettings.of(server.url("repo.git"))
                        .withAuth(new GitAuth.Basic("ada", Secret.of(PASSWORD))))) {
            // when
            Checkout checkout = remote.refresh();

            // then
            assertThat(Trees.text(checkout, "a.yaml")).isEqualTo("one");
        }
    }

    @Test
    void showsATokenAsAPassword() throws IOException {
        try (GitWebServer server = GitWebServer.withLogin(folder, "oauth2:" + PASSWORD);
                GitRemote remote =
                        open(GitSettings.of(server.url("repo.git")).withAuth(new GitAuth.Token(Secret.of(PASSWORD))))) {
            // when, then
            assertThat(remote.refresh().files()).hasSize(1);
        }
    }

    @Test
    void showsAWrongPasswordOnceAndNeverInAMessage() throws IOException {
        try (GitWebServer server = GitWebServer.withLogin(folder, "ada:other");
                GitRemote remote = open(GitSettings.of(server.url("repo.git"))
                        .withAuth(new GitAuth.Basic("ada", Secret.of(PASSWORD))))) {
            // when
            GitException failure = Codes.failure(remote::refresh);

            // then
            assertThat(failure.code()).isEqualTo(GitCode.AUTH_FAILED);
            assertThat(failure).hasStackTraceContaining("credentials were refused");
            assertThat(stackTrace(failure)).doesNotContain(PASSWORD);
            assertThat(server.requests().size()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void saysThatCredentialsAreNeeded() throws IOException {
        try (GitWebServer server = GitWebServer.withLogin(folder, "ada:other");
                GitRemote remote = open(GitSettings.of(server.url("repo.git")))) {
            // when
            GitException failure = Codes.failure(remote::refresh);

            // then
            assertThat(failure.code()).isEqualTo(GitCode.AUTH_FAILED);
            assertThat(failure).hasMessageContaining("no credentials are set");
        }
    }

    @Test
    void saysThatThereIsNoSuchRepository() throws IOException {
        try (GitWebServer server = GitWebServer.open(folder);
                GitRemote remote = open(GitSettings.of(server.url("nope.git")))) {
            // when, then
            assertThatObject(Codes.of(remote::refresh)).isEqualTo(GitCode.REPOSITORY_NOT_FOUND);
        }
    }

    @Test
    void keepsTheLastGoodRevisionWhileTheRemoteIsDownAndGoesOnWhenItIsBack() throws IOException {
        // given
        GitWebServer server = GitWebServer.open(folder);
        int port = server.port();
        try (GitRemote remote = open(GitSettings.of(server.url("repo.git")))) {
            Revision good = remote.refresh().revision();

            // when
            server.close();
            GitException failure = Codes.failure(remote::refresh);
            Revision meanwhile = remote.lastGood().orElseThrow().revision();
            String next = fixture.commit(Map.of("a.yaml", "two"));
            try (GitWebServer back = GitWebServer.onPort(folder, port)) {
                Checkout after = remote.refresh();

                // then
                assertThat(back.requests()).isNotEmpty();
                assertThat(failure.code()).isEqualTo(GitCode.REMOTE_UNREACHABLE);
                assertThat(failure.code().isTransient()).isTrue();
                assertThat(meanwhile).isEqualTo(good);
                assertThat(after.revision()).isEqualTo(new Revision(next));
            }
        }
    }

    @Test
    void takesServerErrorsForAnUnreachableRemote() throws IOException {
        try (GitWebServer server = GitWebServer.open(folder);
                GitRemote remote = open(GitSettings.of(server.url("repo.git")))) {
            // given
            server.failWith(503);

            // when
            GitException failure = Codes.failure(remote::refresh);

            // then
            assertThat(failure.code()).isEqualTo(GitCode.REMOTE_UNREACHABLE);
            assertThat(failure).hasMessageContaining("HTTP 503");
        }
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() throws IOException {
        // given: a listener that accepts nothing, so that connections wait in its backlog
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                GitRemote remote = open(GitSettings.of("http://127.0.0.1:" + silent.getLocalPort() + "/repo.git")
                        .withDeadlines(new Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(2))))) {
            // when, then
            assertThatObject(Codes.of(remote::refresh)).isEqualTo(GitCode.TIMEOUT);
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws IOException {
        try (GitWebServer server =
                        GitWebServer.withTls(folder, Certificates.forLoopback().identity());
                GitRemote remote = open(GitSettings.of(server.url("repo.git")))) {
            // when
            GitException failure = Codes.failure(remote::refresh);

            // then
            assertThat(failure.code()).isEqualTo(GitCode.TLS_UNTRUSTED);
            assertThat(failure).hasMessageContaining("CA file");
        }
    }

    @Test
    void trustsTheCertificatesOfTheCaFile() throws Exception {
        // given
        Certificates certificates = Certificates.forLoopback();
        Path caFile = certificates.writeCaFile(folder.resolve("ca.pem"));
        try (GitWebServer server = GitWebServer.withTls(folder, certificates.identity());
                GitRemote remote = open(GitSettings.of(server.url("repo.git"))
                        .withNetwork(new Network(Optional.empty(), Optional.of(caFile), Optional.empty())))) {
            // when, then
            assertThat(Trees.text(remote.refresh(), "a.yaml")).isEqualTo("one");
        }
    }

    @Test
    void refusesACaFileWithoutCertificates() throws IOException {
        // given
        Path caFile = Files.writeString(folder.resolve("ca.pem"), "nothing");
        GitSettings settings = GitSettings.of("https://git.acme.example/repo.git")
                .withNetwork(new Network(Optional.empty(), Optional.of(caFile), Optional.empty()));

        // when, then
        assertThatObject(Codes.of(() -> open(settings))).isEqualTo(GitCode.CONFIGURATION);
    }

    @Test
    void goesThroughTheProxyOfTheSettings() throws IOException {
        try (GitWebServer server = GitWebServer.open(folder);
                GitRemote remote = open(GitSettings.of("http://git.acme.example/repo.git")
                        .withNetwork(new Network(
                                Optional.of(URI.create("http://127.0.0.1:" + server.port())),
                                Optional.empty(),
                                Optional.empty())))) {
            // when: the server is asked for a host it is not, as only a proxy is
            Checkout checkout = remote.refresh();

            // then
            assertThat(Trees.text(checkout, "a.yaml")).isEqualTo("one");
        }
    }

    private GitRemote open(GitSettings settings) throws GitException {
        return GitRemote.open(settings, data, CLOCK);
    }

    private static String stackTrace(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        return all.toString();
    }
}
