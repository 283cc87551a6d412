package truekeel.qlik;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.Operation.Paging;
import truekeel.qlik.Operation.Safety;
import truekeel.qlik.Operation.Style;
import truekeel.qlik.Operation.Tier;

/**
 * The path table: every call Truekeel can make. Ids, paths, tiers and special limits are those of Qlik's published REST
 * contract; the page sizes are the largest that each list accepts. A POST is taken for one that must not be repeated
 * blindly unless a second one does no harm (a temporary content that expires, a state that is set again).
 */
public final class Operations {
    private static final int LARGEST_PAGE = 100;
    private static final List<Operation> ALL = new ArrayList<>();

    // Spaces, their assignments and shares
    public static final Operation GET_SPACES = add(list("getSpaces", "spaces", "/api/v1/spaces", Style.NEXT_LINK));
    public static final Operation CREATE_SPACE = add(create("createSpace", "spaces", "/api/v1/spaces"));
    public static final Operation GET_SPACE_TYPES = add(read("getSpaceTypes", "spaces", "/api/v1/spaces/types"));
    public static final Operation DELETE_SPACE =
            add(write("deleteSpace", "spaces", Method.DELETE, "/api/v1/spaces/{spaceId}"));
    public static final Operation GET_SPACE = add(read("getSpace", "spaces", "/api/v1/spaces/{spaceId}"));
    public static final Operation PATCH_SPACE =
            add(write("patchSpace", "spaces", Method.PATCH, "/api/v1/spaces/{spaceId}"));
    public static final Operation UPDATE_SPACE =
            add(write("updateSpace", "spaces", Method.PUT, "/api/v1/spaces/{spaceId}"));
    public static final Operation GET_SPACE_ASSIGNMENTS =
            add(list("getSpaceAssignments", "spaces", "/api/v1/spaces/{spaceId}/assignments", Style.NEXT_LINK));
    public static final Operation CREATE_SPACE_ASSIGNMENT =
            add(create("createSpaceAssignment", "spaces", "/api/v1/spaces/{spaceId}/assignments"));
    public static final Operation DELETE_SPACE_ASSIGNMENT = add(write(
            "deleteSpaceAssignment", "spaces", Method.DELETE, "/api/v1/spaces/{spaceId}/assignments/{assignmentId}"));
    public static final Operation GET_SPACE_ASSIGNMENT =
            add(read("getSpaceAssignment", "spaces", "/api/v1/spaces/{spaceId}/assignments/{assignmentId}"));
    public static final Operation UPDATE_SPACE_ASSIGNMENT = add(write(
            "updateSpaceAssignment", "spaces", Method.PUT, "/api/v1/spaces/{spaceId}/assignments/{assignmentId}"));
    public static final Operation GET_SPACE_SHARES =
            add(list("getSpaceShares", "spaces", "/api/v1/spaces/{spaceId}/shares", Style.NEXT_LINK));
    public static final Operation CREATE_SPACE_SHARE =
            add(create("createSpaceShare", "spaces", "/api/v1/spaces/{spaceId}/shares"));
    public static final Operation DELETE_SPACE_SHARE =
            add(write("deleteSpaceShare", "spaces", Method.DELETE, "/api/v1/spaces/{spaceId}/shares/{shareId}"));
    public static final Operation GET_SPACE_SHARE =
            add(read("getSpaceShare", "spaces", "/api/v1/spaces/{spaceId}/shares/{shareId}"));
    public static final Operation PATCH_SHARE =
            add(write("patchShare", "spaces", Method.PATCH, "/api/v1/spaces/{spaceId}/shares/{shareId}"));

    // Users
    public static final Operation GET_USERS = add(list("getUsers", "users", "/api/v1/users", Style.NEXT_LINK));
    public static final Operation CREATE_USER = add(create("createUser", "users", "/api/v1/users"));
    public static final Operation COUNT_USERS = add(read("countUsers", "users", "/api/v1/users/actions/count"));
    public static final Operation FILTER_USERS =
            add(filter("filterUsers", "users", "/api/v1/users/actions/filter").special(200));
    public static final Operation INVITE_USERS = add(create("inviteUsers", "users", "/api/v1/users/actions/invite"));
    public static final Operation GET_MY_USER = add(read("getMyUser", "users", "/api/v1/users/me"));
    public static final Operation DELETE_USER =
            add(write("deleteUser", "users", Method.DELETE, "/api/v1/users/{userId}"));
    public static final Operation GET_USER = add(read("getUser", "users", "/api/v1/users/{userId}"));
    public static final Operation PATCH_USER = add(write("patchUser", "users", Method.PATCH, "/api/v1/users/{userId}"));

