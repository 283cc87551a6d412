package truekeel.kinds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import truekeel.fleet.ShelfOfFiles;
import truekeel.manifest.Catalogue;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.manifest.TenantManifest;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.Revision;
import truekeel.model.SourceTree;
import truekeel.model.TenantName;
import truekeel.schema.Schemas;

/** One folder of golden files, read as a repository of one tenant. */
record GoldenCase(Path folder) {
    static final Set<String> FILES = Set.of("desired.yaml", "live.json", "plan.txt", "after.json");
    static final TenantName TENANT = TenantName.of("acme");
    static final String HOST = "acme.us.qlikcloud.com";
    /** A tenant beside it, whose people do what {@code other.json} says. */
    static final TenantName OTHER = TenantName.of("dev");

    static final String OTHER_HOST = "dev.us.qlikcloud.com";
    private static final String WEB = "https://artefacts.acme.example/";
    private static final String OTHER_TENANT = """
            apiVersion: truekeel/v1alpha1
            kind: Tenant
            metadata: {name: dev}
            spec: {hostname: dev.us.qlikcloud.com}
            """;

    private static final String FLEET = """
            apiVersion: truekeel/v1alpha1
            kind: Fleet
            metadata: {name: fleet}
            spec:
              regions:
                us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
            """;
    private static final String BARE_TENANT = """
            apiVersion: truekeel/v1alpha1
            kind: Tenant
            metadata: {name: acme}
            spec: {hostname: acme.us.qlikcloud.com}
            """;

    String name() {
        int names = folder.getNameCount();
        return folder.subpath(names - 2, names).toString().replace('\\', '/');
    }

    String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Every file of the folder by its path from there. */
    SortedSet<String> files() {
        try (Stream<Path> paths = Files.walk(folder)) {
            SortedSet<String> files = new TreeSet<>();
            paths.filter(Files::isRegularFile)
                    .forEach(
                            path -> files.add(folder.relativize(path).toString().replace('\\', '/')));
            return files;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What the manifests ask for; fails for any finding. */
    List<Desired> desired(Schemas schemas) {
        return desired(schemas, new TreeSet<>());
    }

    /** Adds to the paths of the files below {@code files} that were looked into, from the folder. */
    List<Desired> desired(Schemas schemas, Set<String> read) {
        Catalogue catalogue = new Manifests(schemas, Limits.DEFAULT).load(new Tree(sources(), read), "tenants");
        if (!catalogue.findings().isEmpty()) {
            throw new AssertionError(name() + " is not sound: " + catalogue.findings());
        }
        return ((TenantManifest.Sound) catalogue.tenant(TENANT).orElseThrow()).desired();
    }

    /** The calls that make the other tenant; empty where the case has none. */
    Optional<String> other() {
        return Files.exists(folder.resolve("other.json")) ? Optional.of(text("other.json")) : Optional.empty();
    }

    /** The files of a folder as they lie on the web, each below {@code https://artefacts.acme.example/}. */
    static ShelfOfFiles web(Path folder) {
        ShelfOfFiles shelf = new ShelfOfFiles();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    shelf.put(WEB + file.getFileName(), Files.readAllBytes(file));
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return shelf;
    }

    /** Paths of the artefacts that the manifests name, from the folder. */
    static Stream<String> artefacts(List<Desired> desired) {
        return desired.stream()
                .flatMap(one -> one.artefacts().values().stream())
                .filter(file -> !file.isElsewhere())
                .map(Artefact::path)
                .map(path -> path.substring("tenants/acme/".length()));
    }

    private SortedMap<String, byte[]> sources() {
        SortedMap<String, byte[]> sources = new TreeMap<>();
        sources.put("tenants/fleet.yaml", FLEET.getBytes(StandardCharsets.UTF_8));
        sources.put("tenants/dev/tenant.yaml", OTHER_TENANT.getBytes(StandardCharsets.UTF_8));
        String desired = text("desired.yaml");
        if (desired.contains("kind: Tenant\n")) {
            sources.put("tenants/acme/tenant.yaml", desired.getBytes(StandardCharsets.UTF_8));
        } else {
            sources.put("tenants/acme/tenant.yaml", BARE_TENANT.getBytes(StandardCharsets.UTF_8));
            sources.put("tenants/acme/desired.yaml", desired.getBytes(StandardCharsets.UTF_8));
        }
        files().stream()
                .filter(file -> file.startsWith("files/"))
                .forEach(file -> sources.put("tenants/acme/" + file, bytes(file)));
        return sources;
    }

    private record Tree(Map<String, byte[]> contents, Set<String> read) implements SourceTree {
        @Override
        public Revision revision() {
            return new Revision("folder-golden");
        }

        @Override
        public SortedMap<String, SourceFile> files() {
            SortedMap<String, SourceFile> files = new TreeMap<>();
            contents.forEach((path, bytes) -> files.put(
                    path, new SourceFile(path, HexFormat.of().formatHex(bytes), bytes.length, Nature.REGULAR)));
            return Collections.unmodifiableSortedMap(files);
        }

        @Override
        public InputStream open(SourceFile file) {
            String path = file.path().substring(file.path().indexOf('/', "tenants/".length()) + 1);
            if (path.startsWith("files/")) {
                read.add(path);
            }
            return new ByteArrayInputStream(contents.getOrDefault(file.path(), new byte[0]));
        }
    }
}
