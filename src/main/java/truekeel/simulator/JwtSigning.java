package truekeel.simulator;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import java.util.stream.Stream;

/** The algorithms that a login token may be signed with (RFC 7518, section 3.1); a shared secret is none of them. */
enum JwtSigning {
    RS256("SHA256withRSA", "RSA"),
    RS384("SHA384withRSA", "RSA"),
    RS512("SHA512withRSA", "RSA"),
    ES256("SHA256withECDSAinP1363Format", "EC"),
    ES384("SHA384withECDSAinP1363Format", "EC"),
    ES512("SHA512withECDSAinP1363Format", "EC");

    private final String jca;
    private final String key;

    JwtSigning(String jca, String key) {
        this.jca = jca;
        this.key = key;
    }

    static Optional<JwtSigning> of(String name) {
        return Stream.of(values()).filter(one -> one.name().equals(name)).findFirst();
    }

    boolean verifies(PublicKey by, byte[] signed, byte[] signature) {
        if (!by.getAlgorithm().equals(key)) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(jca);
            check.initVerify(by);
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