    // Groups
    public static final Operation GET_GROUPS = add(list("getGroups", "groups", "/api/v1/groups", Style.NEXT_LINK));
    public static final Operation CREATE_GROUP = add(create("createGroup", "groups", "/api/v1/groups"));
    public static final Operation FILTER_GROUPS = add(
            filter("filterGroups", "groups", "/api/v1/groups/actions/filter").special(200));
    public static final Operation GET_GROUPS_SETTINGS =
            add(read("getGroupsSettings", "groups", "/api/v1/groups/settings"));
    public static final Operation PATCH_GROUPS_SETTINGS =
            add(write("patchGroupsSettings", "groups", Method.PATCH, "/api/v1/groups/settings"));
    public static final Operation DELETE_GROUP =
            add(write("deleteGroup", "groups", Method.DELETE, "/api/v1/groups/{groupId}"));
    public static final Operation GET_GROUP = add(read("getGroup", "groups", "/api/v1/groups/{groupId}"));
    public static final Operation PATCH_GROUP =
            add(write("patchGroup", "groups", Method.PATCH, "/api/v1/groups/{groupId}"));

    // Roles
    public static final Operation GET_ROLES = add(list("getRoles", "roles", "/api/v1/roles", Style.NEXT_LINK));
    public static final Operation CREATE_ROLE = add(create("createRole", "roles", "/api/v1/roles"));
    public static final Operation DELETE_ROLE = add(write("deleteRole", "roles", Method.DELETE, "/api/v1/roles/{id}"));
    public static final Operation GET_ROLE = add(read("getRole", "roles", "/api/v1/roles/{id}"));
    public static final Operation PATCH_ROLE = add(write("patchRole", "roles", Method.PATCH, "/api/v1/roles/{id}"));

    // Items, the index over everything that lives in a space
    public static final Operation GET_ITEMS = add(list("getItems", "items", "/api/v1/items", Style.NEXT_LINK));
    public static final Operation GET_ITEM = add(read("getItem", "items", "/api/v1/items/{itemId}"));
    public static final Operation UPDATE_ITEM = add(write("updateItem", "items", Method.PUT, "/api/v1/items/{itemId}"));
    public static final Operation DELETE_ITEM =
            add(write("deleteItem", "items", Method.DELETE, "/api/v1/items/{itemId}"));
    public static final Operation GET_ITEM_COLLECTIONS =
            add(list("getItemCollections", "items", "/api/v1/items/{itemId}/collections", Style.NEXT_LINK));
    public static final Operation GET_PUBLISHED_ITEMS =
            add(list("getPublishedItems", "items", "/api/v1/items/{itemId}/publisheditems", Style.NEXT_LINK));

