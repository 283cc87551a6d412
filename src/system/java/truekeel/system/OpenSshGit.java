package truekeel.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** OpenSSH's server, which lets one key in, and that to Git's own shell only. */
final class OpenSshGit implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final Process process;

    private OpenSshGit(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts it with its keys, its log and everything else in a folder that is there. */
    static OpenSshGit start(Path folder) throws IOException {
        Program sshd = Program.named("sshd", "openssh-server");
        Program shell = Program.named("git-shell", "git");
        makeKey(folder, "host");
        makeKey(folder, "client");
        Files.writeString(
                folder.resolve("authorized_keys"),
                "restrict,command=\"" + shell.path() + " -c \\\"$SSH_ORIGINAL_COMMAND\\\"\" "
                        + Files.readString(folder.resolve("client.pub")));
        int port = Ports.free();
        Path config = Files.writeString(folder.resolve("sshd_config"), """
                Port %2$d
                ListenAddress 127.0.0.1
                HostKey %1$s/host
                PidFile %1$s/sshd.pid
                AuthorizedKeysFile %1$s/authorized_keys
                AuthenticationMethods publickey
                PermitRootLogin forced-commands-only
                UsePAM no
                StrictModes no
                LogLevel VERBOSE
                """.formatted(folder, port));
        if (user().equals("root")) {
            // An empty folder that the server shuts itself into; the system makes it when it starts the service.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Process process = sshd.start(folder, folder.resolve("sshd.log"), Map.of(), "-D", "-e", "-f", config + "");
        OpenSshGit server = new OpenSshGit(folder, port, process);
        try {
            Ports.awaitListener(port, process, "sshd listens; see " + folder.resolve("sshd.log"));
        } catch (AssertionError failed) {
            server.close();
            throw new AssertionError(server.log(), failed);
        }
        return server;
    }

    /** A key pair as {@code name} and {@code name.pub}. */
    static void makeKey(Path folder, String name) {
        Program.Result made = Program.named("ssh-keygen", "openssh-client")
                .run(folder, PATIENCE, Map.of(), "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name);
        if (made.code() != 0) {
            throw new AssertionError(made.output());
        }
    }

    private static String user() {
        return System.getProperty("user.name");
    }

    String url(Path repository) {
        return "ssh://" + user() + "@127.0.0.1:" + port + repository;
    }

    /** The file with the private key that is let in. */
    Path key() {
        return folder.resolve("client");
    }

    /** The line of known_hosts that believes the key of that name, which is the server's own for {@code host}. */
    String knownHost(String name) {
        try {
            return "[127.0.0.1]:" + port + " "
                    + Files.readString(folder.resolve(name + ".pub")).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the server said so far. */
    String log() {
        try {
            return Files.readString(folder.resolve("sshd.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        Program.stop(process);
    }
}
