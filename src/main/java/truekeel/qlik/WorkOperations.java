package truekeel.qlik;

import static truekeel.qlik.OperationTable.creates;
import static truekeel.qlik.OperationTable.lists;
import static truekeel.qlik.OperationTable.reads;
import static truekeel.qlik.OperationTable.writes;

import java.util.List;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.Operation.Style;

/** The part of the path table about what runs by itself or is told to people: tasks, reports, alerts. */
public final class WorkOperations {
    private static final OperationTable TABLE = new OperationTable();

    // Scheduling tasks
    public static final Operation GET_TASKS =
            TABLE.add(lists("getTasks", "scheduling-tasks", "/api/scheduling/tasks", Style.PAGE));
    public static final Operation CREATE_TASK =
            TABLE.add(creates("createTask", "scheduling-tasks", "/api/scheduling/tasks"));
    public static final Operation DELETE_TASK =
            TABLE.add(writes("deleteTask", "scheduling-tasks", Method.DELETE, "/api/scheduling/tasks/{id}"));
    public static final Operation GET_TASK =
            TABLE.add(reads("getTask", "scheduling-tasks", "/api/scheduling/tasks/{id}"));
    public static final Operation PATCH_TASK =
            TABLE.add(writes("patchTask", "scheduling-tasks", Method.PATCH, "/api/scheduling/tasks/{id}"));
    /** The reload schedules of before, past their removal date. */
    public static final Operation GET_RELOAD_TASKS =
            TABLE.add(lists("getReloadTasks", "reload-tasks", "/api/v1/reload-tasks", Style.NEXT_LINK));

    // Automations, and the connections that they use
    public static final Operation GET_AUTOMATIONS =
            TABLE.add(lists("getAutomations", "workflows-automations", "/api/workflows/automations", Style.CURSOR, 200)
                    .formerly("/api/v1/automations"));
    public static final Operation CREATE_AUTOMATION =
            TABLE.add(creates("createAutomation", "workflows-automations", "/api/workflows/automations")
                    .formerly("/api/v1/automations"));
    public static final Operation DELETE_AUTOMATION = TABLE.add(
            writes("deleteAutomation", "workflows-automations", Method.DELETE, "/api/workflows/automations/{id}")
                    .formerly("/api/v1/automations/{id}"));
    public static final Operation GET_AUTOMATION =
            TABLE.add(reads("getAutomation", "workflows-automations", "/api/workflows/automations/{id}")
                    .formerly("/api/v1/automations/{id}"));
    public static final Operation UPDATE_AUTOMATION =
            TABLE.add(writes("updateAutomation", "workflows-automations", Method.PUT, "/api/workflows/automations/{id}")
                    .formerly("/api/v1/automations/{id}"));
    public static final Operation MOVE_AUTOMATION = TABLE.add(writes(
                    "moveAutomation",
                    "workflows-automations",
                    Method.POST,
                    "/api/workflows/automations/{id}/actions/move")
            .formerly("/api/v1/automations/{id}/actions/move"));
    public static final Operation CHANGE_SPACE_AUTOMATION = TABLE.add(writes(
                    "changeSpaceAutomation",
                    "workflows-automations",
                    Method.POST,
                    "/api/workflows/automations/{id}/actions/change-space")
            .formerly("/api/v1/automations/{id}/actions/change-space"));
    public static final Operation DISABLE_AUTOMATION = TABLE.add(writes(
                    "disableAutomation",
                    "workflows-automations",
                    Method.POST,
                    "/api/workflows/automations/{id}/actions/disable")
            .formerly("/api/v1/automations/{id}/actions/disable"));
    public static final Operation ENABLE_AUTOMATION = TABLE.add(writes(
                    "enableAutomation",
                    "workflows-automations",
                    Method.POST,
                    "/api/workflows/automations/{id}/actions/enable")
            .formerly("/api/v1/automations/{id}/actions/enable"));
    public static final Operation GET_AUTOMATION_CONNECTIONS = TABLE.add(lists(
                    "getAutomationConnections",
                    "workflows-automation-connections",
                    "/api/workflows/automation-connections",
                    Style.CURSOR)
            .formerly("/api/v1/automation-connections"));

    // Report templates
    public static final Operation GET_REPORT_TEMPLATES =
            TABLE.add(lists("getReportTemplates", "report-templates", "/api/v1/report-templates", Style.SKIP));
    public static final Operation CREATE_REPORT_TEMPLATE =
            TABLE.add(creates("createReportTemplate", "report-templates", "/api/v1/report-templates"));
    public static final Operation GET_REPORT_TEMPLATE =
            TABLE.add(reads("getReportTemplate", "report-templates", "/api/v1/report-templates/{id}"));
    public static final Operation PATCH_REPORT_TEMPLATE =
            TABLE.add(writes("patchReportTemplate", "report-templates", Method.PATCH, "/api/v1/report-templates/{id}"));
    public static final Operation UPDATE_REPORT_TEMPLATE =
            TABLE.add(writes("updateReportTemplate", "report-templates", Method.PUT, "/api/v1/report-templates/{id}"));
    public static final Operation DELETE_REPORT_TEMPLATE = TABLE.add(
            writes("deleteReportTemplate", "report-templates", Method.DELETE, "/api/v1/report-templates/{id}"));

