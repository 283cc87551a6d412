package truekeel;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;

/** Reads the configuration outside the container: command line, system properties, environment, files, defaults. */
final class Configuration {
    private static final String PREFIX = "--truekeel.";

    private Configuration() {}

    /** Turns every {@code --truekeel.name=value} into a property; returns the remaining words. */
    static List<String> takeProperties(String... args) {
        List<String> rest = new ArrayList<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (arg.startsWith(PREFIX) && equals > 0) {
                System.setProperty(arg.substring(2, equals), arg.substring(equals + 1));
            } else {
                rest.add(arg);
            }
        }
        return rest;
    }

    /**
     * The configuration with every value checked. Throws {@link IllegalArgumentException} whose message names each
     * wrong property.
     */
    static TruekeelConfig load() {
        try {
            SmallRyeConfig config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDefaultSources()
                    .addDiscoveredSources()
                    .addDiscoveredConverters()
                    .withMapping(TruekeelConfig.class)
                    .withMappingIgnore("quarkus.**")
                    .build();
            return config.getConfigMapping(TruekeelConfig.class);
        } catch (ConfigValidationException invalid) {
            List<String> problems = new ArrayList<>();
            for (int i = 0; i < invalid.getProblemCount(); i++) {
                problems.add(invalid.getProblem(i).getMessage());
            }
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems), invalid);
        }
    }
}
