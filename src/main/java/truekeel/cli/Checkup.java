package truekeel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Errand;
import truekeel.fleet.Selection;
import truekeel.manifest.Catalogue;
import truekeel.manifest.TenantManifest;
import truekeel.model.Finding;
import truekeel.model.TenantName;
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
        return List.of(store());
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
