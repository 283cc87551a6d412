package truekeel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.git.Checkout;
import truekeel.git.GitAuth;
import truekeel.git.GitCode;
import truekeel.git.GitException;
import truekeel.git.GitRemote;
import truekeel.git.GitSettings;
import truekeel.git.History;
import truekeel.model.Secret;
import truekeel.model.SourceTree.SourceFile;

/** Git as companies serve it: its own HTTP backend behind nginx, OpenSSH, and what Git's own programs push there. */
class GitServersSystemIT {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z"));

    private final Path folder;
    private final Path servers;
    private final Path bare;
    private final WorkingTree work;

    GitServersSystemIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.servers = Files.createDirectories(folder.resolve("srv"));
        this.bare = WorkingTree.bare(folder.resolve("repositories").resolve("fleet.git"));
        this.work = WorkingTree.create(folder.resolve("work"));
    }

    @Test
    void fetchesOneCommitOverHttpAndLaterWhatIsNew() throws IOException {
        try (NginxGit server = NginxGit.serving(folder.resolve("repositories"), servers)) {
            // given
            work.commit("a.yaml", "one");
            String second = work.commit("a.yaml", "two");
            work.git("push", "-q", server.openUrl("fleet.git"), "main");
            try (GitRemote remote = open(server, NginxGit.PASSWORD)) {
                Checkout first = remote.refresh();
                List<String> boundary = Files.readAllLines(mirror().resolve("shallow"));

                // when
                work.commit("b.yaml", "b");
                String fourth = work.commit("a.yaml", "three");
                work.git("push", "-q", server.openUrl("fleet.git"), "main");
                Checkout later = remote.refresh();

                // then
                assertThat(boundary).containsExactly(second);
                assertThat(text(first, "a.yaml")).isEqualTo("two");
                assertThat(later.revision().id()).isEqualTo(fourth);
                assertThat(later.history()).isEqualTo(History.FAST_FORWARD);
                assertThat(later.changedSince(first.revision()).orElseThrow()).containsExactly("a.yaml", "b.yaml");
                assertThat(text(later, "a.yaml")).isEqualTo("three");
            }
        }
    }

    @Test
    void followsAForcePushOverHttp() throws IOException {
        try (NginxGit server = NginxGit.serving(folder.resolve("repositories"), servers)) {
            // given
            work.commit("a.yaml", "one");
            work.commit("a.yaml", "two");
            work.git("push", "-q", server.openUrl("fleet.git"), "main");
            try (GitRemote remote = open(server, NginxGit.PASSWORD)) {
                remote.refresh();

                // when
                work.git("reset", "-q", "--hard", "HEAD~1");
                String other = work.commit("a.yaml", "another two");
                work.git("push", "-q", "--force", server.openUrl("fleet.git"), "main");
                Checkout rewritten = remote.refresh();

                // then
                assertThat(rewritten.revision().id()).isEqualTo(other);
                assertThat(rewritten.history()).isIn(History.REWRITTEN, History.UNKNOWN_SHALLOW);
                assertThat(text(rewritten, "a.yaml")).isEqualTo("another two");
            }
        }
    }

    @Test
    void showsAWrongPasswordOnceAndKeepsWhatItHas() throws IOException {
        try (NginxGit server = NginxGit.serving(folder.resolve("repositories"), servers)) {
            // given
            String good = work.commit("a.yaml", "one");
            work.git("push", "-q", server.openUrl("fleet.git"), "main");
            try (GitRemote before = open(server, NginxGit.PASSWORD)) {
                before.refresh();
            }
            int asked = server.requests().size();

            try (GitRemote remote = open(server, "not-the-pa55-word")) {
                // when
                GitException refused = catchThrowableOfType(GitException.class, remote::refresh);

                // then
                assertThat(refused.code()).isEqualTo(GitCode.AUTH_FAILED);
                assertThat(refused).hasMessageNotContaining("not-the-pa55-word");
                assertThat(server.requests().subList(asked, server.requests().size()))
                        .hasSizeLessThanOrEqualTo(2)
                        .allMatch(line -> line.contains("\" 401 "));
                assertThat(remote.lastGood().orElseThrow().revision().id()).isEqualTo(good);
            }
        }
    }

    @Test
    void fetchesOverOpenSshWithAKeyFromAHostWhoseKeyIsPinned() throws IOException {
        try (OpenSshGit server = OpenSshGit.start(servers)) {
            // given
            Path known = Files.writeString(folder.resolve("known_hosts"), server.knownHost("host") + "\n");
            work.withSsh(server.key(), known);
            work.commit("a.yaml", "one");
            work.git("push", "-q", server.url(bare), "main");
            try (GitRemote remote = open(server, "client", "host")) {
                Checkout first = remote.refresh();

                // when
                work.commit("a.yaml", "two");
                work.git("push", "-q", server.url(bare), "main");
                Checkout second = remote.refresh();

                // then
                assertThat(text(first, "a.yaml")).isEqualTo("one");
                assertThat(text(second, "a.yaml")).isEqualTo("two");
                assertThat(second.history()).isEqualTo(History.FAST_FORWARD);
            }
        }
    }

    @Test
    void showsNoKeyToAHostWhoseKeyIsAnother() throws IOException {
        try (OpenSshGit server = OpenSshGit.start(servers)) {
            // given
            OpenSshGit.makeKey(servers, "other");
            work.commit("a.yaml", "one");
            work.git("push", "-q", bare.toString(), "main");
            try (GitRemote remote = open(server, "client", "other")) {
                // when
                GitException refused = catchThrowableOfType(GitException.class, remote::refresh);

                // then
                assertThat(refused.code()).isEqualTo(GitCode.HOST_KEY_UNKNOWN);
                assertThat(server.log()).contains("Connection").doesNotContain("publickey");
            }
        }
    }

    @Test
    void saysThatOpenSshDoesNotKnowTheKey() throws IOException {
        try (OpenSshGit server = OpenSshGit.start(servers)) {
            // given
            OpenSshGit.makeKey(servers, "other");
            work.commit("a.yaml", "one");
            work.git("push", "-q", bare.toString(), "main");
            try (GitRemote remote = open(server, "other", "host")) {
                // when
                GitException refused = catchThrowableOfType(GitException.class, remote::refresh);

                // then
                assertThat(refused.code()).isEqualTo(GitCode.AUTH_FAILED);
                assertThat(server.log()).contains("Failed publickey").doesNotContain("Accepted");
            }
        }
    }

    @Test
    void readsWhatGitLfsPushed() throws IOException {
        // given
        Program.named("git-lfs", "git-lfs");
        byte[] app = new byte[300_000];
        new Random(7).nextBytes(app);
        work.git("lfs", "install", "--local");
        work.git("lfs", "track", "*.qvf");
        Files.write(work.folder().resolve("a.qvf"), app);
        work.commit();
        work.git("push", "-q", bare.toUri().toString(), "main");

        try (GitRemote remote = GitRemote.open(GitSettings.of(bare.toUri().toString()), data(), CLOCK)) {
            // when
            Checkout checkout = remote.refresh();

            // then
            assertThat(work.git("cat-file", "-p", "main:a.qvf")).startsWith("version https://git-lfs");
            assertThat(file(checkout, "a.qvf").size()).isEqualTo(app.length);
            assertThat(bytes(checkout, "a.qvf")).isEqualTo(app);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Our only copy of a remote. */
    private Path mirror() throws IOException {
        try (Stream<Path> folders = Files.list(data().resolve("git"))) {
            return folders.filter(path -> path.toString().endsWith(".git"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private GitRemote open(NginxGit server, String password) throws GitException {
        GitSettings settings =
                GitSettings.of(server.url("fleet.git")).withAuth(new GitAuth.Basic(NginxGit.USER, Secret.of(password)));
        return GitRemote.open(settings, data(), CLOCK);
    }

    private GitRemote open(OpenSshGit server, String key, String hostKey) throws IOException {
        Secret secret = Secret.of(Files.readString(servers.resolve(key)));
        GitAuth auth = new GitAuth.Ssh(secret, Optional.empty(), List.of(server.knownHost(hostKey)));
        return GitRemote.open(GitSettings.of(server.url(bare)).withAuth(auth), data(), CLOCK);
    }

    private static SourceFile file(Checkout checkout, String path) {
        return Optional.ofNullable(checkout.files().get(path)).orElseThrow();
    }

    private static byte[] bytes(Checkout checkout, String path) throws IOException {
        try (InputStream content = checkout.open(file(checkout, path))) {
            return content.readAllBytes();
        }
    }

    private static String text(Checkout checkout, String path) throws IOException {
        return new String(bytes(checkout, path), StandardCharsets.UTF_8);
    }
}
