package truekeel.git;

import java.util.List;
import java.util.Optional;
import truekeel.model.Secret;

/** How Truekeel proves to a remote who it is. */
public sealed interface GitAuth {

    /** Public repositories and folders. */
    record None() implements GitAuth {}

    /** User name and password over HTTP; the server's challenge decides between basic and digest. */
    record Basic(String user, Secret password) implements GitAuth {
        /** Throws {@link IllegalArgumentException} without a user name. */
        public Basic {
            if (user.isBlank()) {
                throw new IllegalArgumentException("Basic authentication needs a user name");
            }
        }
    }

    /** A personal, project or app access token over HTTP, sent as the password of a user name that hosts accept. */
    record Token(Secret token) implements GitAuth {}

    /**
     * A key pair over SSH, and the only host keys that are believed.
     *
     * @param privateKey in OpenSSH or PEM form
     * @param knownHosts lines as in a {@code known_hosts} file; hashed names and {@code [host]:port} work
     */
    record Ssh(Secret privateKey, Optional<Secret> passphrase, List<String> knownHosts) implements GitAuth {
        /** Throws {@link IllegalArgumentException} without a known host: an unknown server is never trusted. */
        public Ssh {
            knownHosts = knownHosts.stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            if (knownHosts.isEmpty()) {
                throw new IllegalArgumentException(
                        "SSH needs the server's host key: give at least one known_hosts line (ssh-keyscan HOST)");
            }
        }
    }
}
