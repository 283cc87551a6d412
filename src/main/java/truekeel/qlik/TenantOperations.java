package truekeel.qlik;

import static truekeel.qlik.OperationTable.creates;
import static truekeel.qlik.OperationTable.lists;
import static truekeel.qlik.OperationTable.reads;
import static truekeel.qlik.OperationTable.writes;

import java.util.List;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.Operation.Style;

/** The part of the path table about tenants as such: their life, their settings, what happened in them. */
public final class TenantOperations {
    private static final OperationTable TABLE = new OperationTable();

    // Tenants; create, deactivate and reactivate go to the register host
    public static final Operation CREATE_TENANT = TABLE.add(creates("createTenant", "tenants", "/api/v1/tenants"));
    public static final Operation GET_MY_TENANT = TABLE.add(reads("getMyTenant", "tenants", "/api/v1/tenants/me"));
    public static final Operation GET_TENANT = TABLE.add(reads("getTenant", "tenants", "/api/v1/tenants/{tenantId}"));
    public static final Operation PATCH_TENANT =
            TABLE.add(writes("patchTenant", "tenants", Method.PATCH, "/api/v1/tenants/{tenantId}"));
    public static final Operation DEACTIVATE_TENANT = TABLE.add(
            writes("deactivateTenant", "tenants", Method.POST, "/api/v1/tenants/{tenantId}/actions/deactivate"));
    public static final Operation REACTIVATE_TENANT = TABLE.add(
            writes("reactivateTenant", "tenants", Method.POST, "/api/v1/tenants/{tenantId}/actions/reactivate"));
    public static final Operation GET_ORGANISATION_TENANTS =
            TABLE.add(lists("getOrganisationTenants", "core-tenants", "/api/core/tenants", Style.NEXT_LINK));

    // Audits
    public static final Operation GET_AUDITS = TABLE.add(
            lists("getAudits", "audits", "/api/v1/audits", Style.NEXT_LINK).special(1000));
    public static final Operation GET_ARCHIVED_AUDITS = TABLE.add(
            reads("getArchivedAudits", "audits", "/api/v1/audits/archive").special(1000));
    public static final Operation GET_AUDIT_SOURCES = TABLE.add(
            reads("getAuditSources", "audits", "/api/v1/audits/sources").special(1000));
    public static final Operation GET_AUDIT_TYPES =
            TABLE.add(reads("getAuditTypes", "audits", "/api/v1/audits/types").special(1000));
    public static final Operation GET_AUDIT =
            TABLE.add(reads("getAudit", "audits", "/api/v1/audits/{id}").special(1000));

    // Settings of the tenant
    public static final Operation GET_EMAIL_CONFIG =
            TABLE.add(reads("getEmailConfig", "transports", "/api/v1/transports/email-config"));
    public static final Operation UPDATE_EMAIL_CONFIG =
            TABLE.add(writes("updateEmailConfig", "transports", Method.PUT, "/api/v1/transports/email-config"));
    public static final Operation GET_IP_POLICIES =
            TABLE.add(lists("getIpPolicies", "core-ip-policies", "/api/core/ip-policies", Style.PAGE));
    public static final Operation CREATE_IP_POLICY =
            TABLE.add(creates("createIpPolicy", "core-ip-policies", "/api/core/ip-policies"));
    public static final Operation DELETE_IP_POLICY =
            TABLE.add(writes("deleteIpPolicy", "core-ip-policies", Method.DELETE, "/api/core/ip-policies/{id}"));
    public static final Operation GET_IP_POLICY =
            TABLE.add(reads("getIpPolicy", "core-ip-policies", "/api/core/ip-policies/{id}"));
    public static final Operation PATCH_IP_POLICY =
            TABLE.add(writes("patchIpPolicy", "core-ip-policies", Method.PATCH, "/api/core/ip-policies/{id}"));
    public static final Operation GET_BANNERS = TABLE.add(reads("getBanners", "banners", "/api/v1/banners"));
    public static final Operation UPSERT_BANNERS =
            TABLE.add(writes("upsertBanners", "banners", Method.POST, "/api/v1/banners/actions/upsert"));
    public static final Operation GET_AUTH_SETTINGS =
            TABLE.add(reads("getAuthSettings", "core-auth-settings", "/api/core/auth-settings"));
    public static final Operation PATCH_AUTH_SETTINGS =
            TABLE.add(writes("patchAuthSettings", "core-auth-settings", Method.PATCH, "/api/core/auth-settings"));
    public static final Operation GET_API_KEYS_CONFIG =
            TABLE.add(reads("getApiKeysConfig", "api-keys", "/api/v1/api-keys/configs/{tenantId}"));
    public static final Operation PATCH_API_KEYS_CONFIG =
            TABLE.add(writes("patchApiKeysConfig", "api-keys", Method.PATCH, "/api/v1/api-keys/configs/{tenantId}"));
    public static final Operation GET_PINNED_LINKS =
            TABLE.add(reads("getUiConfigPinnedLinks", "ui-config", "/api/v1/ui-config/pinned-links"));
    public static final Operation CREATE_PINNED_LINK =
            TABLE.add(creates("createUiConfigPinnedLink", "ui-config", "/api/v1/ui-config/pinned-links"));
    public static final Operation CREATE_PINNED_LINKS = TABLE.add(creates(
            "createUiConfigPinnedLinks",
            "ui-config",
            "/api/v1/ui-config/pinned-links/actions/bulk-create-pinned-links"));
    public static final Operation DELETE_ALL_PINNED_LINKS = TABLE.add(writes(
            "deleteAllUiConfigPinnedLinks",
            "ui-config",
            Method.POST,
            "/api/v1/ui-config/pinned-links/actions/delete-all-pinned-links"));
    public static final Operation DELETE_PINNED_LINK = TABLE.add(
            writes("deleteUiConfigPinnedLink", "ui-config", Method.DELETE, "/api/v1/ui-config/pinned-links/{id}"));
    public static final Operation PATCH_PINNED_LINK = TABLE.add(
            writes("patchUiConfigPinnedLink", "ui-config", Method.PATCH, "/api/v1/ui-config/pinned-links/{id}"));

