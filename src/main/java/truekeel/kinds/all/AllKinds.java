package truekeel.kinds.all;

import java.util.List;
import java.util.Optional;
import truekeel.kinds.Kind;
import truekeel.kinds.apikeysettings.ApiKeySettingsKind;
import truekeel.kinds.app.AppKind;
import truekeel.kinds.authsettings.AuthSettingsKind;
import truekeel.kinds.automation.AutomationKind;
import truekeel.kinds.banner.BannerKind;
import truekeel.kinds.brand.BrandKind;
import truekeel.kinds.collection.CollectionKind;
import truekeel.kinds.csporigin.CspOriginKind;
import truekeel.kinds.dataalert.DataAlertKind;
import truekeel.kinds.dataconnection.DataConnectionKind;
import truekeel.kinds.datafile.DataFileKind;
import truekeel.kinds.emailtransport.EmailTransportKind;
import truekeel.kinds.extension.ExtensionKind;
import truekeel.kinds.glossary.GlossaryKind;
import truekeel.kinds.group.GroupKind;
import truekeel.kinds.groupsettings.GroupSettingsKind;
import truekeel.kinds.identityprovider.IdentityProviderKind;
import truekeel.kinds.ippolicy.IpPolicyKind;
import truekeel.kinds.licenseassignment.LicenseAssignmentKind;
import truekeel.kinds.licensesettings.LicenseSettingsKind;
import truekeel.kinds.oauthclient.OAuthClientKind;
import truekeel.kinds.reporttemplate.ReportTemplateKind;
import truekeel.kinds.role.RoleKind;
import truekeel.kinds.sharingtask.SharingTaskKind;
import truekeel.kinds.space.SpaceKind;
import truekeel.kinds.stagedapprule.StagedAppRuleKind;
import truekeel.kinds.task.TaskKind;
import truekeel.kinds.tenant.TenantKind;
import truekeel.kinds.theme.ThemeKind;
import truekeel.kinds.uiconfig.UiConfigKind;
import truekeel.kinds.user.UserKind;
import truekeel.kinds.webhook.WebhookKind;
import truekeel.kinds.webintegration.WebIntegrationKind;

/** Every kind that lives in tenants. */
public final class AllKinds {
    private AllKinds() {}

    /** As {@link #list(Optional)}, without that scope. */
    public static List<Kind> list() {
        return list(Optional.empty());
    }

    /**
     * In the order in which objects are made: what is referred to comes first.
     *
     * @param publicLinkScope the id of the scope behind <i>Public link creation</i>, which Qlik does not publish
     */
    public static List<Kind> list(Optional<String> publicLinkScope) {
        return List.of(
                new TenantKind(),
                new RoleKind(),
                new GroupSettingsKind(),
                new GroupKind(),
                new UserKind(),
                new LicenseSettingsKind(),
                new LicenseAssignmentKind(),
                new IdentityProviderKind(),
                new SpaceKind(),
                new WebIntegrationKind(),
                new CspOriginKind(),
                new ExtensionKind(),
                new ThemeKind(),
                new BrandKind(),
                new DataConnectionKind(),
                new DataFileKind(),
                new AppKind(publicLinkScope),
                new ReportTemplateKind(),
                new StagedAppRuleKind(),
                new CollectionKind(),
                new SharingTaskKind(),
                new DataAlertKind(),
                new GlossaryKind(),
                new AuthSettingsKind(),
                new ApiKeySettingsKind(),
                new BannerKind(),
                new UiConfigKind(),
                new EmailTransportKind(),
                new WebhookKind(),
                new TaskKind(),
                new AutomationKind(),
                new OAuthClientKind(),
                new IpPolicyKind());
    }
}
