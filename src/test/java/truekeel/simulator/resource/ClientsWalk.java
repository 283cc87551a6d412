package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import truekeel.contract.Contract;
import truekeel.simulator.Driver;
import truekeel.simulator.TenantSpec;
import truekeel.simulator.Witness;

/** What connects a tenant with others, and how it looks. */
final class ClientsWalk implements Walk {
    private final World world = new World(TenantSpec.of(World.HOST));
    private final Contract contract =
            Contract.of("webhooks", "oauth-clients", "brands", "identity-providers", "csrf-token");
    private final Witness bot = Witness.of(contract, world.bot);
    private final Witness jane = bot.watching(world.jane);
    private final Witness nobody = bot.watching(Driver.anonymous(world.simulator, World.HOST));

    @Override
    public void close() {
        world.close();
    }

    @Override
    public Witness go() {
        webhooks("/api/core/webhooks");
        webhooks("/api/v1/webhooks");
        clients();
        BrandsTest.walk(bot, jane, nobody);
        IdentityProvidersTest.walk(bot, jane);
        return bot;
    }

    private void webhooks(String path) {
        String hook =
                "'name':'n','level':'tenant','url':'https://x.example','eventTypes':['com.qlik.core.space.created']";
        JsonNode made = bot.post(path, "{" + hook + ",'headers':{'X-A':'1'},'encryptedHeaders':{'X-B':'2'}}");
        String one = path + "/" + made.path("id").asText();
        bot.post(path, "{'name':'n'}");
        jane.post(path, "{" + hook + "}");
        nobody.post(path, "{" + hook + "}");
        bot.get(path + "?limit=1&enabled=true&level=tenant&origins=api,automations&sort=-name");
        bot.get(path + "?limit=0");
        nobody.get(path);
        bot.get(path + "/event-types");
        bot.get(one);
        jane.get(one);
        bot.get(path + "/none");
        bot.patch(one, "[{'op':'replace','path':'/name','value':'m'}]");
        bot.patch(one, "[{'op':'replace','path':'/level','value':'user'}]");
        jane.patch(one, "[{'op':'replace','path':'/name','value':'m'}]");
        bot.patch(path + "/none", "[{'op':'replace','path':'/name','value':'m'}]");
        bot.put(one, "{" + hook + ",'filter':'x'}");
        bot.put(one, "{}");
        jane.put(one, "{" + hook + "}");
        world.space(world.bot, "Space by " + path.substring(5, 7), "shared");
        JsonNode deliveries = bot.get(one + "/deliveries?limit=1&status=success");
        String delivery = one + "/deliveries/" + deliveries.at("/data/0/id").asText();
        bot.get(delivery);
        bot.get(one + "/deliveries/none");
        bot.post(delivery + "/actions/resend", "{}");
        jane.delete(one);
        bot.delete(one);
        bot.delete(one);
    }

    private void clients() {
        String path = "/api/v1/oauth-clients";
        JsonNode made = bot.post(path, "{'clientName':'s','appType':'web','allowedScopes':['user_default']}");
        String id = made.path("clientId").asText();
        String one = path + "/" + id;
        bot.post(path, "{'clientName':'p','appType':'spa','allowedOrigins':['https://p.example']}");
        bot.post(path, "{}");
        jane.post(path, "{'clientName':'s','appType':'web'}");
        nobody.post(path, "{'clientName':'s','appType':'web'}");
        bot.get(path + "?limit=1&totalResults=true&sort=-clientName");
        jane.get(path);
        nobody.get(path);
        bot.get(one);
        jane.get(one);
        bot.get(path + "/none");
        bot.patch(
                one,
                "[{'op':'replace','path':'/allowedAuthMethods','value':['private_key_jwt']},"
                        + "{'op':'add','path':'/jwksUri','value':'https://s.example'}]");
        bot.patch(one, "[{'op':'replace','path':'/allowedAuthMethods','value':['client_secret']}]");
        bot.patch(one, "[{'op':'replace','path':'/appType','value':'spa'}]");
        jane.patch(one, "[]");
        bot.post(one + "/actions/publish", "{}");
        jane.post(one + "/actions/publish", "{}");
        JsonNode secret = bot.post(one + "/client-secrets", "{}");
        jane.post(one + "/client-secrets", "{}");
        for (int i = 0; i < 4; i++) {
            bot.post(one + "/client-secrets", "{}");
        }
        bot.delete(one + "/client-secrets/" + secret.path("hint").asText());
        bot.delete(one + "/client-secrets/none");
        consent(one);
        jane.delete(one);
        bot.delete(one);
        bot.with("qlik-confirm-delete", id).delete(one);
        bot.with("qlik-confirm-delete", id).delete(one);
    }

    private void consent(String client) {
        String config = client + "/connection-configs/me";
        bot.get(config);
        bot.patch(config, "[{'op':'replace','path':'/consentMethod','value':'trusted'}]");
        bot.patch(config, "[{'op':'replace','path':'/consentMethod','value':'never'}]");
        bot.delete(config);
    }
}
