package truekeel.qlik;

import static truekeel.qlik.OperationTable.creates;
import static truekeel.qlik.OperationTable.lists;
import static truekeel.qlik.OperationTable.reads;
import static truekeel.qlik.OperationTable.writes;

import java.util.List;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.Operation.Style;

/** The part of the path table about where data comes from: connections, their sources, and files. */
public final class DataOperations {
    private static final OperationTable TABLE = new OperationTable();
    private static final String CONNECTIONS = "connectivity-data-connections";
    private static final String FILES = "data-files";
    private static final int LARGEST_FILE_PAGE = 1000;

    // Data connections, which an older API knows as well
    public static final Operation GET_DATA_CONNECTIONS =
            TABLE.add(lists("getDataConnections", CONNECTIONS, "/api/connectivity/data-connections", Style.PAGE)
                    .formerly("/api/v1/data-connections"));
    public static final Operation CREATE_DATA_CONNECTION =
            TABLE.add(creates("createDataConnection", CONNECTIONS, "/api/connectivity/data-connections")
                    .formerly("/api/v1/data-connections"));
    public static final Operation UPDATE_DATA_CONNECTIONS = TABLE.add(writes(
                    "updateDataConnections",
                    CONNECTIONS,
                    Method.POST,
                    "/api/connectivity/data-connections/actions/update")
            .formerly("/api/v1/data-connections/actions/update"));
    public static final Operation DELETE_DATA_CONNECTION = TABLE.add(
            writes("deleteDataConnection", CONNECTIONS, Method.DELETE, "/api/connectivity/data-connections/{qID}")
                    .formerly("/api/v1/data-connections/{qID}"));
    public static final Operation GET_DATA_CONNECTION =
            TABLE.add(reads("getDataConnection", CONNECTIONS, "/api/connectivity/data-connections/{qID}")
                    .formerly("/api/v1/data-connections/{qID}"));
    public static final Operation PATCH_DATA_CONNECTION = TABLE.add(
            writes("patchDataConnection", CONNECTIONS, Method.PATCH, "/api/connectivity/data-connections/{qID}")
                    .formerly("/api/v1/data-connections/{qID}"));

    // Data sources: what connections can be made to
    public static final Operation GET_DATA_SOURCES =
            TABLE.add(reads("getDataSources", "connectivity-data-sources", "/api/connectivity/data-sources")
                    .formerly("/api/v1/data-sources"));

    public static final Operation GET_DATA_SOURCE_SPECS = TABLE.add(reads(
                    "getDataSourceApiSpecs",
                    "connectivity-data-sources",
                    "/api/connectivity/data-sources/{dataSourceId}/api-specs")
            .formerly("/api/v1/data-sources/{dataSourceId}/api-specs"));

    // Data files
    public static final Operation GET_DATA_FILES = TABLE.add(pages("getDataFiles", "/api/v1/data-files"));
    public static final Operation UPLOAD_DATA_FILE = TABLE.add(creates("uploadDataFile", FILES, "/api/v1/data-files"));
    public static final Operation GET_DATA_FILES_CONNECTIONS =
            TABLE.add(pages("getDataFilesConnections", "/api/v1/data-files/connections"));
    public static final Operation GET_DATA_FILES_QUOTAS =
            TABLE.add(reads("getDataFilesQuotas", FILES, "/api/v1/data-files/quotas"));
    public static final Operation DELETE_DATA_FILE =
            TABLE.add(writes("deleteDataFile", FILES, Method.DELETE, "/api/v1/data-files/{id}"));
    public static final Operation GET_DATA_FILE = TABLE.add(reads("getDataFile", FILES, "/api/v1/data-files/{id}"));
    public static final Operation REUPLOAD_DATA_FILE =
            TABLE.add(writes("reuploadDataFile", FILES, Method.PUT, "/api/v1/data-files/{id}")
                    .special(800));

    private DataOperations() {}

    private static Operation pages(String id, String path) {
        return lists(id, FILES, path, Style.PAGE, LARGEST_FILE_PAGE);
    }

    static List<Operation> table() {
        return TABLE.all();
    }
}
