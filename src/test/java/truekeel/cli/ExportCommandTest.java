package truekeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.simulator.Driver;

class ExportCommandTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void makeTenants() {
        bench = new Bench(folder).tenant("acme", "");
    }

    private Path out() {
        return folder.resolve("elsewhere/tenants/acme");
    }

    /** The sample repository's richest tenant, applied: it has every kind. */
    private void fill() throws IOException {
        Path sample = Path.of("tenants");
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = bench.repository.resolve("tenants").resolve(sample.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        bench.file("fleet.yaml", fleet());
        Bench.Result applied = bench.run("apply", "--tenant", "acme");
        assertThat(applied.exit()).as(applied.out()).isZero();
    }

    private static String fleet() {
        return """
                apiVersion: truekeel/v1alpha1
                kind: Fleet
                metadata: {name: fleet}
                spec:
                  regions:
                    us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
                    eu: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
                    de: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
                  defaults: {reconcile: {mode: enforce}}
                """;
    }

    private Bench.Result export() {
        return bench.run("export", "--tenant", "acme", "--out", out().toString());
    }

    private Bench.Result planOfExport() throws IOException {
        Files.writeString(out().resolveSibling("fleet.yaml"), fleet());
        return bench.run("plan", "--repo", folder.resolve("elsewhere").toString(), "--detailed-exitcode");
    }

    private String text(String file) throws IOException {
        return Files.readString(out().resolve(file));
    }

    @Test
    void exportedStateHasAnEmptyPlan() throws IOException {
        // given
        fill();

        // when
        Bench.Result exported = export();
        Bench.Result plan = planOfExport();

        // then
        assertThat(exported.exit()).as(exported.out()).isZero();
        assertThat(exported.out()).doesNotContain("left out").contains("1 Tenant");
        assertThat(plan.exit()).as(plan.out()).isZero();
        String documents = exported.out().replaceAll("(?s).*Exported (\\d+) documents.*", "$1");
        assertThat(plan.out()).contains("No changes: live state agrees with Git, " + documents + " to adopt.");
    }

    @Test
    void oddStateHasAnEmptyPlanToo() throws IOException {
        // given
        Driver qlik = bench.driver();
        String group = id(qlik.post("/api/v1/groups", "{'name':'Twins','providerType':'idp'}")
                .json());
        qlik.post("/api/v1/groups", "{'name':'Twins','providerType':'custom'}");
        String jane = id(qlik.post("/api/v1/users", "{'subject':'true','name':'null','email':'Jane@Acme.example'}")
                .json());
        String space = id(qlik.post(
                        "/api/v1/spaces",
                        "{'name':'007 = yes; # no','type':'shared','description':'Line one\\nline two: {a} ${x} %'}")
                .json());
        qlik.post(
                "/api/v1/spaces/" + space + "/assignments",
                "{'type':'group','assigneeId':'" + group + "','roles':['consumer']}");
        qlik.post(
                "/api/v1/spaces/" + space + "/assignments",
                "{'type':'user','assigneeId':'" + jane + "','roles':['producer']}");
        qlik.replace("/api/v1/spaces/" + space, "/ownerId", "'" + jane + "'");
        qlik.post("/api/v1/web-integrations", "{'name':'Portal','validOrigins':['https://a.example']}");
        qlik.post("/api/v1/web-integrations", "{'name':'Portal','validOrigins':['https://b.example']}");
        qlik.post("/api/v1/csp-origins", "{'name':' padded ','origin':'https://cdn.example','fontSrc':true}");

        // when
        Bench.Result exported = export();
        Bench.Result plan = planOfExport();

        // then
        assertThat(exported.exit()).as(exported.out()).isZero();
        assertThat(exported.out())
                .contains("left out WebIntegration/Portal: Several objects of the kind have this name");
        assertThat(plan.exit()).as(plan.out()).isZero();
        assertThat(text("space.yaml"))
                .contains("name: \"007 = yes; # no\"")
                .contains("owner: \"true\"")
                .contains("providerType: \"idp\"")
                .contains("description: \"Line one\\nline two: {a} ${x} %\"");
        assertThat(text("group.yaml")).contains("name: \"Twins (idp)\"").contains("name: \"Twins (custom)\"");
    }

    private static String id(JsonNode created) {
        return created.path("id").asText();
    }

    @Test
    void writesNeitherSecretsNorWhatQlikShipsNorOurBot() throws IOException {
        // given
        fill();

        // when
        export();

        // then
        String all;
        try (Stream<Path> files = Files.walk(out())) {
            all = files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(ExportCommandTest::read)
                    .collect(Collectors.joining("\n"));
        }
        assertThat(all)
                .doesNotContain("sim-secret", "qlikbot", "TenantAdmin\"\nspec", "com.qlik.Everyone", "{tk:", "digest")
                .contains("UserDefault");
        assertThat(text("app.yaml"))
                .startsWith("# yaml-language-server: $schema=.schema/catalogue.json\n")
                .contains("# The content is not managed.")
                .doesNotContain("\n  source:");
        try (ZipFile zip = new ZipFile(out().resolve("files/hello-ext.zip").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("hello-ext.js", "hello-ext.qext");
            for (ZipEntry entry : Collections.list(zip.entries())) {
                assertThat(zip.getInputStream(entry))
                        .hasSameContentAs(
                                Files.newInputStream(Path.of("tenants/acme/files/hello-ext", entry.getName())));
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void namesWhatCouldNotBeReadAndEndsWithOne() {
        // given
        bench.driver()
                .post("/__sim/faults", "{'path':'/api/v1/web-integrations','method':'GET','effect':'403','times':50}");

        // when
        Bench.Result result = export();

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("unknown WebIntegration: ").contains("1 Tenant");
        assertThat(out().resolve("tenant.yaml")).exists();
    }

    @Test
    void exportsChosenKindsOnly() {
        // given
        bench.driver().post("/api/v1/spaces", "{'name':'Finance','type':'shared'}");

        // when
        Bench.Result result = bench.run("export", "--tenant", "acme", "--kind", "space", "--out", out().toString());

        // then
        assertThat(result.out()).startsWith("Exported 1 documents").contains("1 Space");
        assertThat(out().resolve("tenant.yaml")).doesNotExist();
    }

    @Test
    void writesOverNothingUnlessToldTo() throws IOException {
        // given
        Files.createDirectories(out());
        Files.writeString(out().resolve("mine.txt"), "mine");

        // when
        Bench.Result refused = export();
        Bench.Result told = bench.run("export", "--tenant", "acme", "--overwrite", "--out", out().toString());

        // then
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("is not empty").contains("--overwrite");
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(out().resolve("mine.txt")).hasContent("mine");
    }
}
