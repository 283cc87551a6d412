package truekeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.TenantTask;
import truekeel.fleet.Trigger;
import truekeel.fleet.Vault;
import truekeel.manifest.Credentials;
import truekeel.manifest.FleetSpec;
import truekeel.manifest.TenantManifest;
import truekeel.manifest.TenantSpec;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Value;
import truekeel.qlik.Identity;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.secret.SecretException;

/** The doctor's look at one tenant. Each check needs those before it; what cannot be looked at is not guessed. */
final class TenantCheckup {
    private static final String ADMIN = "TenantAdmin";
    private static final Duration MOST_SKEW = Duration.ofSeconds(60);
    /** Where apps go, and what the bot needs there. */
    private static final Map<String, Set<String>> NEEDED = Map.of(
            "/stage/space", Set.of("producer"),
            "/publish/space", Set.of("facilitator", "publisher"));

    private final Toolbox toolbox;
    private final DesiredSource.Pull pull;
    private final TenantManifest manifest;
    private final List<Check> checks = new ArrayList<>();

    TenantCheckup(Toolbox toolbox, DesiredSource.Pull pull, TenantManifest manifest) {
        this.toolbox = toolbox;
        this.pull = pull;
        this.manifest = manifest;
    }

    List<Check> checks() {
        if (manifest instanceof TenantManifest.Sound) {
            ok("manifests", "The manifests are sound.");
        } else {
            fail("manifests", "The manifests have errors.", "Run truekeel validate --tenant " + manifest.name() + ".");
        }
        manifest.document().ifPresent(this::access);
        return checks;
    }

    private void access(TenantSpec spec) {
        Optional<Credentials> credentials = pull.catalogue().credentials(spec);
        if (credentials.isEmpty()) {
            fail(
                    "secret",
                    "There are no credentials for region '" + spec.region() + "'.",
                    "Add them to spec.regions of fleet.yaml, or to spec.credentials of tenant.yaml.");
            return;
        }
        Vault.Scope access = toolbox.vault().ofAccess(pull.catalogue(), spec);
        boolean known = secret(credentials.get().clientSecret(), access);
        Vault.Scope documents = toolbox.vault().ofTenant(pull.catalogue(), spec);
        named().forEach(secret -> secret(secret, documents));
        if (!known) {
            return;
        }
        toolbox.tasks()
                .of(pull, new TenantManifest.Sound(spec, List.of(), List.of()), Trigger.COMMAND)
                .ifPresent(task -> client(spec, task, credentials.get()));
    }

    /** The secrets that the tenant's documents name, each once. */
    private Set<Value.SecretRef> named() {
        Set<Value.SecretRef> named = new LinkedHashSet<>();
        desired().forEach(desired -> named.addAll(desired.secrets().values()));
        return named;
    }

    /** Says where it comes from; the value is read to see that it can be, and goes nowhere. */
    private boolean secret(Value.SecretRef secret, Vault.Scope scope) {
        try {
            scope.resolve(secret);
            ok("secret", "The secret " + secret.name() + " comes from " + scope.origin(secret) + ".");
            return true;
        } catch (SecretException missing) {
            fail("secret", missing.code() + ": " + missing.getMessage(), "");
            return false;
        }
    }

    private void client(TenantSpec spec, TenantTask task, Credentials credentials) {
        ClientCheckup client = new ClientCheckup(spec.name().value(), credentials.clientId());
        if (spec.hostname().isEmpty()) {
            boolean organisation =
                    pull.catalogue().fleet().flatMap(FleetSpec::organisation).isPresent();
            checks.addAll(client.ofUnborn(task, organisation));
        } else if (signIn(task.qlik(), credentials)) {
            checks.addAll(client.of(task.claims(), desired(), toolbox.kinds()));
        }
    }

    /** Whether it could be signed in. */
    private boolean signIn(QlikTenant qlik, Credentials credentials) {
        Identity self;
        try {
            self = qlik.identity();
        } catch (QlikException.Denied denied) {
            ok("egress", qlik.hostname() + " can be reached.");
            fail(
                    "token",
                    message(denied),
                    denied.isTenantDeactivated()
                            ? "Reactivate the tenant at its region's register host."
                            : "Check that client " + credentials.clientId()
                                    + " is of this tenant or its region, and that its secret is the latest.");
            return false;
        } catch (QlikException.Transient unreachable) {
            fail(
                    "egress",
                    message(unreachable),
                    "Check DNS, firewall and truekeel.http.proxy; for a TLS error truekeel.http.ca-file.");
            return false;
        } catch (QlikException other) {
            fail("token", message(other), "Check the hostname and the client.");
            return false;
        }
        ok("egress", qlik.hostname() + " can be reached.");
        ok("token", "Client " + credentials.clientId() + " gets a token.");
        ok("bot", "Truekeel acts as " + self.subject() + " (" + self.userId() + ").");
        admin(self);
        clock(qlik);
        spaces(qlik, self);
        publicLinks();
        return true;
    }

