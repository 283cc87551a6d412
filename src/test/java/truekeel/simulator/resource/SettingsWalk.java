package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import truekeel.contract.Contract;
import truekeel.simulator.Driver;
import truekeel.simulator.TenantSpec;
import truekeel.simulator.Witness;

/** What a tenant is set up with. */
final class SettingsWalk implements Walk {
    private static final String BANNER =
            "{'enabled':true,'type':'info','message':'x','startTime':'2026-12-06T20:00:00Z',"
                    + "'endTime':'2026-12-07T20:00:00Z','linkEnabled':false}";

    private final World world = new World(TenantSpec.of(World.HOST));
    private final Contract contract =
            Contract.of("core-auth-settings", "api-keys", "banners", "ui-config", "core-ip-policies", "transports");
    private final Witness bot = Witness.of(contract, world.bot);
    private final Witness jane = bot.watching(world.jane);
    private final Witness nobody = bot.watching(Driver.anonymous(world.simulator, World.HOST));

    @Override
    public void close() {
        world.close();
    }

    @Override
    public Witness go() {
        authSettings();
        apiKeys();
        banners();
        pinnedLinks();
        ipPolicies();
        email();
        return bot;
    }

    private void authSettings() {
        String path = "/api/core/auth-settings";
        bot.get(path);
        jane.get(path);
        nobody.get(path);
        bot.patch(path, "[{'op':'replace','path':'/dynamicClientRegistrationEnabled','value':true}]");
        bot.patch(path, "[{'op':'replace','path':'/maxUserSessionLifespanMinutes','value':61}]");
        bot.patch(path, "[{'op':'replace','path':'/isDefault','value':true}]");
        jane.patch(path, "[{'op':'replace','path':'/dynamicClientRegistrationEnabled','value':true}]");
        nobody.patch(path, "[]");
        bot.get(path);
    }

    private void apiKeys() {
        String keys = "/api/v1/api-keys";
        String key = "{'sub':'SCIM\\\\none','subType':'externalClient','description':'d'}";
        bot.post(keys, key);
        bot.post(keys, "{}");
        jane.post(keys, key);
        bot.get(keys + "?limit=1");
        bot.get(keys + "?limit=0");
        jane.get(keys);
        String path = "/api/v1/api-keys/configs/" + world.tenant.id();
        bot.get(path);
        jane.get(path);
        bot.patch(path, "[{'op':'replace','path':'/max_keys_per_user','value':2}]");
        bot.patch(path, "[{'op':'replace','path':'/api_keys_enabled','value':true}]");
        bot.patch("/api/v1/api-keys/configs/none", "[{'op':'replace','path':'/max_keys_per_user','value':2}]");
        jane.patch(path, "[{'op':'replace','path':'/max_keys_per_user','value':2}]");
    }

    private void banners() {
        bot.get("/api/v1/banners");
        bot.post("/api/v1/banners/actions/upsert", BANNER);
        bot.post("/api/v1/banners/actions/upsert", "{}");
        jane.post("/api/v1/banners/actions/upsert", BANNER);
        nobody.post("/api/v1/banners/actions/upsert", BANNER);
        bot.get("/api/v1/banners");
        nobody.get("/api/v1/banners");
    }

    private void pinnedLinks() {
        String path = "/api/v1/ui-config/pinned-links";
        String sort = "'scope':'tenant','type':'custom-link'";
        JsonNode made = bot.post(path, "{'name':'Help','link':'https://help.example'," + sort + "}");
        String link = path + "/" + made.path("id").asText();
        bot.post(
                path + "/actions/bulk-create-pinned-links", "{'links':[{'name':'a','link':'https://a'}]," + sort + "}");
        bot.post(path, "{'name':'Help','link':'http://help.example'," + sort + "}");
        jane.post(path, "{'name':'Help','link':'https://help.example'," + sort + "}");
        jane.post(path + "/actions/bulk-create-pinned-links", "{'links':[]," + sort + "}");
        bot.get(path);
        jane.get(path);
        bot.get(link);
        bot.get(path + "/none");
        bot.patch(link, "[{'op':'replace','path':'/name','value':'Support'}]");
        bot.patch(link, "[{'op':'replace','path':'/id','value':'x'}]");
        jane.patch(link, "[{'op':'replace','path':'/name','value':'Mine'}]");
        jane.delete(link);
        bot.delete(link);
        bot.delete(link);
        jane.post(path + "/actions/delete-all-pinned-links", "{}");
        bot.post(path + "/actions/delete-all-pinned-links", "{}");
    }

    private void ipPolicies() {
        String path = "/api/core/ip-policies";
        JsonNode made = bot.post(path, "{'name':'offices','allowedIps':['203.0.113.0/24'],'enabled':false}");
        String policy = path + "/" + made.path("id").asText();
        bot.post(path, "{'name':'offices'}");
        bot.post(path, "{'name':'lockout','allowedIps':['203.0.113.0/24'],'enabled':true}");
        nobody.get(path);
        bot.get(path + "?limit=1&totalResults=true&sort=-name");
        bot.get(path + "?limit=0");
        bot.get(policy);
        bot.get(path + "/none");
        bot.patch(policy, "[{'op':'replace','path':'/name','value':'Offices'}]");
        bot.patch(policy, "[{'op':'replace','path':'/enabled','value':true}]");
        bot.patch(policy, "[{'op':'replace','path':'/allowedIps','value':['::1']}]");
        jane.patch(policy, "[{'op':'replace','path':'/name','value':'Mine'}]");
        jane.delete(policy);
        bot.delete(policy);
        bot.delete(policy);
    }

    private void email() {
        String path = "/api/v1/transports/email-config";
        String basic =
                "{'serviceProvider':'BasicAuth','providerConfig':{'serverAddress':'smtp.example','serverPort':25,"
                        + "'securityType':'none','emailAddress':'a@example'}}";
        bot.get(path);
        jane.get(path);
        bot.post(path + "/actions/validate", "{}");
        bot.post(path + "/actions/verify-connection", "{}");
        bot.put(path, basic);
        bot.put(path, "{'serviceProvider':'BasicAuth','providerConfig':{}}");
        jane.put(path, basic);
        bot.get(path);
        bot.post(path + "/actions/validate", "{}");
        bot.post(path + "/actions/verify-connection", "{}");
        bot.post(path + "/actions/send-test-email", "{'recipient':'b@example'}");
        jane.post(path + "/actions/send-test-email", "{'recipient':'b@example'}");
        jane.delete(path);
        bot.delete(path);
        bot.delete(path);
        bot.post(path + "/actions/send-test-email", "{'recipient':'b@example'}");
    }
}
