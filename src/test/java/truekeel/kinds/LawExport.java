package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import truekeel.backup.Export;
import truekeel.backup.ExportFolder;
import truekeel.backup.Snapshot;
import truekeel.git.FolderTree;
import truekeel.git.GitLimits;
import truekeel.manifest.Catalogue;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.manifest.TenantManifest;
import truekeel.model.Desired;
import truekeel.qlik.QlikTenant;

/** A tenant's live state, exported into a folder as a repository, and read from there as any other repository. */
final class LawExport {
    private static final String FLEET = """
            apiVersion: truekeel/v1alpha1
            kind: Fleet
            metadata: {name: fleet}
            spec: {regions: {us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}}}
            """;

    private LawExport() {}

    static Snapshot of(QlikTenant qlik, Path folder) throws IOException {
        Path tenants = Files.createDirectories(folder.resolve("repository/tenants"));
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        Files.writeString(tenants.resolve("fleet.yaml"), FLEET);
        Snapshot seen = new Export(LawDaemon.KINDS, Branches.single()).of(qlik, GoldenCase.TENANT, Set.of(), scratch);
        return new ExportFolder(LawDaemon.SCHEMAS, tenants.resolve(GoldenCase.TENANT.value()))
                .write(seen, new ExportFolder.Place(GoldenCase.HOST, "us"), scratch);
    }

    static List<Desired> read(Path folder) throws IOException {
        Catalogue catalogue = new Manifests(LawDaemon.SCHEMAS, Limits.DEFAULT)
                .load(FolderTree.read(folder.resolve("repository"), "tenants", GitLimits.DEFAULT), "tenants");
        assertThat(catalogue.findings()).isEmpty();
        return ((TenantManifest.Sound) catalogue.tenant(GoldenCase.TENANT).orElseThrow()).desired();
    }
}
