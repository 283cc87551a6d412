package truekeel.secret;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import truekeel.fleet.Vault;
import truekeel.kinds.Binding;
import truekeel.model.Secret;
import truekeel.model.Value;

/**
 * The secrets of tests: for every name a value that begins with {@link #PREFIX}, so that a leak can be found wherever
 * it went. Only values that are sent to the simulator's own clients are others.
 */
public final class FixtureSecrets implements Binding.Secrets {
    /** What no output, store, plan or page may ever hold. */
    public static final String PREFIX = "tkFixture5ecret";

    private static final byte[] KEY = "the digest key of every test".getBytes(StandardCharsets.UTF_8);

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Map<String, String>> handedOver = new TreeMap<>();

    /** The value of a secret that nobody set. */
    public static String value(String name) {
        return PREFIX + "0" + name;
    }

    /** From now on the secret has another value, which begins with the prefix too. */
    public FixtureSecrets rotate(String name, String end) {
        values.put(name, PREFIX + end);
        return this;
    }

    /** What was handed over, by its name: what stands beside the secret, and the secret under its field. */
    public Map<String, Map<String, String>> handedOver() {
        return handedOver;
    }

    @Override
    public Binding.Sink sink() {
        return new Binding.Sink() {
            @Override
            public void check(String name) {
                if (name.startsWith("unwritable")) {
                    throw new SecretException(SecretCode.SECRET_SINK_UNUSABLE, "Nothing is taken as " + name + ".");
                }
            }

            @Override
            public void take(String name, Map<String, String> beside, String field, Secret secret) {
                check(name);
                Map<String, String> content = new TreeMap<>(beside);
                content.put(field, secret.reveal());
                handedOver.put(name, content);
            }

            @Override
            public boolean holds(String name, String field, String text) {
                return text.equals(handedOver.getOrDefault(name, Map.of()).get(field));
            }
        };
    }

    @Override
    public Secret resolve(Value.SecretRef ref) {
        return Secret.of(values.getOrDefault(ref.name(), value(ref.name())));
    }

    @Override
    public String digest(Secret secret) {
        return digester().of(secret);
    }

    public static SecretDigest digester() {
        return SecretDigest.withKey(KEY);
    }

    /** A vault over an environment in which only these secrets are set. */
    public static Vault vault(Map<String, String> values) {
        Map<String, String> environment = new TreeMap<>();
        values.forEach((name, value) -> environment.put(Secrets.variable(name), value));
        return new Vault(new Secrets(Optional.empty(), environment), FixtureSecrets::digester);
    }
}
