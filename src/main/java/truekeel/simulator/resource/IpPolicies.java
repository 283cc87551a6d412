package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.AllowList;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.Paging;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/core/ip-policies}: the first enabled policy shuts all other addresses out, see {@link AllowList}. A write
 * that would shut its own caller out is refused; with the tenant option {@code ipLockouts} it is carried out, as it
 * might be. Two of one name are taken, and one that does not say so is enabled (both unconfirmed).
 */
final class IpPolicies implements Resource {
    private static final String PATH = "/api/core/ip-policies";
    private static final Paging PAGING = Paging.by("page", 20, 100);
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/enabled", "/name", "/allowedIps");
    private static final int LONGEST_NAME = 256;

    @Override
    public Dialect dialect() {
        return Dialect.COMMON;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/{id}", this::read);
        routes.patch(PATH + "/{id}", this::patch);
        routes.delete(PATH + "/{id}", this::delete);
    }

    private Answer list(Exchange exchange) {
        exchange.caller().requireAdmin("admin.ip-policies");
        List<ObjectNode> rows = exchange.table(AllowList.TABLE).rows();
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("enabled", "createdAt", "updatedAt", "name"));
        ObjectNode body = PAGING.page(exchange, rows, sort).envelope(Json::served);
        if (exchange.flag("totalResults")) {
            body.put("totalResults", rows.size());
        }
        return Answer.ok(body);
    }

    private Answer read(Exchange exchange) {
        exchange.caller().requireAdmin("admin.ip-policies");
        return Answer.ok(Json.served(row(exchange)));
    }

    private static ObjectNode row(Exchange exchange) {
        return exchange.table(AllowList.TABLE).require(exchange.param("id"));
    }

    private Answer create(Exchange exchange) {
        exchange.caller().requireAdmin("admin.ip-policies");
        Body body = exchange.body();
        List<String> addresses =
                body.texts("allowedIps").orElseThrow(() -> body.bad("allowedIps", "This field is required."));
        notAnEntry(addresses).ifPresent(detail -> {
            throw body.bad("allowedIps", detail);
        });
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("tenantId", exchange.tenant().id());
        row.put("name", body.text("name", LONGEST_NAME).orElse(""));
        row.set("allowedIps", Json.texts(addresses));
        row.put("enabled", body.flag("enabled").orElse(true));
        row.put("deletable", true);
        row.put("editable", true);
        row.put("toggleable", true);
        row.put("createdAt", now);
        row.put("createdBy", exchange.caller().userId());
        row.put("updatedAt", now);
        row.put("updatedBy", exchange.caller().userId());
        exchange.table(AllowList.TABLE).add(row);
        keepTheCallerIn(exchange, 400, () -> exchange.table(AllowList.TABLE)
                .remove(row.path("id").asText()));
        audit(exchange, "created", row);
        return Answer.created(Json.served(row));
    }

    private Answer patch(Exchange exchange) {
        exchange.caller().requireAdmin("admin.ip-policies");
        ObjectNode before = row(exchange);
        ObjectNode row = before.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            switch (op.rule()) {
                case "/enabled" -> row.put("enabled", op.flag());
                case "/name" -> row.put("name", op.text(LONGEST_NAME));
                default -> {
                    notAnEntry(op.texts()).ifPresent(detail -> {
                        throw op.bad(detail);
                    });
                    row.set("allowedIps", Json.texts(op.texts()));
                }
            }
        }
        row.put("updatedAt", Stamp.millis(exchange.now()));
        row.put("updatedBy", exchange.caller().userId());
        exchange.table(AllowList.TABLE).add(row);
        keepTheCallerIn(exchange, 403, () -> exchange.table(AllowList.TABLE).add(before));
        audit(exchange, "updated", row);
        return Answer.noContent();
    }

    private Answer delete(Exchange exchange) {
        exchange.caller().requireAdmin("admin.ip-policies");
        ObjectNode row = row(exchange);
        exchange.table(AllowList.TABLE).remove(row.path("id").asText());
        keepTheCallerIn(exchange, 403, () -> exchange.table(AllowList.TABLE).add(row));
        audit(exchange, "deleted", row);
        return Answer.noContent();
    }

    private static Optional<String> notAnEntry(List<String> addresses) {
        if (addresses.isEmpty()) {
            return Optional.of("At least one address is required.");
        }
        return addresses.stream()
                .filter(address -> !AllowList.isEntry(address))
                .findFirst()
                .map(address -> address + " is neither an IPv4 address nor a range in CIDR form.");
    }

    /** Undoes a change after which its own caller would stand outside. */
    private static void keepTheCallerIn(Exchange exchange, int status, Runnable undo) {
        SimTenant tenant = exchange.tenant();
        boolean kept = AllowList.admits(tenant, exchange.call().address(tenant.options()));
        if (!kept && !tenant.options().flag("ipLockouts", false)) {
            undo.run();
            throw Problem.of(status, "Not allowed", "The caller's own IP address must be in an enabled policy.");
        }
    }

    private static void audit(Exchange exchange, String action, ObjectNode row) {
        exchange.audit("ip-policies", "ip-policy", action, row.path("id").asText(), row);
    }
}
