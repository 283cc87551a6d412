package truekeel.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import truekeel.git.GitFixture;

/** The sample repository with two tenants more, and a second state of it that creates, updates and deletes. */
final class FiveTenants {
    private static final Path SAMPLE = Path.of("tenants");

    /** Hostnames by tenant. */
    static final Map<String, String> HOSTS = new TreeMap<>(Map.of(
            "acme", sampled("acme"),
            "globex", sampled("globex"),
            "initech", "initech.us.qlikcloud.com",
            "northwind", sampled("northwind"),
            "umbrella", "umbrella.eu.qlikcloud.com"));

    /** The names, in order. */
    static final List<String> NAMES = List.copyOf(HOSTS.keySet());

    private FiveTenants() {}

    private static String sampled(String tenant) {
        return found(Pattern.compile("hostname: (\\S+)"), "tenants/" + tenant + "/tenant.yaml")
                .get(0);
    }

    /** The names of the secrets that the fleet's credentials refer to. */
    static List<String> secrets() {
        return found(Pattern.compile("secretRef: ([\\w-]+)"), "tenants/fleet.yaml");
    }

    private static List<String> found(Pattern pattern, String file) {
        try {
            return pattern.matcher(Files.readString(Path.of(file)))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The address of one of them. */
    static String host(String tenant) {
        return Optional.ofNullable(HOSTS.get(tenant)).orElseThrow();
    }

    /** Five tenants without a past. */
    static void make(Cloud cloud) {
        HOSTS.forEach((name, hostname) -> cloud.make(hostname, name.equals("globex")));
    }

    /** What brings an empty tenant to life. */
    static Map<String, GitFixture.Entry> first() throws IOException {
        Map<String, GitFixture.Entry> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(SAMPLE)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), GitFixture.Entry.bytes(Files.readAllBytes(file)));
            }
        }
        files.put("tenants/initech/tenant.yaml", tenant("initech", "[standard, finance]"));
        files.put("tenants/umbrella/tenant.yaml", tenant("umbrella", "[standard]"));
        return files;
    }

    /**
     * Descriptions changed in every tenant, one origin gone, one space and one web integration more, another app file.
     */
    static Map<String, GitFixture.Entry> second() throws IOException {
        Map<String, GitFixture.Entry> files = new TreeMap<>(first());
        edit(files, "tenants/templates/standard/content.yaml", text -> text.replace("tries things out", "plays"));
        edit(files, "tenants/templates/standard/people.yaml", text -> text.replace("Writes reports", "Makes reports"));
        edit(files, "tenants/templates/standard/embedding.yaml", text -> text.substring(text.lastIndexOf("---\n"))
                .replace("https://portal.", "https://www."));
        files.put("tenants/templates/standard/more.yaml", GitFixture.Entry.text("""
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: Archive}
                spec:
                  type: managed
                  description: What is kept of ${values.company}
                  members: [{group: Analysts, roles: [consumer]}]
                """));
        GitFixture.Entry other = files.get("tenants/globex/files/open-data.qvf");
        if (other != null) {
            files.put("tenants/templates/finance/files/sales.qvf", other);
        }
        return files;
    }

    /** The second state with a remark in it that a person could have changed, numbered. */
    static Map<String, GitFixture.Entry> later(int number) throws IOException {
        Map<String, GitFixture.Entry> files = new TreeMap<>(second());
        edit(files, "tenants/templates/standard/content.yaml", text -> text.replace("plays", "plays, take " + number));
        return files;
    }

    /** The same with all that one tenant takes from templates gone: more deletes than a budget allows. */
    static Map<String, GitFixture.Entry> without(String tenant) throws IOException {
        Map<String, GitFixture.Entry> files = new TreeMap<>(later(0));
        edit(
                files,
                "tenants/" + tenant + "/tenant.yaml",
                text -> text.replace("templates: [standard]", "templates: []"));
        files.remove("tenants/" + tenant + "/open-data.yaml");
        return files;
    }

    private static void edit(Map<String, GitFixture.Entry> files, String path, UnaryOperator<String> change) {
        files.computeIfPresent(path, (same, entry) -> {
            String before = new String(entry.bytes(), java.nio.charset.StandardCharsets.UTF_8);
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new AssertionError("The sample has changed, and this edit of " + path + " changes nothing now.");
            }
            return GitFixture.Entry.text(after);
        });
    }

    private static GitFixture.Entry tenant(String name, String templates) {
        return GitFixture.Entry.text("""
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: %1$s}
                spec:
                  hostname: %2$s
                  templates: %3$s
                  values: {company: %1$s, domain: %1$s.example}
                """.formatted(name, host(name), templates));
    }
}
