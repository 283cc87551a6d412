package truekeel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Errand;
import truekeel.fleet.Selection;
import truekeel.fleet.Vault;
import truekeel.manifest.Catalogue;
import truekeel.manifest.TenantManifest;
import truekeel.model.Finding;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.secret.SecretException;
import truekeel.store.StoreException;

/** Looks whether everything is in place: what all tenants share, then each tenant. Writes nothing. */
final class Checkup {
    private static final String FLEET = "fleet";

    private final Toolbox toolbox;

    Checkup(Toolbox toolbox) {
        this.toolbox = toolbox;
    }

    /** The checks that need no tenant, the repository apart. */
    List<Check> shared() {
        List<Check> checks = new ArrayList<>();
        checks.add(store());
        toolbox.ownSecrets().forEach((property, secret) -> checks.add(own(property, secret)));
        return checks;
    }

    /** The daemon may have what a command, run elsewhere, has not. */
    private Check own(String property, Value.SecretRef secret) {
        Vault.Scope scope = toolbox.vault().ofMachine();
        try {
            scope.resolve(secret);
            return Check.ok(
                    FLEET,
                    "secret",
                    "The secret " + secret.name() + " of " + property + " comes from " + scope.origin(secret) + ".");
        } catch (SecretException missing) {
            return Check.warn(
                    FLEET,
                    "secret",
                    missing.code() + ": " + missing.getMessage(),
                    "The daemon needs it where it runs: " + property + " names it.");
        }
    }

    private Check store() {
        try {
            StoreState state = toolbox.storeState();
            return state.lasting()
                    ? Check.ok(FLEET, "store", state.sentence())
                    : Check.warn(
                            FLEET,
                            "store",
                            state.sentence(),
                            "Nothing to do beside a daemon; to plan orphans and prune, give truekeel.database.url.");
        } catch (StoreException closed) {
            return Check.fail(FLEET, "store", closed.code() + ": " + closed.getMessage(), "");
        }
    }

    /** The repository: readable, and how sound. */
    static Check repository(DesiredSource.Pull pull) {
        Catalogue catalogue = pull.catalogue();
        long errors = catalogue.findings().stream().filter(Finding::isError).count();
        String read =
                "The repository is readable at revision " + catalogue.revision().shortId() + " and declares "
                        + catalogue.tenants().size() + " tenants.";
        return errors == 0
                ? Check.ok(FLEET, "git", read)
                : Check.warn(FLEET, "git", read + " It has " + errors + " errors.", "Run truekeel validate.");
    }

    static Check unreadable(Exception failure) {
        return Check.fail(
                FLEET,
                "git",
                String.valueOf(failure.getMessage()),
                "Check truekeel.git.url, its authentication, and that the host can be reached from here.");
    }

    /** The checks of each chosen tenant, in the order of names. */
    List<Check> tenants(DesiredSource.Pull pull, Selection selection, Errand.Progress progress) {
        List<TenantManifest> chosen = selection.of(pull.catalogue());
        Map<TenantName, List<Check>> found = new ConcurrentHashMap<>();
        toolbox.tenants().each(chosen, manifest -> {
            found.put(manifest.name(), new TenantCheckup(toolbox, pull, manifest).checks());
            progress.done(found.size(), chosen.size());
        });
        List<Check> all = new ArrayList<>();
        chosen.forEach(manifest -> all.addAll(found.getOrDefault(manifest.name(), List.of())));
        return all;
    }
}