    // Apps
    public static final Operation CREATE_APP = add(create("createApp", "apps", "/api/v1/apps"));
    public static final Operation IMPORT_APP = add(create("importApp", "apps", "/api/v1/apps/import"));
    public static final Operation GET_APP_INFO = add(read("getAppInfo", "apps", "/api/v1/apps/{appId}"));
    public static final Operation UPDATE_APP_INFO =
            add(write("updateAppInfo", "apps", Method.PUT, "/api/v1/apps/{appId}"));
    public static final Operation DELETE_APP = add(write("deleteApp", "apps", Method.DELETE, "/api/v1/apps/{appId}"));
    public static final Operation COPY_APP = add(create("copyApp", "apps", "/api/v1/apps/{appId}/copy"));
    public static final Operation EXPORT_APP =
            add(write("exportApp", "apps", Method.POST, "/api/v1/apps/{appId}/export"));
    public static final Operation UPDATE_APP_OBJECT_OWNER = add(write(
            "updateAppObjectOwner",
            "apps",
            Method.POST,
            "/api/v1/apps/{appId}/objects/{objectId}/actions/change-owner"));
    public static final Operation UPDATE_APP_OWNER =
            add(write("updateAppOwner", "apps", Method.PUT, "/api/v1/apps/{appId}/owner"));
    public static final Operation PUBLISH_APP = add(create("publishApp", "apps", "/api/v1/apps/{appId}/publish"));
    public static final Operation REPUBLISH_APP =
            add(write("republishApp", "apps", Method.PUT, "/api/v1/apps/{appId}/publish"));
    public static final Operation MOVE_APP_TO_SPACE =
            add(write("moveAppToSpace", "apps", Method.PUT, "/api/v1/apps/{appId}/space"));
    public static final Operation REMOVE_APP_FROM_SPACE =
            add(write("removeAppFromSpace", "apps", Method.DELETE, "/api/v1/apps/{appId}/space"));
    public static final Operation GET_APP_RELOAD_LOGS =
            add(read("getAppReloadLogs", "apps", "/api/v1/apps/{appId}/reloads/logs"));
    public static final Operation RESTORE_APP =
            add(create("restoreApp", "analytics-apps", "/api/analytics/apps/{appId}/actions/restore"));

    // Reloads
    public static final Operation GET_RELOADS = add(list("getReloads", "reloads", "/api/v1/reloads", Style.NEXT_LINK));
    public static final Operation QUEUE_RELOAD =
            add(create("queueReload", "reloads", "/api/v1/reloads").special(50));
    public static final Operation GET_RELOAD = add(read("getReload", "reloads", "/api/v1/reloads/{reloadId}"));
    public static final Operation CANCEL_RELOAD =
            add(write("cancelReload", "reloads", Method.POST, "/api/v1/reloads/{reloadId}/actions/cancel")
                    .special(50));

    // Temporary contents
    public static final Operation UPLOAD_TEMP_FILE =
            add(write("uploadTempFile", "temp-contents", Method.POST, "/api/v1/temp-contents"));
    public static final Operation DOWNLOAD_TEMP_FILE =
            add(read("downloadTempFile", "temp-contents", "/api/v1/temp-contents/{id}"));
    public static final Operation GET_TEMP_FILE_DETAILS =
            add(read("getTempFileDetails", "temp-contents", "/api/v1/temp-contents/{id}/details"));
    public static final Operation CREATE_TEMP_UPLOAD =
            add(write("createTempUpload", "temp-contents", Method.POST, "/api/v1/temp-contents/files")
                    .special(800));
    public static final Operation GET_TEMP_UPLOAD_OFFSET = add(new Operation(
            "getTempUploadOffset",
            "temp-contents",
            Method.HEAD,
            "/api/v1/temp-contents/files/{id}",
            Tier.SPECIAL,
            800,
            Safety.READ,
            Optional.empty(),
            Paging.NONE));
    public static final Operation SEND_TEMP_UPLOAD_CHUNK = add(new Operation(
            "sendTempUploadChunk",
            "temp-contents",
            Method.PATCH,
            "/api/v1/temp-contents/files/{id}",
            Tier.SPECIAL,
            800,
            Safety.CREATE,
            Optional.empty(),
            Paging.NONE));

    // Extensions and themes; a path takes an id or a name
    public static final Operation GET_EXTENSIONS = add(read("getExtensions", "extensions", "/api/v1/extensions"));
    public static final Operation UPLOAD_EXTENSION = add(create("uploadExtension", "extensions", "/api/v1/extensions"));
    public static final Operation DELETE_EXTENSION =
            add(write("deleteExtension", "extensions", Method.DELETE, "/api/v1/extensions/{id}"));
    public static final Operation GET_EXTENSION = add(read("getExtension", "extensions", "/api/v1/extensions/{id}"));
    public static final Operation PATCH_EXTENSION =
            add(write("patchExtension", "extensions", Method.PATCH, "/api/v1/extensions/{id}"));
    public static final Operation DOWNLOAD_EXTENSION =
            add(read("downloadExtension", "extensions", "/api/v1/extensions/{id}/file"));
    public static final Operation GET_THEMES = add(read("getThemes", "themes", "/api/v1/themes"));
    public static final Operation UPLOAD_THEME = add(create("uploadTheme", "themes", "/api/v1/themes"));
    public static final Operation DELETE_THEME =
            add(write("deleteTheme", "themes", Method.DELETE, "/api/v1/themes/{id}"));
    public static final Operation GET_THEME = add(read("getTheme", "themes", "/api/v1/themes/{id}"));
    public static final Operation PATCH_THEME = add(write("patchTheme", "themes", Method.PATCH, "/api/v1/themes/{id}"));
    public static final Operation DOWNLOAD_THEME = add(read("downloadTheme", "themes", "/api/v1/themes/{id}/file"));

