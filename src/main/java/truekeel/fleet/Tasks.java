package truekeel.fleet;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.manifest.Catalogue;
import truekeel.manifest.Credentials;
import truekeel.manifest.PolicySpec;
import truekeel.manifest.TenantManifest;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.ReconcilePolicy;
import truekeel.model.TenantName;
import truekeel.policy.BuiltInPolicies;
import truekeel.policy.Policies;
import truekeel.policy.PolicyRule;
import truekeel.qlik.QlikFleet;

/**
 * Makes tasks from manifests: credentials chosen, policies compiled once, one Qlik client per host and OAuth client.
 */
public final class Tasks {
    private final QlikFleet qlik;
    private final Vault vault;
    /** Of the latest catalogue alone; compared by identity, for comparing two by value costs more than it saves. */
    private final IdentityHashMap<Catalogue, Neighbourhood> around = new IdentityHashMap<>();

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
        Hosts hosts = new Hosts(qlik, vault, catalogue, tenant.spec());
        return tenant.spec()
                .hostname()
                .flatMap(hosts::own)
                .or(() -> tenant.spec().hostname().isPresent() ? Optional.empty() : hosts.register())
                .map(client -> new TenantTask(
                        new TenantTask.Who(
                                tenant.name(),
                                tenant.spec().metadata(),
                                catalogue
                                        .credentials(tenant.spec())
                                        .map(Credentials::formerClients)
                                        .orElse(List.of()),
                                neighbours(catalogue)),
                        new TenantTask.Wanted(
                                catalogue.revision(),
                                pull.committed(),
                                tenant.desired(),
                                tenant.spec().reconcile()),
                        client,
                        vault.ofTenant(catalogue, tenant.spec()),
                        compiled(catalogue.policies()),
                        trigger,
                        Optional.of(new Site(tenant.spec().address(), hosts))));
    }

    /** All tenants of a revision have the same neighbours. */
    private synchronized Neighbourhood neighbours(Catalogue catalogue) {
        if (!around.containsKey(catalogue)) {
            around.clear();
        }
        return around.computeIfAbsent(
                catalogue, fresh -> new Neighbourhood(() -> SeatRegister.of(fresh), tenant -> client(fresh, tenant)));
    }

    /** None for a tenant that is broken, suspended, not made yet, or without credentials. */
    private Optional<Neighbourhood.Neighbour> client(Catalogue catalogue, TenantName tenant) {
        return catalogue
                .tenant(tenant)
                .filter(TenantManifest.Sound.class::isInstance)
                .map(manifest -> ((TenantManifest.Sound) manifest).spec())
                .filter(spec -> spec.reconcile().mode() != ReconcilePolicy.Mode.SUSPEND)
                .flatMap(spec -> spec.hostname()
                        .flatMap(host -> new Hosts(qlik, vault, catalogue, spec).own(host))
                        .map(there -> new Neighbourhood.Neighbour(
                                there, spec.reconcile().mode() != ReconcilePolicy.Mode.OBSERVE)));
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