    private void admin(Identity self) {
        if (self.roles().contains(ADMIN)) {
            ok("role", "The bot has the role " + ADMIN + ".");
        } else {
            fail(
                    "role",
                    "The bot has not got the role " + ADMIN + "; its roles: "
                            + (self.roles().isEmpty() ? "none" : String.join(", ", self.roles())) + ".",
                    "Give the bot's user " + self.subject() + " the role " + ADMIN
                            + ", or use the client of the tenant's region.");
        }
    }

    /** Ages of apps and windows are told by the tenant's clock; certificates and tokens by ours. */
    private void clock(QlikTenant qlik) {
        Duration skew = Duration.between(toolbox.clock().instant(), qlik.clock().instant());
        if (skew.abs().compareTo(MOST_SKEW) > 0) {
            warn(
                    "clock",
                    "This machine's clock is " + skew.abs().toSeconds() + " s "
                            + (skew.isNegative() ? "ahead of" : "behind") + " Qlik's.",
                    "Let this machine's clock be set by NTP.");
        } else {
            ok("clock", "This machine's clock agrees with Qlik's within " + MOST_SKEW.toSeconds() + " s.");
        }
    }

    private void spaces(QlikTenant qlik, Identity self) {
        Map<String, Set<String>> needed = deployedTo();
        if (needed.isEmpty()) {
            ok("spaces", "No app is deployed.");
            return;
        }
        try {
            List<String> without = new ArrayList<>();
            qlik.list(QlikRequest.of(Operations.GET_SPACES), space -> {
                Set<String> roles = needed.getOrDefault(space.path("name").asText(), Set.of());
                boolean owns = space.path("ownerId").asText().equals(self.userId());
                if (!owns && !roles(space).containsAll(roles)) {
                    without.add(
                            "'" + space.path("name").asText() + "' (" + String.join(", ", new TreeSet<>(roles)) + ")");
                }
            });
            if (without.isEmpty()) {
                ok("spaces", "The bot has the roles it needs in the spaces that apps are deployed to.");
            } else {
                warn(
                        "spaces",
                        "The bot lacks roles in " + String.join(", ", without) + ".",
                        "Nothing to do in the modes enforce and commit: Truekeel takes them with the next deployment.");
            }
        } catch (QlikException unseen) {
            fail("spaces", message(unseen), "Check that the bot may read spaces.");
        }
    }

    private static Set<String> roles(JsonNode space) {
        Set<String> roles = new TreeSet<>();
        space.path("meta").path("roles").forEach(role -> roles.add(role.asText()));
        return roles;
    }

    /** The names of the spaces that manifests deploy apps to, and the roles needed there. */
    private Map<String, Set<String>> deployedTo() {
        Map<String, Set<String>> needed = new LinkedHashMap<>();
        for (Desired desired : desired()) {
            NEEDED.forEach((path, roles) -> FieldPath.parse(path)
                    .in(desired.spec())
                    .flatMap(space ->
                            space instanceof Value.Fields parts ? parts.text("name") : Optional.of(space.toString()))
                    .ifPresent(name ->
                            needed.computeIfAbsent(name, any -> new TreeSet<>()).addAll(roles)));
        }
        return needed;
    }

    private List<Desired> desired() {
        return manifest instanceof TenantManifest.Sound sound
                ? sound.desired().stream()
                        .filter(desired -> !desired.isAbsent())
                        .toList()
                : List.of();
    }

    private void publicLinks() {
        boolean wanted = desired().stream()
                .anyMatch(desired ->
                        desired.spec().fields("anonymousAccess").flag("enabled").orElse(false));
        if (!wanted) {
            ok("public-links", "No manifest opens an app to anonymous visitors.");
        } else if (toolbox.publicLinkScope().isPresent()) {
            ok("public-links", "The scope behind Public link creation is configured.");
        } else {
            warn(
                    "public-links",
                    "A manifest opens an app to anonymous visitors; whether users may create public links cannot be"
                            + " checked.",
                    "Set truekeel.qlik.public-link-scope to the scope's id, which a role edited in Qlik's own pages"
                            + " shows.");
        }
    }

    private static String message(QlikException failure) {
        return failure.code() + ": " + failure.getMessage();
    }

    private void ok(String aspect, String message) {
        checks.add(Check.ok(manifest.name().value(), aspect, message));
    }

    private void warn(String aspect, String message, String hint) {
        checks.add(Check.warn(manifest.name().value(), aspect, message, hint));
    }

    private void fail(String aspect, String message, String hint) {
        checks.add(Check.fail(manifest.name().value(), aspect, message, hint));
    }
}
