package truekeel.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.transport.sshd.ProxyData;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import truekeel.model.Secret;

/** SSH with one key and pinned hosts; no agent, no configuration file, no key of the user that runs the process. */
final class SshLink implements AutoCloseable {
    private final SshdSessionFactory sessions;
    private final PinnedHosts hosts;

    private SshLink(SshdSessionFactory sessions, PinnedHosts hosts) {
        this.sessions = sessions;
        this.hosts = hosts;
    }

    /**
     * Throws {@link GitException} {@code CONFIGURATION} when key, passphrase or known hosts cannot be used.
     *
     * @param home an empty folder of our own that stands in for the user's
     */
    static SshLink of(GitAuth.Ssh auth, GitSettings.Network network, Path home) throws GitException {
        List<KeyPair> keys = keys(auth);
        PinnedHosts hosts = PinnedHosts.parse(auth.knownHosts());
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new GitException(
                    GitCode.CONFIGURATION,
                    "The folder '" + home + "' cannot be made. Give a data folder that this user may write.",
                    e);
        }
        SshdSessionFactory sessions = new SshdSessionFactoryBuilder()
                .setHomeDirectory(home.toFile())
                .setSshDirectory(home.toFile())
                .setConfigStoreFactory((sshHome, config, user) -> null)
                .setDefaultKnownHostsFiles(folder -> List.of())
                .setDefaultIdentities(folder -> List.of())
                .setDefaultKeysProvider(folder -> keys)
                .setPreferredAuthentications("publickey")
                .setServerKeyDatabase((sshHome, folder) -> hosts)
                .setConnectorFactory(null)
                .setProxyDataFactory(remote ->
                        network.proxy().map(HttpLink::proxy).map(ProxyData::new).orElse(null))
                .build(null);
        return new SshLink(sessions, hosts);
    }

    SshdSessionFactory sessions() {
        return sessions;
    }

    PinnedHosts hosts() {
        return hosts;
    }

    @Override
    public void close() {
        sessions.close();
    }

    private static List<KeyPair> keys(GitAuth.Ssh auth) throws GitException {
        FilePasswordProvider passphrase = auth.passphrase()
                .map(Secret::reveal)
                .map(FilePasswordProvider::of)
                .orElse(FilePasswordProvider.EMPTY);
        List<KeyPair> keys = new ArrayList<>();
        try (InputStream text =
                new ByteArrayInputStream(Digests.utf8(auth.privateKey().reveal().strip() + "\n"))) {
            Iterable<KeyPair> found =
                    SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName("the SSH key"), text, passphrase);
            Optional.ofNullable(found).ifPresent(pairs -> pairs.forEach(keys::add));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The parser's message could repeat parts of the key, so it is not passed on.
            throw unusable();
        }
        if (keys.isEmpty()) {
            throw unusable();
        }
        return List.copyOf(keys);
    }

    private static GitException unusable() {
        return new GitException(
                GitCode.CONFIGURATION,
                "Git's SSH key cannot be used. Give a private key in OpenSSH or PEM form, with the right passphrase if it"
                        + " has one.");
    }
}
