package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import truekeel.contract.Contract;
import truekeel.simulator.Driver;
import truekeel.simulator.Payload;
import truekeel.simulator.Witness;

/** What tells people something of data: templates of reports, sharing tasks, conditions and alerts. */
final class ReportsWalk implements Walk {
    private static final String TEMPLATES = "/api/v1/report-templates";
    private static final String TASKS = "/api/v1/sharing-tasks";
    private static final String CONDITIONS = "/api/v1/conditions";
    private static final String ALERTS = "/api/v1/data-alerts";

    private final World world = new World();
    private final Witness bot =
            Witness.of(Contract.of("report-templates", "sharing-tasks", "conditions", "data-alerts"), world.bot);
    private final Witness jane = bot.watching(world.jane);
    private final Witness nobody = bot.watching(Driver.anonymous(world.simulator, World.HOST));
    private final String app = world.load(world.bot, world.space(world.bot, "Reports", "shared"), "Sales", "1");

    @Override
    public Witness go() {
        String template = templates();
        sharingTasks(template);
        bot.delete(TEMPLATES + "/" + template);
        bot.delete(TEMPLATES + "/" + template);
        String condition = conditions();
        alerts(condition);
        bot.delete(CONDITIONS + "/" + condition);
        bot.delete(CONDITIONS + "/" + condition);
        settings();
        return bot;
    }

    @Override
    public void close() {
        world.close();
    }

