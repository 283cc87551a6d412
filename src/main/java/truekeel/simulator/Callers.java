package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
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
        ObjectNode bot = Json.object();
        bot.put("id", ids.hex24());
        bot.put("tenantId", tenant.id());
        bot.put("clientId", client.clientId());
        bot.put("subject", subject);
        bot.put("name", client.name());
        bot.put("email", "");
        bot.put("status", "active");
        bot.put("createdAt", Stamp.millis(now));
        bot.put("lastUpdatedAt", Stamp.millis(now));
        bot.putArray("assignedGroups");
        com.fasterxml.jackson.databind.node.ArrayNode roles = bot.putArray("assignedRoles");
        tenant.table("roles").by("name", "TenantAdmin").ifPresent(role -> roles.addObject()
                .put("id", role.path("id").asText()));
        tenant.table("users").add(bot);
        tenant.license().take(subject, "professional", Stamp.millis(now));
        tenant.audits()
                .append(
                        now,
                        null,
                        "com.qlik.core.user.created",
                        "com.qlik/users",
                        bot.path("id").asText(),
                        bot);
        tenant.audits()
                .append(
                        now,
                        null,
                        "com.qlik.v1.user.created",
                        "com.qlik/users",
                        bot.path("id").asText(),
                        bot);
        return bot;
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
