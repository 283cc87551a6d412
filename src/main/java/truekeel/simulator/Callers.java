package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Users as the gateway sees them: makes the bot of a client, and finds out what the holder of a token may do. */
final class Callers {
    private static final String EVERYONE = "000000000000000000000001";

    private Callers() {}

    /** The bot user of a client, made with TenantAdmin when the client first takes a token in this tenant. */
    static ObjectNode bot(SimTenant tenant, ClientCredential client, Ids ids, Instant now) {
        String subject = "qlikbot\\" + client.clientId();
        Optional<ObjectNode> known = tenant.table("users").by("subject", subject);
        if (known.isPresent()) {
            return known.get();
        }
        ObjectNode bot = user(tenant, subject, client.name(), ids, now);
        bot.put("clientId", client.clientId());
        tenant.table("roles").by("name", "TenantAdmin").ifPresent(role -> bot.withArray("assignedRoles")
                .addObject()
                .put("id", role.path("id").asText()));
        tenant.license().take(subject, "professional", Stamp.millis(now));
        return bot;
    }

    /**
     * The user behind a person's login: an unknown subject becomes an active user without roles, an invited one active,
     * and a seat is taken when seats are assigned by themselves. Throws a 403 {@link Problem} for a disabled or deleted
     * one.
     */
    static ObjectNode person(SimTenant tenant, String subject, Ids ids, Instant now) {
        ObjectNode user =
                tenant.table("users").by("subject", subject).orElseGet(() -> user(tenant, subject, subject, ids, now));
        String status = user.path("status").asText();
        if (status.equals("disabled") || status.equals("deleted")) {
            throw Problem.forbidden("The user " + subject + " is " + status + ".");
        }
        user.put("status", "active");
        JsonNode settings = tenant.table("licenseSettings")
                .get("settings")
                .map(JsonNode.class::cast)
                .orElseGet(Json::object);
        boolean seated = settings.path("autoAssignProfessional").asBoolean()
                && tenant.license().take(subject, "professional", Stamp.millis(now));
        if (!seated && settings.path("autoAssignAnalyzer").asBoolean()) {
            tenant.license().take(subject, "analyzer", Stamp.millis(now));
        }
        return user;
    }

    /**
     * Sets a person's groups of the identity provider as a login with a groups claim does; custom groups stay. Unknown
     * groups are made only where the tenant creates groups by itself.
     */
    static void claim(SimTenant tenant, ObjectNode user, List<String> names, Ids ids, Instant now) {
        boolean create = tenant.table("groupSettings")
                .get("settings")
                .map(row -> row.path("autoCreateGroups").asBoolean())
                .orElse(false);
        ArrayNode groups = Json.array();
        for (JsonNode reference : user.path("assignedGroups")) {
            tenant.table("groups")
                    .get(reference.path("id").asText())
                    .filter(group -> group.path("providerType").asText().equals("custom"))
                    .ifPresent(group -> groups.add(reference));
        }
        for (String name : names) {
            tenant.table("groups")
                    .first(row -> row.path("name").asText().equals(name)
                            && row.path("providerType").asText().equals("idp"))
                    .or(() -> create ? Optional.of(group(tenant, name, ids, now)) : Optional.empty())
                    .ifPresent(group ->
                            groups.addObject().put("id", group.path("id").asText()));
        }
        user.set("assignedGroups", groups);
    }

    private static ObjectNode group(SimTenant tenant, String name, Ids ids, Instant now) {
        ObjectNode group = Json.object();
        group.put("id", ids.hex24());
        group.put("tenantId", tenant.id());
        group.put("name", name);
        group.put("providerType", "idp");
        group.put("status", "active");
        group.put("createdAt", Stamp.millis(now));
        group.put("lastUpdatedAt", Stamp.millis(now));
        group.putArray("assignedRoles");
        return tenant.table("groups").add(group);
    }

    private static ObjectNode user(SimTenant tenant, String subject, String name, Ids ids, Instant now) {
        ObjectNode user = Json.object();
        user.put("id", ids.hex24());
        user.put("tenantId", tenant.id());
        user.put("subject", subject);
        user.put("name", name);
        user.put("status", "active");
        user.put("createdAt", Stamp.millis(now));
        user.put("lastUpdatedAt", Stamp.millis(now));
        user.putArray("assignedGroups");
        user.putArray("assignedRoles");
        tenant.table("users").add(user);
        for (String type : List.of("com.qlik.core.user.created", "com.qlik.v1.user.created")) {
            tenant.audits()
                    .append(now, null, type, "com.qlik/users", user.path("id").asText(), user);
        }
        return user;
    }

    /** Empty when the user is gone or not active. */
    static Optional<Caller> of(SimTenant tenant, Grant grant) {
        return tenant.table("users")
                .get(grant.userId())
                .filter(user -> user.path("status").asText().equals("active"))
                .map(user -> caller(tenant, grant, user));
    }

    private static Caller caller(SimTenant tenant, Grant grant, ObjectNode user) {
        Set<String> groups = new HashSet<>(Set.of(EVERYONE));
        Set<String> roleIds = new HashSet<>();
        addIds(user.path("assignedGroups"), groups);
        addIds(user.path("assignedRoles"), roleIds);
        for (String group : groups) {
            tenant.table("groups").get(group).ifPresent(row -> addIds(row.path("assignedRoles"), roleIds));
        }
        Set<String> names = new HashSet<>();
        Set<String> granted = new HashSet<>();
        for (ObjectNode role : tenant.table("roles").rows()) {
            boolean everybodys = role.path("name").asText().equals("UserDefault");
            if (everybodys || roleIds.contains(role.path("id").asText())) {
                names.add(role.path("name").asText());
                granted.addAll(Json.texts(role.path("assignedScopes")));
            }
        }
        return new Caller(
                grant.userId(),
                user.path("subject").asText(),
                grant.clientId(),
                grant.scopes(),
                names,
                granted,
                groups);
    }

    private static void addIds(JsonNode references, Set<String> ids) {
        references.forEach(reference -> ids.add(reference.path("id").asText()));
    }
}
