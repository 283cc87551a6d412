package truekeel.git;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;

/** Turns what a transport throws into a code and a sentence; the types and the link's memory decide, not messages. */
final class Failures {
    private static final int SSH_NO_MORE_AUTH_METHODS = 14;

    private final GitSettings settings;
    private final String remote;

    Failures(GitSettings settings) {
        this.settings = settings;
        // Without user and password.
        this.remote = settings.uri().setUser(null).setPass(null).toString();
    }

    GitException of(Throwable failure, int httpStatus, Optional<String> refusedHostKey) {
        if (failure instanceof GitException known) {
            return known;
        }
        if (refusedHostKey.isPresent()) {
            return exception(
                    GitCode.HOST_KEY_UNKNOWN,
                    "The Git host of " + remote + " showed the key " + refusedHostKey.get()
                            + ", which is not pinned. If the host publishes this fingerprint, add its known_hosts line;"
                            + " if not, somebody may be between.",
                    failure);
        }
        if (isSsl(failure)) {
            return exception(
                    GitCode.TLS_UNTRUSTED,
                    "The certificate of " + remote + " is not trusted. If its authority is your own, name it in the CA"
                            + " file; if the name is wrong, correct the URL.",
                    failure);
        }
        if (HttpLink.isDenied(httpStatus) || isSshDenied(failure)) {
            return exception(GitCode.AUTH_FAILED, denied(), failure);
        }
        if (has(failure, NoRemoteRepositoryException.class)
                || has(failure, RepositoryNotFoundException.class)
                || httpStatus == 404) {
            return exception(
                    GitCode.REPOSITORY_NOT_FOUND,
                    "There is no Git repository at " + remote
                            + ", or these credentials may not see it. Check the URL and the rights.",
                    failure);
        }
        if (has(failure, MissingObjectException.class)) {
            return exception(
                    GitCode.MIRROR_DAMAGED,
                    "The copy of " + remote + " lacks an object that it should hold. It is fetched anew by the next"
                            + " refresh that reaches the remote.",
                    failure);
        }
        return unreachable(failure, httpStatus);
    }

    GitException timeout(Throwable cause) {
        return exception(
                GitCode.TIMEOUT,
                "Git at " + remote + " did not answer in time (idle "
                        + settings.deadlines().idle().toSeconds()
                        + " s, whole " + settings.deadlines().whole().toSeconds()
                        + " s). Check the network and the proxy, or raise the deadlines.",
                cause);
    }

    private GitException unreachable(Throwable failure, int httpStatus) {
        if (has(failure, SocketTimeoutException.class) || has(failure, TimeoutException.class)) {
            return timeout(failure);
        }
        if (has(failure, ConnectException.class)
                || has(failure, UnknownHostException.class)
                || has(failure, NoRouteToHostException.class)
                || has(failure, SocketException.class)
                || httpStatus == 429
                || httpStatus >= 500) {
            return exception(
                    GitCode.REMOTE_UNREACHABLE,
                    "Git at " + remote + " cannot be reached"
                            + (httpStatus >= 400 ? " (HTTP " + httpStatus + ")" : "")
                            + ". Check host, port, network and proxy; the last good revision stays in force.",
                    failure);
        }
        return exception(
                GitCode.REMOTE_REFUSED,
                "Git at " + remote + " gave no usable answer: " + scrubbed(root(failure))
                        + " Check that the URL is that of a Git repository.",
                failure);
    }

    private String denied() {
        String what =
                settings.auth() instanceof GitAuth.None ? "no credentials are set" : "the credentials were refused";
        return "Git at " + remote + " lets nobody in like this: " + what
                + ". Set a user and password, a token or a key that may read the repository.";
    }

    private GitException exception(GitCode code, String message, Throwable cause) {
        return new GitException(code, scrubbed(message), cause);
    }

    /** Servers and libraries may repeat what they were sent. */
    private String scrubbed(String text) {
        if (settings.auth() instanceof GitAuth.Basic basic) {
            return without(text, basic.password().reveal());
        }
        if (settings.auth() instanceof GitAuth.Token token) {
            return without(text, token.token().reveal());
        }
        return text;
    }

    private static String without(String text, String secret) {
        return secret.isEmpty() ? text : text.replace(secret, "***");
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String message = String.valueOf(root.getMessage()).strip();
        return message.endsWith(".") ? message : message + ".";
    }

    private static boolean isSsl(Throwable failure) {
        return has(failure, CertificateException.class)
                || has(failure, SSLPeerUnverifiedException.class)
                || has(failure, SSLException.class);
    }

    private static boolean isSshDenied(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshException ssh && ssh.getDisconnectCode() == SSH_NO_MORE_AUTH_METHODS) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