    // Web integrations and content security policy
    public static final Operation GET_WEB_INTEGRATIONS =
            add(list("getWebIntegrations", "web-integrations", "/api/v1/web-integrations", Style.STARTING_AFTER));
    public static final Operation CREATE_WEB_INTEGRATION =
            add(create("createWebIntegration", "web-integrations", "/api/v1/web-integrations"));
    public static final Operation DELETE_WEB_INTEGRATION =
            add(write("deleteWebIntegration", "web-integrations", Method.DELETE, "/api/v1/web-integrations/{id}"));
    public static final Operation GET_WEB_INTEGRATION =
            add(read("getWebIntegration", "web-integrations", "/api/v1/web-integrations/{id}"));
    public static final Operation PATCH_WEB_INTEGRATION =
            add(write("patchWebIntegration", "web-integrations", Method.PATCH, "/api/v1/web-integrations/{id}"));
    public static final Operation GET_CSP_ENTRIES =
            add(list("getCSPEntries", "csp-origins", "/api/v1/csp-origins", Style.NEXT_LINK));
    public static final Operation CREATE_CSP_ENTRY =
            add(create("createCSPEntry", "csp-origins", "/api/v1/csp-origins"));
    public static final Operation GET_CSP_HEADER =
            add(read("getCSPHeader", "csp-origins", "/api/v1/csp-origins/actions/generate-header"));
    public static final Operation DELETE_CSP_ENTRY =
            add(write("deleteCSPEntry", "csp-origins", Method.DELETE, "/api/v1/csp-origins/{id}"));
    public static final Operation GET_CSP_ENTRY = add(read("getCSPEntry", "csp-origins", "/api/v1/csp-origins/{id}"));
    public static final Operation UPDATE_CSP_ENTRY =
            add(write("updateCSPEntry", "csp-origins", Method.PUT, "/api/v1/csp-origins/{id}"));

    // Tenants; create, deactivate and reactivate go to the register host
    public static final Operation CREATE_TENANT = add(create("createTenant", "tenants", "/api/v1/tenants"));
    public static final Operation GET_MY_TENANT = add(read("getMyTenant", "tenants", "/api/v1/tenants/me"));
    public static final Operation GET_TENANT = add(read("getTenant", "tenants", "/api/v1/tenants/{tenantId}"));
    public static final Operation PATCH_TENANT =
            add(write("patchTenant", "tenants", Method.PATCH, "/api/v1/tenants/{tenantId}"));
    public static final Operation DEACTIVATE_TENANT =
            add(write("deactivateTenant", "tenants", Method.POST, "/api/v1/tenants/{tenantId}/actions/deactivate"));
    public static final Operation REACTIVATE_TENANT =
            add(write("reactivateTenant", "tenants", Method.POST, "/api/v1/tenants/{tenantId}/actions/reactivate"));
    public static final Operation GET_ORGANISATION_TENANTS =
            add(list("getOrganisationTenants", "core-tenants", "/api/core/tenants", Style.NEXT_LINK));

