package truekeel.qlik;

import static truekeel.qlik.OperationTable.creates;
import static truekeel.qlik.OperationTable.filters;
import static truekeel.qlik.OperationTable.lists;
import static truekeel.qlik.OperationTable.reads;
import static truekeel.qlik.OperationTable.writes;

import java.util.List;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.Operation.Style;

/** The part of the path table about who may do what: people, groups, roles, licences and ways to log in. */
public final class AccessOperations {
    private static final OperationTable TABLE = new OperationTable();

    // Users
    public static final Operation GET_USERS = TABLE.add(lists("getUsers", "users", "/api/v1/users", Style.NEXT_LINK));
    public static final Operation CREATE_USER = TABLE.add(creates("createUser", "users", "/api/v1/users"));
    public static final Operation COUNT_USERS = TABLE.add(reads("countUsers", "users", "/api/v1/users/actions/count"));
    public static final Operation FILTER_USERS = TABLE.add(
            filters("filterUsers", "users", "/api/v1/users/actions/filter").special(200));
    public static final Operation INVITE_USERS =
            TABLE.add(creates("inviteUsers", "users", "/api/v1/users/actions/invite"));
    public static final Operation GET_MY_USER = TABLE.add(reads("getMyUser", "users", "/api/v1/users/me"));
    public static final Operation DELETE_USER =
            TABLE.add(writes("deleteUser", "users", Method.DELETE, "/api/v1/users/{userId}"));
    public static final Operation GET_USER = TABLE.add(reads("getUser", "users", "/api/v1/users/{userId}"));
    public static final Operation PATCH_USER =
            TABLE.add(writes("patchUser", "users", Method.PATCH, "/api/v1/users/{userId}"));

    // Groups
    public static final Operation GET_GROUPS =
            TABLE.add(lists("getGroups", "groups", "/api/v1/groups", Style.NEXT_LINK));
    public static final Operation CREATE_GROUP = TABLE.add(creates("createGroup", "groups", "/api/v1/groups"));
    public static final Operation FILTER_GROUPS = TABLE.add(
            filters("filterGroups", "groups", "/api/v1/groups/actions/filter").special(200));
    public static final Operation GET_GROUPS_SETTINGS =
            TABLE.add(reads("getGroupsSettings", "groups", "/api/v1/groups/settings"));
    public static final Operation PATCH_GROUPS_SETTINGS =
            TABLE.add(writes("patchGroupsSettings", "groups", Method.PATCH, "/api/v1/groups/settings"));
    public static final Operation DELETE_GROUP =
            TABLE.add(writes("deleteGroup", "groups", Method.DELETE, "/api/v1/groups/{groupId}"));
    public static final Operation GET_GROUP = TABLE.add(reads("getGroup", "groups", "/api/v1/groups/{groupId}"));
    public static final Operation PATCH_GROUP =
            TABLE.add(writes("patchGroup", "groups", Method.PATCH, "/api/v1/groups/{groupId}"));

    // Roles
    public static final Operation GET_ROLES = TABLE.add(lists("getRoles", "roles", "/api/v1/roles", Style.NEXT_LINK));
    public static final Operation CREATE_ROLE = TABLE.add(creates("createRole", "roles", "/api/v1/roles"));
    public static final Operation DELETE_ROLE =
            TABLE.add(writes("deleteRole", "roles", Method.DELETE, "/api/v1/roles/{id}"));
    public static final Operation GET_ROLE = TABLE.add(reads("getRole", "roles", "/api/v1/roles/{id}"));
    public static final Operation PATCH_ROLE =
            TABLE.add(writes("patchRole", "roles", Method.PATCH, "/api/v1/roles/{id}"));

    // Identity providers and what dies with them
    public static final Operation GET_IDPS =
            TABLE.add(lists("getIdps", "identity-providers", "/api/v1/identity-providers", Style.NEXT_LINK));
    public static final Operation CREATE_IDP =
            TABLE.add(creates("createIdp", "identity-providers", "/api/v1/identity-providers"));
    public static final Operation DELETE_IDP =
            TABLE.add(writes("deleteIdp", "identity-providers", Method.DELETE, "/api/v1/identity-providers/{id}"));
    public static final Operation GET_IDP =
            TABLE.add(reads("getIdp", "identity-providers", "/api/v1/identity-providers/{id}"));
    public static final Operation PATCH_IDP =
            TABLE.add(writes("patchIdp", "identity-providers", Method.PATCH, "/api/v1/identity-providers/{id}"));
    public static final Operation GET_API_KEYS =
            TABLE.add(lists("getApiKeys", "api-keys", "/api/v1/api-keys", Style.STARTING_AFTER));

    // Licences
    public static final Operation GET_LICENSE_ASSIGNMENTS =
            TABLE.add(lists("getLicenseAssignments", "licenses", "/api/v1/licenses/assignments", Style.PAGE));
    public static final Operation ADD_LICENSE_ASSIGNMENTS =
            TABLE.add(creates("addLicenseAssignments", "licenses", "/api/v1/licenses/assignments/actions/add"));
    public static final Operation DELETE_LICENSE_ASSIGNMENTS = TABLE.add(
            writes("deleteLicenseAssignments", "licenses", Method.POST, "/api/v1/licenses/assignments/actions/delete"));
    public static final Operation UPDATE_LICENSE_ASSIGNMENTS =
            TABLE.add(creates("updateLicenseAssignments", "licenses", "/api/v1/licenses/assignments/actions/update"));
    public static final Operation GET_LICENSE_OVERVIEW =
            TABLE.add(reads("getLicenseOverview", "licenses", "/api/v1/licenses/overview"));
    public static final Operation GET_LICENSE_SETTINGS =
            TABLE.add(reads("getLicenseSettings", "licenses", "/api/v1/licenses/settings"));
    public static final Operation UPDATE_LICENSE_SETTINGS =
            TABLE.add(writes("updateLicenseSettings", "licenses", Method.PUT, "/api/v1/licenses/settings"));
    public static final Operation GET_LICENSE_STATUS =
            TABLE.add(reads("getLicenseStatus", "licenses", "/api/v1/licenses/status"));

    private AccessOperations() {}

    static List<Operation> table() {
        return TABLE.all();
    }
}
