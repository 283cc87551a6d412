package truekeel.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import truekeel.fleet.Vault;
import truekeel.git.FolderTree;
import truekeel.git.GitException;
import truekeel.git.GitLimits;
import truekeel.manifest.Catalogue;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.manifest.TenantSpec;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.schema.Schemas;

/**
 * A repository in a folder: tenant {@code acme} uses the templates {@code first} and {@code second}, {@code globex}
 * none.
 */
final class SopsRepository {
    private static final Schemas SCHEMAS = Schemas.bundled();

    private final Path folder;

    SopsRepository(Path folder) {
        this.folder = folder;
        write("fleet.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Fleet
                metadata: {name: fleet}
                spec:
                  regions:
                    us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
                """);
        write("acme/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: acme}
                spec: {hostname: acme.us.qlikcloud.com, templates: [first, second]}
                """);
        write("globex/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: globex}
                spec: {hostname: globex.us.qlikcloud.com}
                """);
        for (String template : new String[] {"first", "second"}) {
            write("templates/" + template + "/spaces.yaml", """
                    apiVersion: truekeel/v1alpha1
                    kind: Space
                    metadata: {name: %s}
                    spec: {type: shared}
                    """.formatted(template));
        }
    }

    SopsRepository write(String path, String text) {
        try {
            Path file = folder.resolve("tenants").resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Catalogue load() {
        try {
            return new Manifests(SCHEMAS, Limits.DEFAULT)
                    .load(FolderTree.read(folder, "tenants", GitLimits.DEFAULT), "tenants");
        } catch (GitException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a tenant's documents get for a name, with nothing but this repository and the age keys. */
    String value(String tenant, String name, Path keys) {
        return value(tenant, name, new Secrets(Optional.empty(), Map.of(), Optional.of(keys)));
    }

    String value(String tenant, String name, Secrets secrets) {
        Catalogue catalogue = load();
        TenantSpec spec =
                catalogue.tenant(TenantName.of(tenant)).orElseThrow().document().orElseThrow();
        return vault(secrets)
                .ofTenant(catalogue, spec)
                .resolve(new Value.SecretRef(name))
                .reveal();
    }

    String fleetValue(String name, Path keys) {
        return vault(new Secrets(Optional.empty(), Map.of(), Optional.of(keys)))
                .ofFleet(load())
                .resolve(new Value.SecretRef(name))
                .reveal();
    }

    private static Vault vault(Secrets secrets) {
        return new Vault(secrets, FixtureSecrets::digester);
    }
}
