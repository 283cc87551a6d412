package truekeel;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import truekeel.model.IpRange;
import truekeel.qlik.HttpSettings;
import truekeel.schema.Spelling;
import truekeel.secret.SecretSink;

/** Reads the configuration outside the container: command line, system properties, environment, files, defaults. */
final class Configuration {
    private static final String PREFIX = "--truekeel.";
    private static final Pattern UNKNOWN = Pattern.compile("(truekeel\\.\\S+) in .* does not map to any root");
    private static final Pattern UNUSABLE = Pattern.compile(
            "The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)");

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
            TruekeelConfig read = config.getConfigMapping(TruekeelConfig.class);
            check(read);
            return read;
        } catch (ConfigValidationException invalid) {
            List<String> problems = new ArrayList<>();
            for (int i = 0; i < invalid.getProblemCount(); i++) {
                problems.add(explained(invalid.getProblem(i).getMessage()));
            }
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems), invalid);
        }
    }

    /** The library's words in ours: the property first, then what is allowed. Unknown wordings are passed on. */
    private static String explained(String problem) {
        Matcher unknown = UNKNOWN.matcher(problem);
        if (unknown.find()) {
            return unknown.group(1) + " is not a property of Truekeel."
                    + Spelling.closest(unknown.group(1), names())
                            .map(name -> " Did you mean " + name + "?")
                            .orElse(" docs/configuration.md lists them all.");
        }
        Matcher unusable = UNUSABLE.matcher(problem);
        if (unusable.find()) {
            String reason =
                    unusable.group(3).replaceAll("SRCFG\\d+: ", "").replaceAll("enum class \\S+,", "one of the words;");
            return unusable.group(1) + " has a value that cannot be used: '" + unusable.group(2) + "'. " + reason
                    + (reason.contains("duration") ? ". Write 500ms, 30s, 5m, 2h or 7d." : ".");
        }
        return problem;
    }

    /** The name of every property. */
    static List<String> names() {
        return ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(TruekeelConfig.class))
                .keySet()
                .stream()
                .sorted()
                .toList();
    }

    /** Checks ranges that types cannot tell. Throws {@link IllegalArgumentException} that names the property. */
    static void check(TruekeelConfig config) {
        atLeastOne("truekeel.qlik.concurrency", config.qlik().concurrency());
        atLeastOne("truekeel.qlik.concurrency-per-tenant", config.qlik().concurrencyPerTenant());
        atLeastOne("truekeel.qlik.imports-per-day", config.qlik().importsPerDay());
        atLeastOne("truekeel.database.connections", config.database().connections());
        atLeastOne("truekeel.database.retention-count", config.database().retentionCount());
        atLeastOne("truekeel.reconcile.tenants", config.reconcile().tenants());
        atLeastOne("truekeel.reconcile.branches", config.reconcile().branches());
        checkForms(config);
        require(
                "truekeel.qlik.share",
                config.qlik().share(),
                config.qlik().share() > 0 && config.qlik().share() <= 1,
                "above 0 and at most 1");
        require(
                "truekeel.qlik.timeout",
                config.qlik().timeout(),
                config.qlik().timeout().toSeconds() >= 1
                        && config.qlik().timeout().compareTo(HttpSettings.Deadlines.DEFAULT.total()) <= 0,
                "from 1s to 10m");
        require("truekeel.git.poll", config.git().poll(), config.git().poll().toMillis() >= 1000, "at least 1s");
        require(
                "truekeel.git.timeout",
                config.git().timeout(),
                config.git().timeout().toSeconds() >= 20,
                "at least 20s");
        require(
                "truekeel.database.retention",
                config.database().retention(),
                config.database().retention().toHours() >= 1,
                "at least 1h");
        require(
                "truekeel.reconcile.hold",
                config.reconcile().hold(),
                !config.reconcile().hold().isNegative(),
                "0s or more");
    }

    private static void checkForms(TruekeelConfig config) {
        require(
                "truekeel.data.artefact-cache",
                config.data().artefactCache(),
                config.data().artefactCache() >= 1 && config.data().artefactCache() < 1L << 40,
                "1 or more");
        require(
                "truekeel.data.artefact-age",
                config.data().artefactAge(),
                config.data().artefactAge().toHours() >= 1,
                "at least 1h");
        for (String range : config.qlik().egress().orElse(List.of())) {
            require("truekeel.qlik.egress", range, isRange(range), "IPv4 addresses or ranges such as 203.0.113.0/24");
        }
        for (String sink : config.secrets().sink().stream().toList()) {
            require("truekeel.secrets.sink", sink, isSink(sink), "dir: and a folder, such as dir:/run/new-secrets");
        }
    }

    private static boolean isRange(String text) {
        try {
            IpRange.parse(text);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isSink(String text) {
        try {
            SecretSink.parse(text);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static void atLeastOne(String property, int value) {
        require(property, value, value >= 1, "1 or more");
    }

    private static void require(String property, Object value, boolean holds, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(property + " is " + value + "; it must be " + allowed + ".");
        }
    }
}
