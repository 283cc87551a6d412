package truekeel.git;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;
import truekeel.model.Secret;

/**
 * User name and password for one host, each shown once: a server that refuses them is not asked again, and a host that
 * a redirect leads to never sees them.
 */
final class HostCredentials extends CredentialsProvider {
    private final URIish remote;
    private final Optional<Login> login;
    private boolean refused;

    private record Login(String user, Secret password) {}

    HostCredentials(URIish remote, GitAuth auth) {
        this.remote = remote;
        this.login = login(remote, auth);
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (refused || login.isEmpty() || !isRemote(uri) || !supports(items)) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username name) {
                name.setValue(login.get().user());
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(login.get().password().reveal().toCharArray());
            }
        }
        return true;
    }

    @Override
    public void reset(URIish uri) {
        refused = true;
    }

    /** The value of an {@code Authorization} header, for requests that JGit does not make. */
    Optional<Secret> header() {
        return login.map(known -> Secret.of("Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (known.user() + ":" + known.password().reveal()).getBytes(StandardCharsets.UTF_8))));
    }

    private boolean isRemote(URIish uri) {
        return same(uri.getScheme(), remote.getScheme())
                && same(uri.getHost(), remote.getHost())
                && uri.getPort() == remote.getPort();
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && one.equalsIgnoreCase(other);
    }

    private static Optional<Login> login(URIish remote, GitAuth auth) {
        if (auth instanceof GitAuth.Basic basic) {
            return Optional.of(new Login(basic.user(), basic.password()));
        }
        if (auth instanceof GitAuth.Token token) {
            // GitHub, GitLab, Gitea and Azure take any name beside a token; Bitbucket insists on its own.
            String host = String.valueOf(remote.getHost()).toLowerCase(Locale.ROOT);
            return Optional.of(new Login(host.equals("bitbucket.org") ? "x-token-auth" : "oauth2", token.token()));
        }
        return Optional.empty();
    }
}
