package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Duration;
import truekeel.contract.Contract;
import truekeel.simulator.Driver;
import truekeel.simulator.Witness;

/** Tasks, automations and their connections. */
final class WorkWalk implements Walk {
    private static final String TASKS = "/api/scheduling/tasks";
    private final World world = new World();
    private final Contract contract = Contract.of(
            "scheduling-tasks", "reload-tasks", "workflows-automations", "workflows-automation-connections");
    private final Witness bot = Witness.of(contract, world.bot);
    private final Witness john = bot.watching(world.john);
    private final Witness nobody = bot.watching(Driver.anonymous(world.simulator, World.HOST));

    @Override
    public void close() {
        world.close();
    }

    @Override
    public Witness go() {
        tasks();
        reloadTasks();
        automations("/api/workflows/automations");
        automations("/api/v1/automations");
        connections("/api/workflows/automation-connections");
        connections("/api/v1/automation-connections");
        return bot;
    }

    private void tasks() {
        String app = world.load(world.bot, world.space(world.bot, "Dev", "shared"), "Sales", "1");
        String body = "{'name':'Nightly','specVersion':'0.8','enabled':true,'start':{'schedule':{'interval':'PT1H'}},"
                + "'states':[{'name':'reload','type':'event','onEvents':[{'eventRefs':[],'actions':[{'functionRef':"
                + "{'refName':'app.reload','arguments':{'appId':'" + app + "'}}}]}]}]}";
        String task = TASKS + "/" + bot.post(TASKS, body).path("id").asText();
        bot.post(TASKS, "{}");
        bot.post(TASKS, body.replace(app, "nowhere"));
        nobody.get(TASKS);
        john.get(task);
        world.advance(Duration.ofMinutes(61));
        bot.get(TASKS + "?limit=100&resourceId=" + app);
        bot.get(TASKS + "?limit=0");
        bot.get(task);
        JsonNode runs = bot.get(task + "/runs");
        bot.get(task + "/runs/last");
        bot.get(task + "/runs/" + runs.at("/data/0/id").asText() + "/log");
        bot.get(TASKS + "/resources/" + app + "/runs");
        bot.patch(task, "[{'op':'replace','path':'/enabled','value':false}]");
        bot.patch(task, "[{'op':'remove','path':'/nothing'}]");
        bot.put(task, body);
        bot.post(task + "/actions/start", "{}");
        bot.delete(task);
        bot.delete(task);
    }

    private void reloadTasks() {
        String path = "/api/v1/reload-tasks";
        bot.get(path);
        world.tenant.options().set("reloadTasks", BooleanNode.TRUE);
        String app = world.load(world.bot, world.space(world.bot, "Old", "shared"), "Old", "1");
        String task = path + "/"
                + bot.post(path, "{'appId':'" + app + "','recurrence':['RRULE:FREQ=DAILY']}")
                        .path("id")
                        .asText();
        bot.post(path, "{}");
        bot.get(path + "?appId=" + app);
        bot.get(task);
        bot.put(task, "{}");
        bot.delete(task);
        bot.delete(task);
    }

    private void automations(String path) {
        String one = path + "/"
                + bot.post(path, "{'name':'A','workspace':{},'schedules':[{'interval':60}]}")
                        .path("id")
                        .asText();
        bot.post(path, "{}");
        nobody.get(path);
        john.get(one);
        bot.get(path + "?limit=2&listAll=true");
        bot.get(path + "?limit=0");
        john.get(path + "?listAll=true");
        bot.get(one);
        bot.put(one, "{'name':'B','maxConcurrentRuns':2}");
        bot.put(one, "{'workspace':1}");
        bot.post(one + "/actions/disable", "{}");
        bot.post(one + "/actions/enable", "{}");
        bot.post(one + "/runs", "{'context':'api'}");
        bot.get(one + "/runs");
        bot.post(one + "/actions/copy", "{'name':'C'}");
        bot.post(one + "/actions/change-space", "{'spaceId':''}");
        bot.post(one + "/actions/move", "{'userId':'" + world.botId() + "'}");
        bot.post(one + "/actions/change-owner", "{'userId':'nobody'}");
        bot.delete(one);
        bot.delete(one);
        if (path.contains("workflows")) {
            bot.get(path + "/settings");
            bot.put(path + "/settings", "{'maxConcurrentRunsPerAutomation':20}");
        }
    }

    private void connections(String path) {
        String one = path + "/"
                + bot.post(path, "{'connectorId':'c','name':'N','params':[{'name':'p','value':'v'}]}")
                        .path("id")
                        .asText();
        bot.post(path, "{}");
        bot.get(path + "?limit=2&listAll=true");
        JsonNode shown = bot.get(one);
        bot.put(one, "{'params':[{'id':'" + shown.at("/params/0/id").asText() + "','value':'w'}]}");
        bot.put(one, "{'params':[{'id':'x','value':'w'}]}");
        bot.post(one + "/actions/check", "{}");
        bot.post(one + "/actions/change-space", "{'spaceId':''}");
        bot.post(one + "/actions/change-owner", "{'userId':'" + world.botId() + "'}");
        john.get(one);
        bot.delete(one);
    }
}
