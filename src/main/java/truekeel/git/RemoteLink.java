package truekeel.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** The way to one remote: every connection to it, for Git and for Git LFS, is made here. */
final class RemoteLink implements AutoCloseable {
    private final GitSettings settings;
    private final URIish uri;
    private final HttpLink http;
    private final Optional<SshLink> ssh;
    private final Failures failures;

    private RemoteLink(GitSettings settings, HttpLink http, Optional<SshLink> ssh) {
        this.settings = settings;
        this.uri = withUser(settings.uri());
        this.http = http;
        this.ssh = ssh;
        this.failures = new Failures(settings);
    }

    /** Throws {@link GitException} {@code CONFIGURATION} when keys, hosts, or certificates cannot be used. */
    static RemoteLink of(GitSettings settings, Path dataFolder) throws GitException {
        HttpLink http = HttpLink.of(settings.network());
        if (isSsh(settings.uri()) && !(settings.auth() instanceof GitAuth.Ssh)) {
            throw new GitException(
                    GitCode.CONFIGURATION,
                    "Git's URL is for SSH, but no SSH key is set. Set a private key and the host's known_hosts line.");
        }
        Optional<SshLink> ssh = settings.auth() instanceof GitAuth.Ssh key
                ? Optional.of(SshLink.of(key, settings.network(), dataFolder.resolve("ssh")))
                : Optional.empty();
        return new RemoteLink(settings, http, ssh);
    }

    /** A transport with every setting applied; the caller closes it. */
    Transport open(Repository mirror) throws IOException {
        http.forgetStatus();
        ssh.ifPresent(link -> link.hosts().forgetRefused());
        Transport transport = Transport.open(mirror, uri);
        transport.setTimeout((int) settings.deadlines().idle().toSeconds());
        transport.setTagOpt(TagOpt.NO_TAGS);
        transport.setRemoveDeletedRefs(false);
        transport.setCredentialsProvider(credentials());
        if (transport instanceof TransportHttp web) {
            web.setHttpConnectionFactory(http);
        }
        if (transport instanceof SshTransport shell && ssh.isPresent()) {
            shell.setSshSessionFactory(ssh.get().sessions());
        }
        return transport;
    }

    URIish uri() {
        return uri;
    }

    HttpLink http() {
        return http;
    }

    Optional<SshLink> ssh() {
        return ssh;
    }

    HostCredentials credentials() {
        return new HostCredentials(uri, settings.auth());
    }

    /** What a failure of the last connection means. */
    GitException explain(Throwable failure) {
        return failures.of(
                failure, http.lastStatus(), ssh.flatMap(link -> link.hosts().refused()));
    }

    GitException timeout(Throwable cause) {
        return failures.timeout(cause);
    }

    @Override
    public void close() {
        ssh.ifPresent(SshLink::close);
    }

    static boolean isSsh(URIish uri) {
        return "ssh".equalsIgnoreCase(uri.getScheme()) || (uri.getScheme() == null && uri.getHost() != null);
    }

    private static URIish withUser(URIish uri) {
        // Without a user JGit would take the name of who runs the process.
        return isSsh(uri) && uri.getUser() == null ? uri.setUser("git") : uri;
    }
}
