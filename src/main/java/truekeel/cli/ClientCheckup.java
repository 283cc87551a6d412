package truekeel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import truekeel.fleet.Claims;
import truekeel.fleet.TenantTask;
import truekeel.kinds.Kinds;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.qlik.QlikException;

/**
 * What the doctor says of the OAuth client of one tenant: its tier, its scopes, and what it may not do for want of
 * them.
 */
final class ClientCheckup {
    private static final String ASPECT = "scopes";

    private final String tenant;
    private final String client;
    private final List<Check> checks = new ArrayList<>();

    ClientCheckup(String tenant, String client) {
        this.tenant = tenant;
        this.client = "Client " + client;
    }

    /** Of a tenant that could be signed in to. */
    List<Check> of(Claims claims, List<Desired> desired, Kinds kinds) {
        String tier = client + " is of the " + claims.tier().word();
        ok(claims.scopes()
                .map(scopes -> tier + " and has " + String.join(", ", new TreeSet<>(scopes)) + ".")
                .orElse(tier + "; Qlik does not tell its scopes."));
        TreeMap<KindName, Set<String>> needed = new TreeMap<>();
        desired.forEach(one -> kinds.find(one.kind()).ifPresent(kind -> needed.put(one.kind(), kind.needs())));
        needed.forEach((kind, scopes) -> claims.lack(scopes)
                .ifPresent(lack -> fail(
                        client + " may not change a " + kind + ": it lacks " + lack + ".",
                        "Give the client the scope, or use the client of the tenant's region.")));
        return checks;
    }

    /** Of a tenant that is to be created: what is asked then is the register host. */
    List<Check> ofUnborn(TenantTask task, boolean organisation) {
        try {
            Optional<Set<String>> scopes = task.qlik().signIn();
            boolean may = scopes.map(held -> held.contains("tenants:create")).orElse(true);
            if (may) {
                ok(client + " is of the region and gets into " + task.qlik().hostname() + ".");
            } else {
                fail(client + " may not create tenants: it lacks tenants:create.", "Use the region's own client.");
            }
        } catch (QlikException failure) {
            fail(failure.code() + ": " + failure.getMessage(), "Only the region's own client gets in there.");
        }
        if (organisation) {
            checks.add(Check.ok(tenant, "organisation", "The Fleet declares a client of the organisation API."));
        } else {
            checks.add(Check.fail(
                    tenant,
                    "organisation",
                    "The tenant has no hostname in Git, and without the organisation API none is created.",
                    "Declare organisation in the Fleet, or commit the tenant's hostname."));
        }
        return checks;
    }

    private void ok(String message) {
        checks.add(Check.ok(tenant, ASPECT, message));
    }

    private void fail(String message, String hint) {
        checks.add(Check.fail(tenant, ASPECT, message, hint));
    }
}
