package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import truekeel.contract.Contract;
import truekeel.simulator.Driver;
import truekeel.simulator.Witness;

/** Glossaries, their categories, their terms and what these are linked with. */
final class GlossaryWalk implements Walk {
    private static final String PATH = "/api/v1/glossaries";
    private static final String RICH = "[{\\'type\\':\\'paragraph\\',\\'children\\':[{\\'text\\':\\'x\\'}]}]";

    private final World world = new World();
    private final Witness bot = Witness.of(Contract.of("glossaries"), world.bot);
    private final Witness jane = bot.watching(world.jane);
    private final Witness nobody = bot.watching(Driver.anonymous(world.simulator, World.HOST));
    private final String space = world.space(world.bot, "Words", "shared");

    GlossaryWalk() {
        world.member(space, world.id("jane"), "consumer");
    }

    @Override
    public Witness go() {
        String one = PATH + "/" + glossaries();
        String category = categories(one + "/categories");
        terms(one + "/terms", category);
        JsonNode exported = bot.get(one + "/actions/export");
        jane.get(one + "/actions/export");
        bot.get(PATH + "/none/actions/export");
        bot.post(PATH + "/actions/import?spaceId=" + space, exported.toString());
        bot.post(PATH + "/actions/import?spaceId=none", exported.toString());
        bot.post(PATH + "/actions/import", "{}");
        jane.post(PATH + "/actions/import", exported.toString());
        jane.delete(one + "/categories/" + category);
        bot.delete(one + "/categories/" + category);
        bot.delete(one + "/categories/" + category);
        jane.delete(one);
        bot.delete(one);
        bot.delete(one);
        return bot;
    }

    @Override
    public void close() {
        world.close();
    }

    private String glossaries() {
        String body = "{'name':'Finance','description':'d','tags':['a'],'spaceId':'" + space + "','overview':'" + RICH
                + "','termTemplate':{'stewards':[]}}";
        String id = bot.post(PATH, body).path("id").asText();
        String one = PATH + "/" + id;
        bot.post(PATH, "{'name':'Mine'}");
        bot.post(PATH, "{}");
        jane.post(PATH, body);
        nobody.post(PATH, body);
        bot.get(PATH + "?limit=1&sort=-name");
        bot.get(PATH + "?limit=0");
        nobody.get(PATH);
        bot.get(one);
        jane.get(one);
        bot.get(PATH + "/none");
        bot.put(one, body);
        bot.put(one, "{}");
        jane.put(one, body);
        bot.put(PATH + "/none", body);
        bot.patch(one, "[{'op':'replace','path':'/description','value':'x'}]");
        bot.patch(one, "[{'op':'replace','path':'/spaceId','value':'x'}]");
        jane.patch(one, "[{'op':'replace','path':'/description','value':'x'}]");
        bot.patch(PATH + "/none", "[]");
        return id;
    }

    private String categories(String path) {
        String body = "{'name':'Money','description':'d','stewards':['" + world.botId() + "']}";
        String id = bot.post(path, body).path("id").asText();
        String one = path + "/" + id;
        String child = path + "/"
                + bot.post(path, "{'name':'Coins','parentId':'" + id + "'}")
                        .path("id")
                        .asText();
        bot.post(path, "{}");
        bot.post(path, body);
        jane.post(path, body);
        bot.post(PATH + "/none/categories", body);
        bot.get(path + "?limit=1");
        bot.get(path + "?limit=0");
        bot.get(PATH + "/none/categories");
        bot.get(one);
        bot.get(path + "/none");
        bot.put(one, body);
        bot.put(one, "{}");
        jane.put(one, body);
        bot.put(path + "/none", body);
        bot.patch(child, "[{'op':'replace','path':'/name','value':'Cents'}]");
        bot.patch(child, "[{'op':'replace','path':'/stewards','value':'x'}]");
        jane.patch(child, "[{'op':'replace','path':'/name','value':'x'}]");
        bot.patch(path + "/none", "[]");
        return id;
    }

    private void terms(String path, String category) {
        String app = world.load(world.bot, space, "Sales", "1");
        String body = "{'name':'Margin','abbreviation':'m','description':'d','relatedInformation':'" + RICH
                + "','tags':['a'],'stewards':['" + world.botId() + "'],'categories':['" + category + "']";
        String link = "{'type':'definition','resourceType':'app','resourceId':'" + app
                + "','subResourceType':'master_measure','subResourceId':'s','subResourceName':'n'}";
        String other = bot.post(path, "{'name':'Sales','linksTo':[" + link + "]}")
                .path("id")
                .asText();
        String related = body + ",'relatesTo':[{'type':'isA','termId':'" + other + "'}]}";
        String one = path + "/" + bot.post(path, related).path("id").asText();
        bot.post(path, "{}");
        jane.post(path, body + "}");
        bot.post(PATH + "/none/terms", body + "}");
        bot.get(path + "?limit=1");
        bot.get(path + "?limit=0");
        bot.get(PATH + "/none/terms");
        bot.get(one);
        bot.get(path + "/none");
        bot.put(one, body + ",'linksTo':[" + link + "]}");
        bot.put(one, "{}");
        bot.put(path + "/none", body + "}");
        bot.patch(one, "[{'op':'replace','path':'/name','value':'Net margin'}]");
        bot.patch(one, "[{'op':'replace','path':'/status','value':'x'}]");
        bot.patch(path + "/none", "[]");
        bot.post(one + "/links", link);
        bot.post(one + "/links", "{}");
        bot.post(path + "/none/links", link);
        bot.get(one + "/links");
        bot.get(path + "/none/links");
        bot.get(one + "/revisions");
        bot.get(path + "/none/revisions");
        for (String term : List.of(one, path + "/" + other)) {
            statuses(path, term, body, link);
        }
    }

    private void statuses(String path, String term, String body, String link) {
        bot.post(term + "/actions/change-status?status=verified", "");
        bot.post(term + "/actions/change-status?status=good", "");
        bot.post(path + "/none/actions/change-status?status=draft", "");
        jane.put(term, body + "}");
        jane.patch(term, "[{'op':'replace','path':'/name','value':'x'}]");
        jane.post(term + "/links", link);
        jane.post(term + "/actions/change-status?status=draft", "");
        jane.delete(term);
        bot.delete(term);
        bot.delete(term);
    }
}
