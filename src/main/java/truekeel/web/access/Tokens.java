package truekeel.web.access;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import truekeel.model.Secret;
import truekeel.model.Sha256;

/**
 * The tokens that let people in, read anew each time, and sessions that began with one. A session is its end and that
 * end signed with the token: it needs no memory, holds over restarts, and ends with the token.
 */
@Singleton
public final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int NAME_LENGTH = 8;

    private final AccessRules rules;

    @Inject
    Tokens(AccessRules rules) {
        this.rules = rules;
    }

    /** The name of the token in logs, such as {@code token-1f0c22ab}; empty when it lets nobody in. */
    Optional<String> nameOf(String presented) {
        byte[] digest = Sha256.of(presented);
        return first(token -> MessageDigest.isEqual(Sha256.of(token), digest)).map(Tokens::name);
    }

    /** A session that ends at the given time, for the holder of a token; empty when it lets nobody in. */
    Optional<String> session(String presented, Instant until) {
        return nameOf(presented)
                .map(name -> until.getEpochSecond() + "." + signature(presented, until.getEpochSecond()));
    }

    /** The name of the token that a session began with; empty when the session is over or was never begun. */
    Optional<String> nameOfSession(String session, Instant now) {
        int dot = session.indexOf('.');
        if (dot < 1 || !session.substring(0, dot).matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        long until = Long.parseLong(session.substring(0, dot));
        byte[] signed = session.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        if (until <= now.getEpochSecond()) {
            return Optional.empty();
        }
        return first(token -> MessageDigest.isEqual(signature(token, until).getBytes(StandardCharsets.UTF_8), signed))
                .map(Tokens::name);
    }

    /** Looks at every token, so that the time it takes does not tell which one was close. */
    private Optional<String> first(Predicate<String> fits) {
        List<String> fitting = rules.tokens().get().map(Secret::reveal).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .filter(fits)
                .toList();
        return fitting.stream().findFirst();
    }

    private static String name(String token) {
        return "token-" + Sha256.hex(token).substring(0, NAME_LENGTH);
    }

    private static String signature(String token, long until) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] signature = mac.doFinal(("truekeel session until " + until).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ". This is a bug in Truekeel.", missing);
        }
    }
}
