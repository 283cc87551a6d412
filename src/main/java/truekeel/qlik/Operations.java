package truekeel.qlik;

import static truekeel.qlik.OperationTable.creates;
import static truekeel.qlik.OperationTable.lists;
import static truekeel.qlik.OperationTable.reads;
import static truekeel.qlik.OperationTable.writes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.Operation.Paging;
import truekeel.qlik.Operation.Safety;
import truekeel.qlik.Operation.Style;
import truekeel.qlik.Operation.Tier;

/**
 * The path table: every call Truekeel can make, the ones about content here, the others in {@link AccessOperations} and
 * {@link TenantOperations}. Ids, paths, tiers and special limits are those of Qlik's published REST contract.
 */
public final class Operations {
    private static final OperationTable TABLE = new OperationTable();

    // Spaces, their assignments and shares
    public static final Operation GET_SPACES =
            TABLE.add(lists("getSpaces", "spaces", "/api/v1/spaces", Style.NEXT_LINK));
    public static final Operation CREATE_SPACE = TABLE.add(creates("createSpace", "spaces", "/api/v1/spaces"));
    public static final Operation GET_SPACE_TYPES = TABLE.add(reads("getSpaceTypes", "spaces", "/api/v1/spaces/types"));
    public static final Operation DELETE_SPACE =
            TABLE.add(writes("deleteSpace", "spaces", Method.DELETE, "/api/v1/spaces/{spaceId}"));
    public static final Operation GET_SPACE = TABLE.add(reads("getSpace", "spaces", "/api/v1/spaces/{spaceId}"));
    public static final Operation PATCH_SPACE =
            TABLE.add(writes("patchSpace", "spaces", Method.PATCH, "/api/v1/spaces/{spaceId}"));
    public static final Operation UPDATE_SPACE =
            TABLE.add(writes("updateSpace", "spaces", Method.PUT, "/api/v1/spaces/{spaceId}"));
    public static final Operation GET_SPACE_ASSIGNMENTS =
            TABLE.add(lists("getSpaceAssignments", "spaces", "/api/v1/spaces/{spaceId}/assignments", Style.NEXT_LINK));
    public static final Operation CREATE_SPACE_ASSIGNMENT =
            TABLE.add(creates("createSpaceAssignment", "spaces", "/api/v1/spaces/{spaceId}/assignments"));
    public static final Operation DELETE_SPACE_ASSIGNMENT = TABLE.add(writes(
            "deleteSpaceAssignment", "spaces", Method.DELETE, "/api/v1/spaces/{spaceId}/assignments/{assignmentId}"));
    public static final Operation GET_SPACE_ASSIGNMENT =
            TABLE.add(reads("getSpaceAssignment", "spaces", "/api/v1/spaces/{spaceId}/assignments/{assignmentId}"));
    public static final Operation UPDATE_SPACE_ASSIGNMENT = TABLE.add(writes(
            "updateSpaceAssignment", "spaces", Method.PUT, "/api/v1/spaces/{spaceId}/assignments/{assignmentId}"));
    public static final Operation GET_SPACE_SHARES =
            TABLE.add(lists("getSpaceShares", "spaces", "/api/v1/spaces/{spaceId}/shares", Style.NEXT_LINK));
    public static final Operation CREATE_SPACE_SHARE =
            TABLE.add(creates("createSpaceShare", "spaces", "/api/v1/spaces/{spaceId}/shares"));
    public static final Operation DELETE_SPACE_SHARE =
            TABLE.add(writes("deleteSpaceShare", "spaces", Method.DELETE, "/api/v1/spaces/{spaceId}/shares/{shareId}"));
    public static final Operation GET_SPACE_SHARE =
            TABLE.add(reads("getSpaceShare", "spaces", "/api/v1/spaces/{spaceId}/shares/{shareId}"));
    public static final Operation PATCH_SHARE =
            TABLE.add(writes("patchShare", "spaces", Method.PATCH, "/api/v1/spaces/{spaceId}/shares/{shareId}"));

    // Items, the index over everything that lives in a space
    public static final Operation GET_ITEMS = TABLE.add(lists("getItems", "items", "/api/v1/items", Style.NEXT_LINK));
    public static final Operation GET_ITEM = TABLE.add(reads("getItem", "items", "/api/v1/items/{itemId}"));
    public static final Operation UPDATE_ITEM =
            TABLE.add(writes("updateItem", "items", Method.PUT, "/api/v1/items/{itemId}"));
    public static final Operation DELETE_ITEM =
            TABLE.add(writes("deleteItem", "items", Method.DELETE, "/api/v1/items/{itemId}"));
    public static final Operation GET_ITEM_COLLECTIONS =
            TABLE.add(lists("getItemCollections", "items", "/api/v1/items/{itemId}/collections", Style.NEXT_LINK));
    public static final Operation GET_PUBLISHED_ITEMS =
            TABLE.add(lists("getPublishedItems", "items", "/api/v1/items/{itemId}/publisheditems", Style.NEXT_LINK));

