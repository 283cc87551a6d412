package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import truekeel.contract.Contract;
import truekeel.simulator.Driver;
import truekeel.simulator.Payload;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;
import truekeel.simulator.Witness;

/** Who is there, who may do what, and what is told about it. */
final class IdentityWalk implements Walk {
    private static final String ACME = "acme.us.qlikcloud.com";

    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(Instant.parse("2026-11-22T10:00:00Z")));
    private final Witness nobody;
    private final Witness bot;
    private final Witness jane;

    IdentityWalk() {
        simulator.createTenant(TenantSpec.of(ACME).withLicenseKey("key").withSeats("professional", 2));
        Driver driver = Driver.bot(simulator, ACME);
        Contract contract = Contract.of("users", "groups", "roles", "tenants", "licenses", "audits");
        nobody = Witness.of(contract, Driver.anonymous(simulator, ACME));
        bot = nobody.watching(driver);
        jane = nobody.watching(driver.person("jane"));
    }

    @Override
    public void close() {
        simulator.close();
    }

    @Override
    public Witness go() {
        roles();
        groups();
        users();
        licenses();
        audits();
        tenants();
        return bot;
    }

    private void roles() {
        String path = "/api/v1/roles";
        String role = path + "/" + id(bot.post(path, "{'name':'Finance','assignedScopes':['apps']}"));
        bot.get(path + "?limit=2&totalResults=true");
        bot.get(path + "?limit=0");
        bot.get(path + "?filter=x");
        bot.get(role);
        bot.get(path + "/none");
        bot.post(path, "{'name':'Finance'}");
        bot.post(path, "no json");
        bot.patch(role, "[{'op':'add','path':'/assignedScopes/-','value':'notes'}]");
        bot.patch(role, "[{'op':'remove','path':'/name'}]");
        bot.patch(path + "/none", "[{'op':'replace','path':'/name','value':'x'}]");
        for (String method : List.of("GET", "POST")) {
            nobody.send(method, path, "application/json", Payload.of("{}"));
        }
        jane.post(path, "{'name':'x'}");
        jane.patch(role, "[]");
        jane.delete(role);
        bot.delete(role);
        bot.delete(role);
    }

    private void groups() {
        String path = "/api/v1/groups";
        String group = path + "/" + id(bot.post(path, "{'name':'Finance','assignedRoles':[{'name':'Steward'}]}"));
        String custom = path + "/" + id(bot.post(path, "{'name':'Finance','providerType':'custom','description':'d'}"));
        bot.post(path, "{'name':'Finance'}");
        bot.post(path, "{}");
        jane.post(path, "{'name':'x'}");
        nobody.post(path, "{'name':'x'}");
        bot.get(path + "?limit=1&totalResults=true");
        bot.get(path + "?systemGroups=true");
        bot.get(path + "?systemGroups=maybe");
        bot.get(group);
        bot.get(path + "/none");
        bot.patch(group, "[{'op':'replace','path':'/assignedRoles','value':[]}]");
        bot.patch(group, "[{'op':'replace','path':'/name','value':'x'}]");
        bot.patch(path + "/none", "[{'op':'replace','path':'/name','value':'x'}]");
        bot.post(path + "/actions/filter", "{'filter':'name co \\'nan\\''}");
        bot.post(path + "/actions/filter", "{'filter':7}");
        bot.get(path + "/settings");
        bot.patch(path + "/settings", "[{'op':'replace','path':'/autoCreateGroups','value':true}]");
        bot.patch(path + "/settings", "[{'op':'replace','path':'/autoCreateGroups','value':'yes'}]");
        jane.patch(path + "/settings", "[]");
        String member = "/api/v1/users/"
                + simulator
                        .fleet()
                        .byHost(ACME)
                        .orElseThrow()
                        .table("users")
                        .by("subject", "jane")
                        .orElseThrow()
                        .path("id")
                        .asText();
        String groupId = custom.substring(custom.lastIndexOf('/') + 1);
        bot.patch(member, "[{'op':'add','path':'/assignedGroups/-','value':'" + groupId + "'}]");
        bot.get(member);
        bot.delete(custom);
        jane.delete(custom);
        bot.delete(group);
        bot.delete(group);
    }

    private void users() {
        String path = "/api/v1/users";
        String user = path + "/"
                + id(bot.post(path, "{'subject':'a','email':'a@acme.example','assignedRoles':[{'name':'Steward'}]}"));
        bot.post(path, "{'subject':'a'}");
        bot.post(path, "{}");
        bot.post(path, "{'subject':'" + "x".repeat(500_001) + "'}");
        jane.post(path, "{'subject':'b'}");
        nobody.get(path);
        bot.get(path + "?limit=1&totalResults=true&sort=-name");
        bot.get(path + "?sort=picture");
        bot.get(path + "/actions/count");
        bot.post(path + "/actions/filter?limit=5", "{}");
        bot.post(path + "/actions/filter", "[]");
        bot.post(path + "/actions/invite", "{'invitees':[{'email':'x@acme.example'},{'email':'a@acme.example'}]}");
        bot.post(path + "/actions/invite", "{}");
        bot.get(path + "/me");
        bot.get(user);
        bot.get(path + "/none");
        bot.patch(user, "[{'op':'replace','path':'/name','value':'A'}]");
        bot.patch(user, "[{'op':'replace','path':'/email','value':'b@acme.example'}]");
        bot.patch(path + "/none", "[{'op':'replace','path':'/name','value':'A'}]");
        jane.patch(user, "[{'op':'replace','path':'/name','value':'A'}]");
        jane.delete(user);
        bot.delete(user);
        bot.delete(user);
    }

    private void licenses() {
        String path = "/api/v1/licenses/";
        bot.get(path + "overview");
        jane.get(path + "overview");
        nobody.get(path + "overview");
        bot.get(path + "status");
        bot.get(path + "settings");
        bot.put(path + "settings", "{'autoAssignAnalyzer':true}");
        bot.put(path + "settings", "{'autoAssignAnalyzer':1}");
        jane.put(path + "settings", "{}");
        bot.post(
                path + "assignments/actions/add",
                "{'add':[{'subject':'a','type':'professional'},{'subject':'b','type':'professional'}]}");
        bot.post(path + "assignments/actions/add", "{}");
        bot.post(
                path + "assignments/actions/update",
                "{'update':[{'subject':'a','sourceType':'professional','type':'analyzer'}]}");
        bot.get(path + "assignments?limit=1");
        bot.get(path + "assignments?limit=1000");
        bot.post(
                path + "assignments/actions/delete",
                "{'delete':[{'subject':'a','type':'analyzer'},{'subject':'z','type':'analyzer'}]}");
        jane.post(path + "assignments/actions/delete", "{'delete':[]}");
    }

    private void audits() {
        String path = "/api/v1/audits";
        JsonNode list = bot.get(path + "?limit=3");
        bot.get(path + "?limit=0");
        bot.get(path + "/" + list.at("/data/0/id").asText());
        bot.get(path + "/none");
        bot.get(path + "/types");
        bot.get(path + "/sources");
        bot.get(path + "/settings");
        bot.get(path + "/archive?date=2026-01-01");
        bot.get(path + "/archive?date=x");
        jane.get(path);
        nobody.get(path);
    }

    private void tenants() {
        String id = simulator.fleet().byHost(ACME).orElseThrow().id();
        String path = "/api/v1/tenants/" + id;
        bot.get("/api/v1/tenants/me");
        bot.get(path);
        bot.get("/api/v1/tenants/none");
        nobody.get(path);
        bot.patch(path, "[{'op':'replace','path':'/name','value':'Acme'}]");
        bot.patch(path, "[{'op':'replace','path':'/id','value':'x'}]");
        jane.patch(path, "[{'op':'replace','path':'/name','value':'Acme'}]");
        Witness register = bot.watching(Driver.bot(simulator, "register.us.qlikcloud.com"));
        register.post("/api/v1/tenants", "{'licenseKey':'key'}");
        register.post("/api/v1/tenants", "{}");
        register.post("/api/v1/tenants", "{'licenseKey':'other'}");
        register.post(path + "/actions/deactivate", "{}");
        Witness confirmed = register.with("qlik-confirm-hostname", ACME);
        confirmed.post(path + "/actions/deactivate", "{'purgeAfterDays':1}");
        confirmed.post("/api/v1/tenants/none/actions/deactivate", "{}");
        confirmed.post(path + "/actions/deactivate", "{'purgeAfterDays':20}");
        bot.get(path);
        register.post(path + "/actions/reactivate", "{}");
        confirmed.post(path + "/actions/reactivate", "{}");
    }

    private static String id(JsonNode made) {
        return made.path("id").asText();
    }
}
