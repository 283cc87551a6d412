package truekeel.git;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/**
 * Where the desired state is and how to get at it.
 *
 * @param url {@code https:}, {@code http:}, {@code ssh:}, {@code user@host:path}, {@code file:} or a folder's path;
 *     without a password in it
 * @param path the folder of the repository that holds the desired state, with {@code /}; empty for the whole repository
 */
public record GitSettings(
        String url,
        GitTarget target,
        String path,
        GitAuth auth,
        Deadlines deadlines,
        GitLimits limits,
        Network network) {
    private static final List<String> SCHEMES = List.of("https", "http", "ssh", "file");

    /**
     * How long to wait.
     *
     * @param idle for a connection, and for the next byte of an answer
     * @param whole for one refresh, or one LFS object, from start to end
     */
    public record Deadlines(Duration idle, Duration whole) {
        public static final Deadlines DEFAULT = new Deadlines(Duration.ofSeconds(20), Duration.ofMinutes(5));

        /** Throws {@link IllegalArgumentException} when idle is under a second or over the whole. */
        public Deadlines {
            if (idle.compareTo(Duration.ofSeconds(1)) < 0 || whole.compareTo(idle) < 0) {
                throw new IllegalArgumentException(
                        "Git's idle deadline must be at least 1 s and at most the whole one");
            }
        }
    }

    /**
     * What is particular to the network between.
     *
     * @param proxy {@code http://host:port} or {@code socks://host:port}; without one, connections are direct
     * @param caFile certificates in PEM form that are trusted besides the platform's own
     * @param lfsUrl the Git LFS endpoint, where it is not the repository's {@code info/lfs}
     */
    public record Network(Optional<URI> proxy, Optional<Path> caFile, Optional<URI> lfsUrl) {
        public static final Network DIRECT = new Network(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Throws {@link IllegalArgumentException} for a URL that cannot be used, a password in the URL, or a path that
     * leaves the repository.
     */
    public GitSettings {
        URIish uri = parse(url);
        if (uri.getPass() != null) {
            throw new IllegalArgumentException("Git's URL holds a password; put it into the authentication settings");
        }
        if (uri.getScheme() != null && !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "Git's URL starts with '" + uri.getScheme() + ":'; use https, http, ssh, file, or user@host:path");
        }
        path = SubPath.normalise(path);
    }

    /** The default branch of a repository with no authentication, default limits and a direct network. */
    public static GitSettings of(String url) {
        return new GitSettings(
                url,
                new GitTarget.DefaultBranch(),
                "",
                new GitAuth.None(),
                Deadlines.DEFAULT,
                GitLimits.DEFAULT,
                Network.DIRECT);
    }

    public GitSettings withTarget(GitTarget changed) {
        return new GitSettings(url, changed, path, auth, deadlines, limits, network);
    }

    public GitSettings withPath(String changed) {
        return new GitSettings(url, target, changed, auth, deadlines, limits, network);
    }

    public GitSettings withAuth(GitAuth changed) {
        return new GitSettings(url, target, path, changed, deadlines, limits, network);
    }

    public GitSettings withDeadlines(Deadlines changed) {
        return new GitSettings(url, target, path, auth, changed, limits, network);
    }

    public GitSettings withLimits(GitLimits changed) {
        return new GitSettings(url, target, path, auth, deadlines, changed, network);
    }

    public GitSettings withNetwork(Network changed) {
        return new GitSettings(url, target, path, auth, deadlines, limits, changed);
    }

    URIish uri() {
        return parse(url);
    }

    private static URIish parse(String url) {
        try {
            return new URIish(url.strip());
        } catch (URISyntaxException e) {
            // The parser's own message repeats the input, which may hold a password.
            throw new IllegalArgumentException(
                    "Git's URL cannot be read; use https://host/path or user@host:path", null);
        }
    }
}
