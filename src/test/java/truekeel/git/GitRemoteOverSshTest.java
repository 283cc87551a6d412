package truekeel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Secret;

class GitRemoteOverSshTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z"));
    private static final String PASSPHRASE = "pa55-phrase-of-tests";

    private final Path folder;
    private final GitFixture fixture;
    private final KeyPair client = keyPair();
    private final GitShellServer server;

    GitRemoteOverSshTest(@TempDir Path folder) {
        this.folder = folder;
        this.fixture = GitFixture.of(folder.resolve("repo.git"), Map.of("a.yaml", "one"));
        this.server = new GitShellServer(folder, keyPair(), client.getPublic());
    }

    @AfterEach
    void close() {
        server.close();
        fixture.close();
    }

    @Test
    void fetchesWithAKeyFromAPinnedHost() throws Exception {
        try (GitRemote remote = open(key(client), server.knownHostsLine())) {
            // given
            Checkout first = remote.refresh();
            fixture.commit(Map.of("a.yaml", "two"));

            // when
            Checkout second = remote.refresh();

            // then
            assertThat(Trees.text(first, "a.yaml")).isEqualTo("one");
            assertThat(Trees.text(second, "a.yaml")).isEqualTo("two");
            assertThat(second.history()).isEqualTo(History.FAST_FORWARD);
            assertThat(server.users()).containsOnly("git");
        }
    }

    @Test
    void fetchesWithAnEd25519Key() throws Exception {
        // given
        KeyPair modern = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        try (GitShellServer other = new GitShellServer(folder, modern, modern.getPublic());
                GitRemote remote = open(other, key(modern), other.knownHostsLine())) {
            // when, then
            assertThat(Trees.text(remote.refresh(), "a.yaml")).isEqualTo("one");
        }
    }

    @Test
    void opensAKeyWithItsPassphrase() throws Exception {
        // given
        GitAuth.Ssh right =
                new GitAuth.Ssh(locked(client), Optional.of(Secret.of(PASSPHRASE)), List.of(server.knownHostsLine()));
        GitAuth.Ssh wrong =
                new GitAuth.Ssh(locked(client), Optional.of(Secret.of("other")), List.of(server.knownHostsLine()));

        try (GitRemote remote = open(server, right)) {
            // when, then
            assertThat(remote.refresh().files()).hasSize(1);
        }
        GitException failure = Codes.failure(() -> open(server, wrong));
        assertThat(failure.code()).isEqualTo(GitCode.CONFIGURATION);
        assertThat(failure).hasMessageContaining("passphrase").hasNoCause();
    }

    @Test
    void refusesAHostWithAnotherKeyThanThePinnedOne() throws Exception {
        try (GitRemote remote =
                open(key(client), server.knownHostsLine(keyPair().getPublic()))) {
            // when
            GitException failure = Codes.failure(remote::refresh);

            // then
            assertThat(failure.code()).isEqualTo(GitCode.HOST_KEY_UNKNOWN);
            assertThat(failure).hasMessageContaining("SHA256:");
            assertThat(server.users()).isEmpty();
        }
    }

    @Test
    void refusesAHostThatIsNotPinned() throws Exception {
        // given
        String elsewhere = server.knownHostsLine().replaceFirst("^\\S+", "git.acme.example");

        try (GitRemote remote = open(key(client), elsewhere)) {
            // when, then
            assertThatObject(Codes.of(remote::refresh)).isEqualTo(GitCode.HOST_KEY_UNKNOWN);
        }
    }

    @Test
    void saysThatTheKeyIsNotLetIn() throws Exception {
        try (GitRemote remote = open(key(keyPair()), server.knownHostsLine())) {
            // when, then
            assertThatObject(Codes.of(remote::refresh)).isEqualTo(GitCode.AUTH_FAILED);
        }
    }

    @Test
    void refusesKeysAndHostsThatCannotBeRead() throws Exception {
        // given
        String secretText = "-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IGEga2V5\n-----END OPENSSH PRIVATE KEY-----";

        // when
        GitException key = Codes.failure(() -> open(Secret.of(secretText), server.knownHostsLine()));
        GitException host = Codes.failure(() -> open(key(client), "nonsense"));

        // then
        assertThat(key.code()).isEqualTo(GitCode.CONFIGURATION);
        assertThat(key.toString()).doesNotContain("bm90IGEga2V5");
        assertThat(host.code()).isEqualTo(GitCode.CONFIGURATION);
    }

    @Test
    void asksTheHostForTheWayToItsLfsServer() throws Exception {
        // given
        byte[] app = "the app".getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = Digests.sha256();
        digest.update(app);
        String oid = Digests.hex(digest);
        fixture.commit("main", Map.of("a.qvf", GitFixture.lfsPointer(oid, app.length)), "An app");
        try (GitWebServer web = GitWebServer.withLogin(folder, "lfs:t0ken");
                GitRemote remote = open(key(client), server.knownHostsLine())) {
            web.lfsObjects().put(oid, app);
            server.answerLfs("{\"href\": \"" + web.url("repo.git/info/lfs")
                    + "\", \"header\": {\"Authorization\": \"Basic bGZzOnQwa2Vu\"}}");
            Checkout checkout = remote.refresh();

            // when
            byte[] content = Trees.bytes(checkout, "a.qvf");

            // then
            assertThat(content).isEqualTo(app);
            assertThat(server.commands()).contains("git-lfs-authenticate '/repo.git' download");
        }
    }

    private GitRemote open(Secret key, String knownHost) throws GitException {
        return open(server, key, knownHost);
    }

    private GitRemote open(GitShellServer to, Secret key, String knownHost) throws GitException {
        return open(to, new GitAuth.Ssh(key, Optional.empty(), List.of(knownHost)));
    }

    private GitRemote open(GitShellServer to, GitAuth.Ssh auth) throws GitException {
        return GitRemote.open(GitSettings.of(to.url("repo.git")).withAuth(auth), folder.resolve("data"), CLOCK);
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Secret key(KeyPair pair) throws IOException, GeneralSecurityException {
        return write(pair, null);
    }

    private static Secret locked(KeyPair pair) throws IOException, GeneralSecurityException {
        OpenSSHKeyEncryptionContext lock = new OpenSSHKeyEncryptionContext();
        lock.setPassword(PASSPHRASE);
        lock.setCipherName("AES");
        lock.setCipherType("256");
        lock.setCipherMode("CTR");
        return write(pair, lock);
    }

    private static Secret write(KeyPair pair, @Nullable OpenSSHKeyEncryptionContext lock)
            throws IOException, GeneralSecurityException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", lock, text);
        return Secret.of(text.toString(StandardCharsets.UTF_8));
    }
}
