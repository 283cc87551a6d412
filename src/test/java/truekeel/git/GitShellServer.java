package truekeel.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.UploadPack;

/** A real SSH server on loopback that serves one folder of bare repositories to one public key. */
final class GitShellServer implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> users = new CopyOnWriteArrayList<>();
    private volatile Optional<String> lfsAnswer = Optional.empty();

    GitShellServer(Path repositories, KeyPair hostKey, PublicKey client) {
        this.hostKey = hostKey;
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> {
            users.add(user);
            return KeyUtils.compareKeys(key, client);
        });
        server.setCommandFactory((channel, command) -> {
            commands.add(command);
            return new GitCommand(command, repositories);
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String repository) {
        return "ssh://127.0.0.1:" + server.getPort() + "/" + repository;
    }

    /** The line that a {@code known_hosts} file would have for this server. */
    String knownHostsLine() {
        return knownHostsLine(hostKey.getPublic());
    }

    /** The same with another key. */
    String knownHostsLine(PublicKey key) {
        return "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key);
    }

    List<String> commands() {
        return commands;
    }

    List<String> users() {
        return users;
    }

    /** What {@code git-lfs-authenticate} prints from now on. */
    void answerLfs(String json) {
        lfsAnswer = Optional.of(json);
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class GitCommand extends AbstractCommandSupport {
        private final Path repositories;

        GitCommand(String command, Path repositories) {
            super(command, null);
            this.repositories = repositories;
        }

        @Override
        public void run() {
            try {
                onExit(serve());
            } catch (IOException e) {
                onExit(1, "failed");
            }
        }

        private int serve() throws IOException {
            String[] words = getCommand().split("[ ']+", -1);
            if (words[0].equals("git-lfs-authenticate") && lfsAnswer.isPresent()) {
                getOutputStream().write(lfsAnswer.get().getBytes(StandardCharsets.UTF_8));
                getOutputStream().flush();
                return 0;
            }
            if (!words[0].equals("git-upload-pack")) {
                return 127;
            }
            Path folder = repositories.resolve(words[1].replaceFirst("^/+", ""));
            try (Repository repository = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setMustExist(true)
                    .build()) {
                new UploadPack(repository).upload(getInputStream(), getOutputStream(), getErrorStream());
                return 0;
            }
        }
    }
}
