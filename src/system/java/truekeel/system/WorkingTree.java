package truekeel.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A person's working copy, used by Git's own program; nothing of the machine's own settings of Git counts. */
final class WorkingTree {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Program git = Program.named("git", "git");
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    private WorkingTree(Path folder) {
        this.folder = folder;
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        for (String role : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + role + "_NAME", "Ada Example");
            environment.put("GIT_" + role + "_EMAIL", "ada@acme.example");
        }
    }

    /** A new repository with branch {@code main} and nothing in it. */
    static WorkingTree create(Path folder) throws IOException {
        WorkingTree tree = new WorkingTree(Files.createDirectories(folder));
        tree.git("init", "-q", "-b", "main");
        return tree;
    }

    /** One that is there. */
    static WorkingTree at(Path folder) {
        return new WorkingTree(folder);
    }

    /** A bare repository with branch {@code main}, for a server to serve. */
    static Path bare(Path folder) throws IOException {
        new WorkingTree(Files.createDirectories(folder)).git("init", "-q", "--bare", "-b", "main");
        return folder;
    }

    Path folder() {
        return folder;
    }

    /** From now on Git speaks SSH with this key to the hosts of this file only. */
    WorkingTree withSsh(Path key, Path knownHosts) {
        environment.put(
                "GIT_SSH_COMMAND",
                "ssh -F /dev/null -i " + key + " -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes"
                        + " -o UserKnownHostsFile=" + knownHosts);
        return this;
    }

    /** Writes a file and commits all there is; returns the commit's id. */
    String commit(String path, String text) throws IOException {
        write(path, text);
        return commit();
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    String commit() {
        git("add", "-A");
        git("commit", "-q", "-m", "Change it");
        return git("rev-parse", "HEAD").strip();
    }

    /** Runs Git, which must succeed; returns what it said. */
    String git(String... words) {
        Program.Result result = git.run(folder, PATIENCE, environment, words);
        assertThat(result.code())
                .as("git " + new ArrayList<>(List.of(words)) + ": " + result.output())
                .isZero();
        return result.output();
    }
}
