package truekeel.manifest;

import java.util.List;
import truekeel.manifest.TenantSpec.Address;
import truekeel.manifest.TenantSpec.Life;
import truekeel.model.Desired;
import truekeel.model.Value;

/**
 * What the reconcile policy says of anonymous links that no App declares, as part of the tenant's own document: a
 * tenant that revokes them shall have none.
 */
final class AnonymousLinks {
    private static final String FIELD = "anonymousLinks";
    private static final Value NONE = new Value.Items(List.of());

    private AnonymousLinks() {}

    /** @param settings the policy with the fleet's defaults laid below */
    static Address in(Address address, Value.Fields settings) {
        Life life = address.life();
        Desired self = settings.text(FIELD)
                .map(policy -> policy.equals("revoke") ? NONE : Value.text(policy))
                .map(wanted -> life.self().withSpec(life.self().spec().with(FIELD, wanted)))
                .orElse(life.self());
        return new Address(
                address.hostname(),
                address.region(),
                new Life(self, life.create(), life.confirmHostname(), life.purgeAfterDays(), life.licenseKey()));
    }
}
