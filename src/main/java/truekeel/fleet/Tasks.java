package truekeel.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.manifest.Catalogue;
import truekeel.manifest.Credentials;
import truekeel.manifest.PolicySpec;
import truekeel.manifest.TenantManifest;
import truekeel.manifest.TenantSpec;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.policy.BuiltInPolicies;
import truekeel.policy.Policies;
import truekeel.policy.PolicyRule;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantAccess;

/**
 * Makes tasks from manifests: credentials chosen, policies compiled once, one Qlik client per host and OAuth client.
 */
public final class Tasks {
    private final QlikFleet qlik;
    private final Vault vault;
    private Rulebook rulebook = new Rulebook(List.of(), policies(List.of()));

    /** Policies as they were declared and as they are asked. */
    private record Rulebook(List<PolicySpec> specs, Policies policies) {}

    public Tasks(QlikFleet qlik, Vault vault) {
        this.qlik = qlik;
        this.vault = vault;
    }

    /** The task of a sound tenant; empty when neither tenant nor region has credentials, which is a finding by then. */
    public Optional<TenantTask> of(DesiredSource.Pull pull, TenantManifest.Sound tenant, Trigger trigger) {
        Catalogue catalogue = pull.catalogue();
        return catalogue
                .credentials(tenant.spec())
                .map(credentials -> new TenantTask(
                        new TenantTask.Who(tenant.name(), tenant.spec().metadata()),
                        new TenantTask.Wanted(
                                catalogue.revision(),
                                pull.committed(),
                                tenant.desired(),
                                tenant.spec().reconcile()),
                        client(catalogue, tenant.spec(), credentials),
                        vault.ofTenant(catalogue, tenant.spec()),
                        compiled(catalogue.policies()),
                        trigger));
    }

    /** The same client each time, told where this revision has its secret. */
    private QlikTenant client(Catalogue catalogue, TenantSpec tenant, Credentials credentials) {
        Vault.Scope secrets = vault.ofAccess(catalogue, tenant);
        return qlik.tenant(new TenantAccess(
                tenant.hostname(), credentials.clientId(), () -> secrets.resolve(credentials.clientSecret())));
    }

    /** All tenants of a revision have the same policies, and compiling them costs more than asking them. */
    private synchronized Policies compiled(List<PolicySpec> specs) {
        if (!rulebook.specs().equals(specs)) {
            rulebook = new Rulebook(specs, policies(specs));
        }
        return rulebook.policies();
    }

    /** The sound policies of a revision and the built-in ones; unsound rules are left to {@link #findings}. */
    public static Policies policies(List<PolicySpec> specs) {
        List<PolicyRule> rules = new ArrayList<>(BuiltInPolicies.rules());
        specs.stream()
                .filter(spec -> Policies.check(spec.rule().text()).isEmpty())
                .map(Tasks::rule)
                .forEach(rules::add);
        return Policies.of(rules);
    }

    /** What is wrong with the rules of a revision's policies. */
    public static List<Finding> findings(List<PolicySpec> specs) {
        return specs.stream()
                .flatMap(spec -> Policies.check(spec.rule().text())
                        .map(
                                problem -> Finding.error(
                                        FindingCode.POLICY_INVALID,
                                        spec.rule().position(),
                                        "The rule of policy " + spec.name() + " is no sound CEL. " + problem,
                                        "A rule is a CEL expression of type bool over resource, tenant, action, before, after."))
                        .stream())
                .toList();
    }

    private static PolicyRule rule(PolicySpec spec) {
        return new PolicyRule(
                spec.name(),
                spec.match().kinds(),
                labels -> spec.match().tenants().matches(labels),
                Set.copyOf(spec.on().stream()
                        .map(occasion -> PolicyRule.Occasion.valueOf(occasion.name()))
                        .toList()),
                PolicyRule.Level.valueOf(spec.level().name()),
                spec.rule().text(),
                spec.message());
    }
}