    private String file(String name) {
        String location = world.bot
                .send(
                        "POST",
                        "/api/v1/temp-contents?filename=" + name,
                        "application/octet-stream",
                        Payload.of("made for " + app))
                .header("location")
                .orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private String templates() {
        String body = "{'name':'Sales','sourceAppId':'" + app + "','temporaryContentId':'";
        JsonNode made = bot.post(TEMPLATES, body + file("a.xlsx") + "'}");
        String id = made.path("id").asText();
        String one = TEMPLATES + "/" + id;
        bot.post(TEMPLATES, "{}");
        bot.post(TEMPLATES, body + "none'}");
        bot.post(TEMPLATES, body + file("a.exe") + "'}");
        jane.post(TEMPLATES, body + file("a.xlsx") + "'}");
        nobody.post(TEMPLATES, "{}");
        for (String name : List.of("b.docx", "c.pptx", "d.html", "e.qpxp")) {
            bot.post(TEMPLATES, body + file(name) + "','description':'d'}");
        }
        bot.get(TEMPLATES + "?limit=2&skip=1&sourceAppId=" + app);
        bot.get(TEMPLATES + "?limit=0");
        bot.get(one);
        jane.get(one);
        bot.put(one, "{'name':'Sales','temporaryContentId':'" + file("f.xlsx") + "'}");
        bot.put(one, "{'name':'Sales','temporaryContentId':'none'}");
        bot.put(one, "{}");
        bot.patch(one, "[{'op':'replace','path':'/description','value':'d'}]");
        bot.patch(one, "[{'op':'replace','path':'/type','value':'word'}]");
        bot.post(one + "/actions/download", "");
        bot.post(TEMPLATES + "/none/actions/download", "");
        return id;
    }

    private void sharingTasks(String template) {
        String report =
                "{'name':'Weekly','type':'template-sharing','state':{'selections':[]},'templates':[{'type':'excel',"
                        + "'templateId':'" + template + "'}],'recipients':{'userIds':[{'value':'" + world.id("jane")
                        + "'}],'emailAddresses':['a@acme.example']},'scheduleOptions':{'recurrence':['RRULE:FREQ=DAILY'],"
                        + "'timezone':'Europe/Stockholm','startDateTime':'2026-11-23T08:00:00'},'tags':['a'],'enabled':true}";
        String subscription =
                "{'name':'Sheet','type':'sheet-sharing','state':{'selections':[]},'templates':[{'type':'sheet',"
                        + "'sheetData':{'appId':'" + app + "','sheetId':'s'}}]}";
        String one = TASKS + "/" + bot.post(TASKS, report).path("id").asText();
        String other = TASKS + "/" + bot.post(TASKS, subscription).path("id").asText();
        bot.post(TASKS, "{}");
        bot.post(TASKS, report.replace(template, "none"));
        nobody.post(TASKS, report);
        bot.get(TASKS + "?limit=1");
        bot.get(TASKS + "?limit=0");
        bot.get(TASKS + "?type=template-sharing&templateId=" + template);
        bot.get(one);
        jane.get(one);
        jane.get(other);
        bot.patch(one, "[{'op':'replace','path':'/name','value':'Daily'},{'op':'remove','path':'/tags'}]");
        bot.patch(one, "[{'op':'replace','path':'/type','value':'chart-sharing'}]");
        jane.patch(one, "[{'op':'replace','path':'/name','value':'Mine'}]");
        bot.post(TASKS + "/actions/execute", "{'sharingTaskID':'" + one.substring(TASKS.length() + 1) + "'}");
        bot.post(TASKS + "/actions/execute", "{'sharingTaskID':'none'}");
        bot.post(one + "/actions/cancel", "{}");
        bot.patch(one, "[{'op':'replace','path':'/ownerId','value':'" + world.id("john") + "'}]");
        bot.get(one);
        for (String task : List.of(one, other)) {
            jane.delete(task);
            bot.delete(task);
            bot.delete(task);
        }
    }

    private String conditions() {
        String body = "{'type':'data','dataCondition':{'conditionBase':{'appId':'" + app
                + "'},'conditionData':{'filters':[],'measures':[]}}}";
        String id = bot.post(CONDITIONS, body)
                .at("/condition/dataCondition/conditionBase/id")
                .asText();
        String one = CONDITIONS + "/" + id;
        bot.post(CONDITIONS, "{'type':'none'}");
        nobody.post(CONDITIONS, body);
        bot.get(one);
        jane.get(one);
        bot.patch(one, "[{'op':'replace','path':'/dataCondition/conditionData','value':{'filters':[]}}]");
        bot.patch(one, "[{'op':'replace','path':'/type','value':'compound'}]");
        jane.delete(one);
        return id;
    }

    private void alerts(String condition) {
        String body = "{'name':'Low','appId':'" + app + "','conditionId':'" + condition + "','triggerType':'RELOAD',"
                + "'recipients':{'userIds':[{'value':'" + world.id("jane") + "'}]}}";
        List<String> made = new ArrayList<>();
        for (String trigger :
                List.of("'RELOAD'", "'SCHEDULED','scheduleOptions':{'recurrence':['RRULE:FREQ=DAILY']}")) {
            made.add(bot.post(ALERTS, body.replace("'RELOAD'", trigger))
                    .path("id")
                    .asText());
        }
        String one = ALERTS + "/" + made.get(0);
        bot.post(ALERTS, "{}");
        bot.post(ALERTS, body.replace("RELOAD", "NEVER"));
        nobody.post(ALERTS, body);
        bot.get(ALERTS + "?limit=1");
        bot.get(ALERTS + "?limit=0");
        bot.get(one);
        bot.get(ALERTS + "/none");
        bot.get(one + "/condition");
        jane.get(one);
        bot.patch(one, "[{'op':'replace','path':'/enabledAction','value':'disable'}]");
        bot.patch(one, "[{'op':'replace','path':'/recipients','value':{}}]");
        jane.patch(one, "[{'op':'replace','path':'/name','value':'x'}]");
        bot.delete(CONDITIONS + "/" + condition);
        for (String id : made) {
            jane.delete(ALERTS + "/" + id);
            bot.delete(ALERTS + "/" + id);
        }
        bot.delete(one);
    }

    private void settings() {
        for (List<String> service : List.of(
                List.of(TASKS, "enable-sharing"),
                List.of(CONDITIONS, "enable-conditions"),
                List.of(ALERTS, "enable-data-alerting"))) {
            String path = service.get(0) + "/settings";
            bot.get(path);
            jane.get(path);
            bot.put(path, "{'" + service.get(1) + "':false}");
            bot.put(path, "{}");
            jane.put(path, "{'" + service.get(1) + "':true}");
        }
        bot.patch(TASKS + "/settings", "[{'op':'replace','path':'/enable-sharing','value':true}]");
        bot.patch(TASKS + "/settings", "[{'op':'replace','path':'/maxRecipients','value':1000}]");
    }
}
