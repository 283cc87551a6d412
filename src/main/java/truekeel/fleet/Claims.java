package truekeel.fleet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import truekeel.model.ResourceRef;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikTenant;

/**
 * What an OAuth client is known to be able to do before anything is sent: by where it is declared, and by what Qlik
 * said of its token. What nobody said is not held against it.
 *
 * @param scopes empty when they are not known
 */
public record Claims(Tier tier, Optional<Set<String>> scopes) {
    /** Nobody chooses those of a region client; source: qlik.dev, "Create a region level M2M client". */
    private static final Set<String> OF_REGION =
            Set.of("admin_classic", "tenants:create", "tenants:deactivate", "tenants:reactivate");

    /** Where a client was made, and so what it reaches. */
    public enum Tier {
        TENANT,
        REGION,
        ORGANISATION;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of a client with the scopes that its token came with, if it came with any. */
    static Claims of(Tier tier, Optional<Set<String>> token) {
        return new Claims(tier, token.isEmpty() && tier == Tier.REGION ? Optional.of(OF_REGION) : token);
    }

    /** Whether nothing is known that would keep the client from what any one of the scopes allows. */
    boolean mayHaveOneOf(Set<String> needed) {
        return needed.isEmpty()
                || scopes.map(held -> needed.stream().anyMatch(held::contains)).orElse(true);
    }

    /** The refusal of a change that needs one of the scopes; empty where none of them is known to be missing. */
    Optional<Refusal> refusal(ResourceRef subject, Set<String> needed) {
        if (mayHaveOneOf(needed)) {
            return Optional.empty();
        }
        String held = String.join(", ", new TreeSet<>(scopes.orElseThrow()));
        return Optional.of(Refusal.of(
                RefusalCode.NOT_PERMITTED,
                subject,
                "The " + tier.word() + "'s OAuth client lacks the scope "
                        + lack(needed).orElse("") + "; it has " + held + ".",
                "Give the client the scope, or use another one.",
                false));
    }

    /**
     * What would keep the client from changing resources of these needs, in a sentence; empty where nothing is known.
     */
    public Optional<String> lack(Set<String> needed) {
        return mayHaveOneOf(needed) ? Optional.empty() : Optional.of(String.join(" or ", new TreeSet<>(needed)));
    }

    /** The same of the client of a register host, which signs in there to find out. */
    static Optional<Refusal> atRegister(Site site, String scope) {
        ResourceRef self = site.self().ref();
        try {
            QlikTenant register = site.hosts().register().orElseThrow();
            return of(Tier.REGION, register.signIn())
                    .refusal(self, Set.of(scope))
                    .map(refusal -> Refusal.ofPlan(
                            refusal.code(), List.of(self), refusal.message(), refusal.liftedBy(), false));
        } catch (QlikException.Denied denied) {
            return Optional.of(Refusal.ofPlan(
                    RefusalCode.NOT_PERMITTED,
                    List.of(self),
                    "The OAuth client of region " + site.region() + " does not get into the register host, which only"
                            + " region clients do: " + denied.getMessage(),
                    "Declare the region's own client in the Fleet, with its latest secret.",
                    false));
        } catch (QlikException unknown) {
            return Optional.empty();
        }
    }
}