    // Sharing tasks: subscriptions and report tasks
    public static final Operation GET_SHARING_TASKS =
            TABLE.add(lists("getSharingTasks", "sharing-tasks", "/api/v1/sharing-tasks", Style.NEXT_LINK)
                    .of("sharingTasks"));
    public static final Operation CREATE_SHARING_TASK =
            TABLE.add(creates("createSharingTask", "sharing-tasks", "/api/v1/sharing-tasks"));
    public static final Operation GET_SHARING_TASK =
            TABLE.add(reads("getSharingTask", "sharing-tasks", "/api/v1/sharing-tasks/{taskId}"));
    public static final Operation PATCH_SHARING_TASK =
            TABLE.add(writes("patchSharingTask", "sharing-tasks", Method.PATCH, "/api/v1/sharing-tasks/{taskId}"));
    public static final Operation DELETE_SHARING_TASK =
            TABLE.add(writes("deleteSharingTask", "sharing-tasks", Method.DELETE, "/api/v1/sharing-tasks/{taskId}"));
    public static final Operation GET_SHARING_TASKS_SETTINGS =
            TABLE.add(reads("getSharingTasksSettings", "sharing-tasks", "/api/v1/sharing-tasks/settings"));

    // Data alerts and the conditions they stand on
    public static final Operation GET_DATA_ALERTS =
            TABLE.add(lists("getDataAlerts", "data-alerts", "/api/v1/data-alerts", Style.NEXT_LINK)
                    .of("tasks"));
    public static final Operation CREATE_DATA_ALERT =
            TABLE.add(creates("createDataAlert", "data-alerts", "/api/v1/data-alerts"));
    public static final Operation GET_DATA_ALERT =
            TABLE.add(reads("getDataAlert", "data-alerts", "/api/v1/data-alerts/{alertId}"));
    public static final Operation PATCH_DATA_ALERT =
            TABLE.add(writes("patchDataAlert", "data-alerts", Method.PATCH, "/api/v1/data-alerts/{alertId}"));
    public static final Operation DELETE_DATA_ALERT =
            TABLE.add(writes("deleteDataAlert", "data-alerts", Method.DELETE, "/api/v1/data-alerts/{alertId}"));
    public static final Operation GET_DATA_ALERTS_SETTINGS =
            TABLE.add(reads("getDataAlertsSettings", "data-alerts", "/api/v1/data-alerts/settings"));
    public static final Operation CREATE_CONDITION =
            TABLE.add(creates("createCondition", "conditions", "/api/v1/conditions"));
    public static final Operation GET_CONDITION =
            TABLE.add(reads("getCondition", "conditions", "/api/v1/conditions/{id}"));
    public static final Operation DELETE_CONDITION =
            TABLE.add(writes("deleteCondition", "conditions", Method.DELETE, "/api/v1/conditions/{id}"));

    // Glossaries
    public static final Operation GET_GLOSSARIES =
            TABLE.add(lists("getGlossaries", "glossaries", "/api/v1/glossaries", Style.NEXT_LINK));
    public static final Operation CREATE_GLOSSARY =
            TABLE.add(creates("createGlossary", "glossaries", "/api/v1/glossaries"));
    public static final Operation GET_GLOSSARY =
            TABLE.add(reads("getGlossary", "glossaries", "/api/v1/glossaries/{id}"));
    public static final Operation UPDATE_GLOSSARY =
            TABLE.add(writes("updateGlossary", "glossaries", Method.PUT, "/api/v1/glossaries/{id}"));
    public static final Operation PATCH_GLOSSARY =
            TABLE.add(writes("patchGlossary", "glossaries", Method.PATCH, "/api/v1/glossaries/{id}"));
    public static final Operation DELETE_GLOSSARY =
            TABLE.add(writes("deleteGlossary", "glossaries", Method.DELETE, "/api/v1/glossaries/{id}"));
    public static final Operation IMPORT_GLOSSARY =
            TABLE.add(creates("importGlossary", "glossaries", "/api/v1/glossaries/actions/import"));
    public static final Operation GET_GLOSSARY_CATEGORIES = TABLE.add(
            lists("getGlossaryCategories", "glossaries", "/api/v1/glossaries/{id}/categories", Style.NEXT_LINK));
    public static final Operation CREATE_GLOSSARY_CATEGORY =
            TABLE.add(creates("createGlossaryCategory", "glossaries", "/api/v1/glossaries/{id}/categories"));
    public static final Operation UPDATE_GLOSSARY_CATEGORY = TABLE.add(writes(
            "updateGlossaryCategory", "glossaries", Method.PUT, "/api/v1/glossaries/{id}/categories/{categoryId}"));
    public static final Operation DELETE_GLOSSARY_CATEGORY = TABLE.add(writes(
            "deleteGlossaryCategory", "glossaries", Method.DELETE, "/api/v1/glossaries/{id}/categories/{categoryId}"));
    public static final Operation GET_GLOSSARY_TERMS =
            TABLE.add(lists("getGlossaryTerms", "glossaries", "/api/v1/glossaries/{id}/terms", Style.NEXT_LINK));
    public static final Operation CREATE_GLOSSARY_TERM =
            TABLE.add(creates("createGlossaryTerm", "glossaries", "/api/v1/glossaries/{id}/terms"));
    public static final Operation UPDATE_GLOSSARY_TERM =
            TABLE.add(writes("updateGlossaryTerm", "glossaries", Method.PUT, "/api/v1/glossaries/{id}/terms/{termId}"));
    public static final Operation DELETE_GLOSSARY_TERM = TABLE.add(
            writes("deleteGlossaryTerm", "glossaries", Method.DELETE, "/api/v1/glossaries/{id}/terms/{termId}"));
    public static final Operation CHANGE_GLOSSARY_TERM_STATUS = TABLE.add(writes(
            "changeGlossaryTermStatus",
            "glossaries",
            Method.POST,
            "/api/v1/glossaries/{id}/terms/{termId}/actions/change-status"));

    private WorkOperations() {}

    static List<Operation> table() {
        return TABLE.all();
    }
}
