package truekeel.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import truekeel.manifest.Catalogue;
import truekeel.manifest.TenantManifest;
import truekeel.manifest.TenantSpec;
import truekeel.model.KindName;
import truekeel.model.ReconcilePolicy;
import truekeel.model.Selector;
import truekeel.model.TenantName;
import truekeel.schema.Spelling;

/**
 * The part of a fleet that a command is about.
 *
 * @param tenants by name; none means all
 * @param labels what the tenants' labels must satisfy
 * @param kinds the kinds of resources; none means all
 */
public record Selection(Set<String> tenants, Selector labels, Set<KindName> kinds) {
    public static final Selection EVERYTHING = new Selection(Set.of(), Selector.EVERYTHING, Set.of());

    public Selection {
        tenants = Set.copyOf(tenants);
        kinds = Set.copyOf(kinds);
    }

    /**
     * The chosen tenants by name, broken ones included. Throws {@link IllegalArgumentException} for a name that is not
     * there and when nothing is chosen at all.
     */
    public List<TenantManifest> of(Catalogue catalogue) {
        List<String> known =
                catalogue.tenants().keySet().stream().map(TenantName::value).toList();
        for (String name : new TreeSet<>(tenants)) {
            if (!known.contains(name)) {
                String hint = Spelling.didYouMean(name, known);
                throw new IllegalArgumentException("There is no tenant '" + name + "' in the repository. "
                        + (hint.isEmpty() ? "It has: " + String.join(", ", known) + "." : hint));
            }
        }
        List<TenantManifest> chosen =
                catalogue.tenants().values().stream().filter(this::isChosen).toList();
        if (chosen.isEmpty() && !known.isEmpty()) {
            throw new IllegalArgumentException(
                    "No tenant has such a name and such labels. Check --tenant and --selector.");
        }
        return chosen;
    }

    /** A tenant whose document cannot be read has no labels that a selector could ask for. */
    private boolean isChosen(TenantManifest manifest) {
        boolean named = tenants.isEmpty() || tenants.contains(manifest.name().value());
        Map<String, String> found = manifest.document().map(TenantSpec::labels).orElse(Map.of());
        return named && labels.matches(found);
    }

    /** The policy that leaves every other kind alone. */
    ReconcilePolicy narrowed(ReconcilePolicy policy, Collection<KindName> all) {
        if (kinds.isEmpty()) {
            return policy;
        }
        List<ReconcilePolicy.Ignore> ignore = new ArrayList<>(policy.ignore());
        all.stream()
                .filter(kind -> !kinds.contains(kind))
                .forEach(kind -> ignore.add(new ReconcilePolicy.Ignore(kind, Optional.empty(), List.of())));
        return new ReconcilePolicy(
                policy.mode(),
                policy.interval(),
                policy.prune(),
                policy.pruneKinds(),
                policy.budget(),
                policy.windows(),
                ignore);
    }
}