    // Webhooks; tenants that do not know the new path yet still have the older one
    public static final Operation GET_WEBHOOKS =
            TABLE.add(lists("getWebhooks", "webhooks", "/api/core/webhooks", Style.NEXT_LINK)
                    .formerly("/api/v1/webhooks"));
    public static final Operation CREATE_WEBHOOK =
            TABLE.add(creates("createWebhook", "webhooks", "/api/core/webhooks").formerly("/api/v1/webhooks"));
    public static final Operation DELETE_WEBHOOK =
            TABLE.add(writes("deleteWebhook", "webhooks", Method.DELETE, "/api/core/webhooks/{id}")
                    .formerly("/api/v1/webhooks/{id}"));
    public static final Operation GET_WEBHOOK =
            TABLE.add(reads("getWebhook", "webhooks", "/api/core/webhooks/{id}").formerly("/api/v1/webhooks/{id}"));
    public static final Operation PATCH_WEBHOOK =
            TABLE.add(writes("patchWebhook", "webhooks", Method.PATCH, "/api/core/webhooks/{id}")
                    .formerly("/api/v1/webhooks/{id}"));
    public static final Operation UPDATE_WEBHOOK =
            TABLE.add(writes("updateWebhook", "webhooks", Method.PUT, "/api/core/webhooks/{id}")
                    .formerly("/api/v1/webhooks/{id}"));

    // OAuth clients of the tenant
    public static final Operation GET_OAUTH_CLIENTS =
            TABLE.add(lists("getOAuthClients", "oauth-clients", "/api/v1/oauth-clients", Style.NEXT_LINK));
    public static final Operation CREATE_OAUTH_CLIENT =
            TABLE.add(creates("createOAuthClient", "oauth-clients", "/api/v1/oauth-clients"));
    public static final Operation DELETE_OAUTH_CLIENT =
            TABLE.add(writes("deleteOAuthClient", "oauth-clients", Method.DELETE, "/api/v1/oauth-clients/{id}"));
    public static final Operation GET_OAUTH_CLIENT =
            TABLE.add(reads("getOAuthClient", "oauth-clients", "/api/v1/oauth-clients/{id}"));
    public static final Operation PATCH_OAUTH_CLIENT =
            TABLE.add(writes("patchOAuthClient", "oauth-clients", Method.PATCH, "/api/v1/oauth-clients/{id}"));
    public static final Operation CREATE_OAUTH_CLIENT_SECRET =
            TABLE.add(creates("createOAuthClientSecret", "oauth-clients", "/api/v1/oauth-clients/{id}/client-secrets"));
    public static final Operation DELETE_OAUTH_CLIENT_SECRET = TABLE.add(writes(
            "deleteOAuthClientSecret",
            "oauth-clients",
            Method.DELETE,
            "/api/v1/oauth-clients/{id}/client-secrets/{hint}"));
    public static final Operation GET_OAUTH_CLIENT_CONNECTION_CONFIG = TABLE.add(reads(
            "getOAuthClientConnectionConfig", "oauth-clients", "/api/v1/oauth-clients/{id}/connection-configs/me"));
    public static final Operation PATCH_OAUTH_CLIENT_CONNECTION_CONFIG = TABLE.add(writes(
            "patchOAuthClientConnectionConfig",
            "oauth-clients",
            Method.PATCH,
            "/api/v1/oauth-clients/{id}/connection-configs/me"));

    private TenantOperations() {}

    static List<Operation> table() {
        return TABLE.all();
    }
}