    // Apps
    public static final Operation CREATE_APP = TABLE.add(creates("createApp", "apps", "/api/v1/apps"));
    public static final Operation IMPORT_APP = TABLE.add(creates("importApp", "apps", "/api/v1/apps/import"));
    public static final Operation GET_APP_INFO = TABLE.add(reads("getAppInfo", "apps", "/api/v1/apps/{appId}"));
    public static final Operation UPDATE_APP_INFO =
            TABLE.add(writes("updateAppInfo", "apps", Method.PUT, "/api/v1/apps/{appId}"));
    public static final Operation DELETE_APP =
            TABLE.add(writes("deleteApp", "apps", Method.DELETE, "/api/v1/apps/{appId}"));
    public static final Operation COPY_APP = TABLE.add(creates("copyApp", "apps", "/api/v1/apps/{appId}/copy"));
    public static final Operation EXPORT_APP =
            TABLE.add(writes("exportApp", "apps", Method.POST, "/api/v1/apps/{appId}/export"));
    public static final Operation UPDATE_APP_OBJECT_OWNER = TABLE.add(writes(
            "updateAppObjectOwner",
            "apps",
            Method.POST,
            "/api/v1/apps/{appId}/objects/{objectId}/actions/change-owner"));
    public static final Operation UPDATE_APP_OWNER =
            TABLE.add(writes("updateAppOwner", "apps", Method.PUT, "/api/v1/apps/{appId}/owner"));
    public static final Operation PUBLISH_APP =
            TABLE.add(creates("publishApp", "apps", "/api/v1/apps/{appId}/publish"));
    public static final Operation REPUBLISH_APP =
            TABLE.add(writes("republishApp", "apps", Method.PUT, "/api/v1/apps/{appId}/publish"));
    public static final Operation MOVE_APP_TO_SPACE =
            TABLE.add(writes("moveAppToSpace", "apps", Method.PUT, "/api/v1/apps/{appId}/space"));
    public static final Operation REMOVE_APP_FROM_SPACE =
            TABLE.add(writes("removeAppFromSpace", "apps", Method.DELETE, "/api/v1/apps/{appId}/space"));
    public static final Operation GET_APP_RELOAD_LOGS =
            TABLE.add(reads("getAppReloadLogs", "apps", "/api/v1/apps/{appId}/reloads/logs"));
    /** The newest version first, and one is enough. */
    public static final Operation GET_APP_SCRIPTS =
            TABLE.add(lists("getAppScriptHistory", "apps", "/api/v1/apps/{appId}/scripts", Style.PAGE, 1)
                    .of("scripts"));
    /** Makes another version of the script. */
    public static final Operation SET_APP_SCRIPT =
            TABLE.add(creates("updateAppScript", "apps", "/api/v1/apps/{appId}/scripts"));
    /** Changes nothing. */
    public static final Operation VALIDATE_SCRIPT = TABLE.add(new Operation(
            "validateScript",
            "apps",
            Method.POST,
            "/api/v1/apps/validatescript",
            Tier.WRITE,
            100,
            Safety.READ,
            Optional.empty(),
            Paging.NONE));

    public static final Operation PUT_APP_MEDIA =
            TABLE.add(writes("uploadAppMedia", "apps", Method.PUT, "/api/v1/apps/{appId}/media/files/{path}"));
    public static final Operation DELETE_APP_MEDIA =
            TABLE.add(writes("deleteAppMedia", "apps", Method.DELETE, "/api/v1/apps/{appId}/media/files/{path}"));
    public static final Operation RESTORE_APP =
            TABLE.add(creates("restoreApp", "analytics-apps", "/api/analytics/apps/{appId}/actions/restore"));

    // Reloads
    public static final Operation GET_RELOADS =
            TABLE.add(lists("getReloads", "reloads", "/api/v1/reloads", Style.NEXT_LINK));
    public static final Operation QUEUE_RELOAD =
            TABLE.add(creates("queueReload", "reloads", "/api/v1/reloads").special(50));
    public static final Operation GET_RELOAD = TABLE.add(reads("getReload", "reloads", "/api/v1/reloads/{reloadId}"));
    public static final Operation CANCEL_RELOAD =
            TABLE.add(writes("cancelReload", "reloads", Method.POST, "/api/v1/reloads/{reloadId}/actions/cancel")
                    .special(50));