    // Licences
    public static final Operation GET_LICENSE_ASSIGNMENTS =
            add(list("getLicenseAssignments", "licenses", "/api/v1/licenses/assignments", Style.PAGE));
    public static final Operation ADD_LICENSE_ASSIGNMENTS =
            add(create("addLicenseAssignments", "licenses", "/api/v1/licenses/assignments/actions/add"));
    public static final Operation DELETE_LICENSE_ASSIGNMENTS =
            add(create("deleteLicenseAssignments", "licenses", "/api/v1/licenses/assignments/actions/delete"));
    public static final Operation UPDATE_LICENSE_ASSIGNMENTS =
            add(create("updateLicenseAssignments", "licenses", "/api/v1/licenses/assignments/actions/update"));
    public static final Operation GET_LICENSE_OVERVIEW =
            add(read("getLicenseOverview", "licenses", "/api/v1/licenses/overview"));
    public static final Operation GET_LICENSE_SETTINGS =
            add(read("getLicenseSettings", "licenses", "/api/v1/licenses/settings"));
    public static final Operation UPDATE_LICENSE_SETTINGS =
            add(write("updateLicenseSettings", "licenses", Method.PUT, "/api/v1/licenses/settings"));
    public static final Operation GET_LICENSE_STATUS =
            add(read("getLicenseStatus", "licenses", "/api/v1/licenses/status"));

    // Audits
    public static final Operation GET_AUDITS =
            add(list("getAudits", "audits", "/api/v1/audits", Style.NEXT_LINK).special(1000));
    public static final Operation GET_ARCHIVED_AUDITS =
            add(read("getArchivedAudits", "audits", "/api/v1/audits/archive").special(1000));
    public static final Operation GET_AUDIT_SOURCES =
            add(read("getAuditSources", "audits", "/api/v1/audits/sources").special(1000));
    public static final Operation GET_AUDIT_TYPES =
            add(read("getAuditTypes", "audits", "/api/v1/audits/types").special(1000));
    public static final Operation GET_AUDIT =
            add(read("getAudit", "audits", "/api/v1/audits/{id}").special(1000));

    // Collections
    public static final Operation GET_COLLECTIONS =
            add(list("getCollections", "collections", "/api/v1/collections", Style.NEXT_LINK));
    public static final Operation CREATE_COLLECTION =
            add(create("createCollection", "collections", "/api/v1/collections"));
    public static final Operation GET_FAVORITES_COLLECTION =
            add(read("getFavoritesCollection", "collections", "/api/v1/collections/favorites"));
    public static final Operation DELETE_COLLECTION =
            add(write("deleteCollection", "collections", Method.DELETE, "/api/v1/collections/{collectionId}"));
    public static final Operation GET_COLLECTION =
            add(read("getCollection", "collections", "/api/v1/collections/{collectionId}"));
    public static final Operation PATCH_COLLECTION =
            add(write("patchCollection", "collections", Method.PATCH, "/api/v1/collections/{collectionId}"));
    public static final Operation UPDATE_COLLECTION =
            add(write("updateCollection", "collections", Method.PUT, "/api/v1/collections/{collectionId}"));
    public static final Operation GET_COLLECTION_ITEMS =
            add(list("getCollectionItems", "collections", "/api/v1/collections/{collectionId}/items", Style.NEXT_LINK));
    public static final Operation ADD_COLLECTION_ITEM =
            add(create("addCollectionItem", "collections", "/api/v1/collections/{collectionId}/items"));
    public static final Operation DELETE_COLLECTION_ITEM = add(write(
            "deleteCollectionItem", "collections", Method.DELETE, "/api/v1/collections/{collectionId}/items/{itemId}"));
    public static final Operation GET_COLLECTION_ITEM =
            add(read("getCollectionItem", "collections", "/api/v1/collections/{collectionId}/items/{itemId}"));

