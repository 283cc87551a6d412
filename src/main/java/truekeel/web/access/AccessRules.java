package truekeel.web.access;

import java.util.Optional;
import java.util.function.Supplier;
import truekeel.model.Secret;

/**
 * How people prove who they are.
 *
 * @param tokens the secret that holds the tokens, one per line, as it is now; empty where it cannot be had, and then
 *     nobody gets in
 */
public record AccessRules(Mode mode, Supplier<Optional<Secret>> tokens) {

    /** The ways to prove it. */
    public enum Mode {
        /** A token in the Authorization header, or a session that began with one. */
        TOKEN,
        /** OpenID Connect, which the platform does. */
        OIDC,
        /** Nobody is asked; the ports are bound to loopback. */
        NONE
    }
}