    // Temporary contents
    public static final Operation UPLOAD_TEMP_FILE =
            TABLE.add(writes("uploadTempFile", "temp-contents", Method.POST, "/api/v1/temp-contents"));
    public static final Operation DOWNLOAD_TEMP_FILE =
            TABLE.add(reads("downloadTempFile", "temp-contents", "/api/v1/temp-contents/{id}"));
    public static final Operation GET_TEMP_FILE_DETAILS =
            TABLE.add(reads("getTempFileDetails", "temp-contents", "/api/v1/temp-contents/{id}/details"));
    public static final Operation CREATE_TEMP_UPLOAD =
            TABLE.add(writes("createTempUpload", "temp-contents", Method.POST, "/api/v1/temp-contents/files")
                    .special(800));
    public static final Operation GET_TEMP_UPLOAD_OFFSET = TABLE.add(new Operation(
            "getTempUploadOffset",
            "temp-contents",
            Method.HEAD,
            "/api/v1/temp-contents/files/{id}",
            Tier.SPECIAL,
            800,
            Safety.READ,
            Optional.empty(),
            Paging.NONE));
    public static final Operation SEND_TEMP_UPLOAD_CHUNK = TABLE.add(new Operation(
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
    public static final Operation GET_EXTENSIONS =
            TABLE.add(reads("getExtensions", "extensions", "/api/v1/extensions"));
    public static final Operation UPLOAD_EXTENSION =
            TABLE.add(creates("uploadExtension", "extensions", "/api/v1/extensions"));
    public static final Operation DELETE_EXTENSION =
            TABLE.add(writes("deleteExtension", "extensions", Method.DELETE, "/api/v1/extensions/{id}"));
    public static final Operation GET_EXTENSION =
            TABLE.add(reads("getExtension", "extensions", "/api/v1/extensions/{id}"));
    public static final Operation PATCH_EXTENSION =
            TABLE.add(writes("patchExtension", "extensions", Method.PATCH, "/api/v1/extensions/{id}"));
    public static final Operation DOWNLOAD_EXTENSION =
            TABLE.add(reads("downloadExtension", "extensions", "/api/v1/extensions/{id}/file"));
    public static final Operation GET_THEMES = TABLE.add(reads("getThemes", "themes", "/api/v1/themes"));
    public static final Operation UPLOAD_THEME = TABLE.add(creates("uploadTheme", "themes", "/api/v1/themes"));
    public static final Operation DELETE_THEME =
            TABLE.add(writes("deleteTheme", "themes", Method.DELETE, "/api/v1/themes/{id}"));
    public static final Operation GET_THEME = TABLE.add(reads("getTheme", "themes", "/api/v1/themes/{id}"));
    public static final Operation PATCH_THEME =
            TABLE.add(writes("patchTheme", "themes", Method.PATCH, "/api/v1/themes/{id}"));
    public static final Operation DOWNLOAD_THEME =
            TABLE.add(reads("downloadTheme", "themes", "/api/v1/themes/{id}/file"));

    // Brands
    public static final Operation GET_BRANDS =
            TABLE.add(lists("getBrands", "brands", "/api/v1/brands", Style.STARTING_AFTER));
    public static final Operation CREATE_BRAND = TABLE.add(creates("createBrand", "brands", "/api/v1/brands"));
    public static final Operation DELETE_BRAND =
            TABLE.add(writes("deleteBrand", "brands", Method.DELETE, "/api/v1/brands/{brand-id}"));
    public static final Operation GET_BRAND = TABLE.add(reads("getBrand", "brands", "/api/v1/brands/{brand-id}"));
    public static final Operation PATCH_BRAND =
            TABLE.add(writes("patchBrand", "brands", Method.PATCH, "/api/v1/brands/{brand-id}"));
    public static final Operation ACTIVATE_BRAND =
            TABLE.add(writes("activateBrand", "brands", Method.POST, "/api/v1/brands/{brand-id}/actions/activate"));
    public static final Operation DEACTIVATE_BRAND =
            TABLE.add(writes("deactivateBrand", "brands", Method.POST, "/api/v1/brands/{brand-id}/actions/deactivate"));
    public static final Operation DELETE_BRAND_FILE = TABLE.add(
            writes("deleteBrandFile", "brands", Method.DELETE, "/api/v1/brands/{brand-id}/files/{brand-file-id}"));
    public static final Operation GET_BRAND_FILE =
            TABLE.add(reads("getBrandFile", "brands", "/api/v1/brands/{brand-id}/files/{brand-file-id}"));
    public static final Operation CREATE_BRAND_FILE =
            TABLE.add(creates("createBrandFile", "brands", "/api/v1/brands/{brand-id}/files/{brand-file-id}"));
    public static final Operation UPDATE_BRAND_FILE = TABLE.add(
            writes("updateBrandFile", "brands", Method.PUT, "/api/v1/brands/{brand-id}/files/{brand-file-id}"));

    // Web integrations and content security policy
    public static final Operation GET_WEB_INTEGRATIONS = TABLE.add(
            lists("getWebIntegrations", "web-integrations", "/api/v1/web-integrations", Style.STARTING_AFTER));
    public static final Operation CREATE_WEB_INTEGRATION =
            TABLE.add(creates("createWebIntegration", "web-integrations", "/api/v1/web-integrations"));
    public static final Operation DELETE_WEB_INTEGRATION = TABLE.add(
            writes("deleteWebIntegration", "web-integrations", Method.DELETE, "/api/v1/web-integrations/{id}"));
    public static final Operation GET_WEB_INTEGRATION =
            TABLE.add(reads("getWebIntegration", "web-integrations", "/api/v1/web-integrations/{id}"));
    public static final Operation PATCH_WEB_INTEGRATION =
            TABLE.add(writes("patchWebIntegration", "web-integrations", Method.PATCH, "/api/v1/web-integrations/{id}"));
    public static final Operation GET_CSP_ENTRIES =
            TABLE.add(lists("getCSPEntries", "csp-origins", "/api/v1/csp-origins", Style.NEXT_LINK));
    public static final Operation CREATE_CSP_ENTRY =
            TABLE.add(creates("createCSPEntry", "csp-origins", "/api/v1/csp-origins"));
    public static final Operation GET_CSP_HEADER =
            TABLE.add(reads("getCSPHeader", "csp-origins", "/api/v1/csp-origins/actions/generate-header"));
    public static final Operation DELETE_CSP_ENTRY =
            TABLE.add(writes("deleteCSPEntry", "csp-origins", Method.DELETE, "/api/v1/csp-origins/{id}"));
    public static final Operation GET_CSP_ENTRY =
            TABLE.add(reads("getCSPEntry", "csp-origins", "/api/v1/csp-origins/{id}"));
    public static final Operation UPDATE_CSP_ENTRY =
            TABLE.add(writes("updateCSPEntry", "csp-origins", Method.PUT, "/api/v1/csp-origins/{id}"));

    // Collections
    public static final Operation GET_COLLECTIONS =
            TABLE.add(lists("getCollections", "collections", "/api/v1/collections", Style.NEXT_LINK));
    public static final Operation CREATE_COLLECTION =
            TABLE.add(creates("createCollection", "collections", "/api/v1/collections"));
    public static final Operation GET_FAVORITES_COLLECTION =
            TABLE.add(reads("getFavoritesCollection", "collections", "/api/v1/collections/favorites"));
    public static final Operation DELETE_COLLECTION =
            TABLE.add(writes("deleteCollection", "collections", Method.DELETE, "/api/v1/collections/{collectionId}"));
    public static final Operation GET_COLLECTION =
            TABLE.add(reads("getCollection", "collections", "/api/v1/collections/{collectionId}"));
    public static final Operation PATCH_COLLECTION =
            TABLE.add(writes("patchCollection", "collections", Method.PATCH, "/api/v1/collections/{collectionId}"));
    public static final Operation UPDATE_COLLECTION =
            TABLE.add(writes("updateCollection", "collections", Method.PUT, "/api/v1/collections/{collectionId}"));
    public static final Operation GET_COLLECTION_ITEMS = TABLE.add(
            lists("getCollectionItems", "collections", "/api/v1/collections/{collectionId}/items", Style.NEXT_LINK));
    public static final Operation ADD_COLLECTION_ITEM =
            TABLE.add(creates("addCollectionItem", "collections", "/api/v1/collections/{collectionId}/items"));
    public static final Operation DELETE_COLLECTION_ITEM = TABLE.add(writes(
            "deleteCollectionItem", "collections", Method.DELETE, "/api/v1/collections/{collectionId}/items/{itemId}"));
    public static final Operation GET_COLLECTION_ITEM =
            TABLE.add(reads("getCollectionItem", "collections", "/api/v1/collections/{collectionId}/items/{itemId}"));

    private Operations() {}

    /** Every operation of all tables; unmodifiable. */
    public static List<Operation> all() {
        return Stream.of(
                        TABLE.all(),
                        AccessOperations.table(),
                        TenantOperations.table(),
                        DataOperations.table(),
                        WorkOperations.table())
                .flatMap(List::stream)
                .toList();
    }
}