    // Settings of the tenant
    public static final Operation GET_EMAIL_CONFIG =
            add(read("getEmailConfig", "transports", "/api/v1/transports/email-config"));
    public static final Operation UPDATE_EMAIL_CONFIG =
            add(write("updateEmailConfig", "transports", Method.PUT, "/api/v1/transports/email-config"));
    public static final Operation GET_IP_POLICIES =
            add(list("getIpPolicies", "core-ip-policies", "/api/core/ip-policies", Style.PAGE));
    public static final Operation CREATE_IP_POLICY =
            add(create("createIpPolicy", "core-ip-policies", "/api/core/ip-policies"));
    public static final Operation DELETE_IP_POLICY =
            add(write("deleteIpPolicy", "core-ip-policies", Method.DELETE, "/api/core/ip-policies/{id}"));
    public static final Operation GET_IP_POLICY =
            add(read("getIpPolicy", "core-ip-policies", "/api/core/ip-policies/{id}"));
    public static final Operation PATCH_IP_POLICY =
            add(write("patchIpPolicy", "core-ip-policies", Method.PATCH, "/api/core/ip-policies/{id}"));
    public static final Operation GET_BANNERS = add(read("getBanners", "banners", "/api/v1/banners"));
    public static final Operation UPSERT_BANNERS =
            add(write("upsertBanners", "banners", Method.POST, "/api/v1/banners/actions/upsert"));
    public static final Operation GET_AUTH_SETTINGS =
            add(read("getAuthSettings", "core-auth-settings", "/api/core/auth-settings"));
    public static final Operation PATCH_AUTH_SETTINGS =
            add(write("patchAuthSettings", "core-auth-settings", Method.PATCH, "/api/core/auth-settings"));
    public static final Operation GET_API_KEYS_CONFIG =
            add(read("getApiKeysConfig", "api-keys", "/api/v1/api-keys/configs/{tenantId}"));
    public static final Operation PATCH_API_KEYS_CONFIG =
            add(write("patchApiKeysConfig", "api-keys", Method.PATCH, "/api/v1/api-keys/configs/{tenantId}"));
    public static final Operation GET_PINNED_LINKS =
            add(read("getUiConfigPinnedLinks", "ui-config", "/api/v1/ui-config/pinned-links"));
    public static final Operation CREATE_PINNED_LINK =
            add(create("createUiConfigPinnedLink", "ui-config", "/api/v1/ui-config/pinned-links"));
    public static final Operation CREATE_PINNED_LINKS = add(create(
            "createUiConfigPinnedLinks",
            "ui-config",
            "/api/v1/ui-config/pinned-links/actions/bulk-create-pinned-links"));
    public static final Operation DELETE_ALL_PINNED_LINKS = add(write(
            "deleteAllUiConfigPinnedLinks",
            "ui-config",
            Method.POST,
            "/api/v1/ui-config/pinned-links/actions/delete-all-pinned-links"));
    public static final Operation DELETE_PINNED_LINK =
            add(write("deleteUiConfigPinnedLink", "ui-config", Method.DELETE, "/api/v1/ui-config/pinned-links/{id}"));
    public static final Operation PATCH_PINNED_LINK =
            add(write("patchUiConfigPinnedLink", "ui-config", Method.PATCH, "/api/v1/ui-config/pinned-links/{id}"));

    private Operations() {}

    /** Every operation in the order of this table; unmodifiable. */
    public static List<Operation> all() {
        return List.copyOf(ALL);
    }

    private static Operation add(Operation operation) {
        ALL.add(operation);
        return operation;
    }

    private static Operation read(String id, String api, String path) {
        return new Operation(id, api, Method.GET, path, Tier.READ, 1000, Safety.READ, Optional.empty(), Paging.NONE);
    }

    private static Operation list(String id, String api, String path, Style style) {
        return new Operation(
                id,
                api,
                Method.GET,
                path,
                Tier.READ,
                1000,
                Safety.READ,
                Optional.empty(),
                new Paging(style, LARGEST_PAGE));
    }

    /** A search that Qlik offers as a POST: it changes nothing and answers in pages. */
    private static Operation filter(String id, String api, String path) {
        return new Operation(
                id,
                api,
                Method.POST,
                path,
                Tier.WRITE,
                100,
                Safety.READ,
                Optional.empty(),
                new Paging(Style.NEXT_LINK, LARGEST_PAGE));
    }

    private static Operation create(String id, String api, String path) {
        return new Operation(id, api, Method.POST, path, Tier.WRITE, 100, Safety.CREATE, Optional.empty(), Paging.NONE);
    }

    private static Operation write(String id, String api, Method method, String path) {
        return new Operation(id, api, method, path, Tier.WRITE, 100, Safety.IDEMPOTENT, Optional.empty(), Paging.NONE);
    }
}
