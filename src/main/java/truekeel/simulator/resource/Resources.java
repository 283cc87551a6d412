package truekeel.simulator.resource;

import java.util.ArrayList;
import java.util.List;
import truekeel.simulator.Resource;

/** The explicit lists of simulated resources, one line each. Order matters only for seeding. */
public final class Resources {
    private Resources() {}

    /** New instances; a simulator keeps its own. */
    public static List<Resource> all() {
        List<Resource> all = new ArrayList<>();
        all.addAll(access());
        all.addAll(content());
        all.addAll(work());
        all.addAll(settings());
        return all;
    }

    /** Who is there and who may do what. */
    private static List<Resource> access() {
        List<Resource> all = new ArrayList<>();
        all.add(new Tenants());
        all.add(new Roles());
        all.add(new Groups());
        all.add(new Users());
        all.add(new Licenses());
        all.add(new AuditEvents());
        all.add(new OrganisationTenants());
        all.add(new Retired());
        return all;
    }

    /** What people make and look at. */
    private static List<Resource> content() {
        List<Resource> all = new ArrayList<>();
        all.add(new Spaces());
        all.add(new Assignments());
        all.add(new Shares());
        all.add(new DataSources());
        all.add(new DataConnections());
        all.add(new DataCredentials());
        all.add(new DataFiles());
        all.add(new Apps());
        all.add(new AppPublishing());
        all.add(new AppScripts());
        all.add(new AppMedia());
        all.add(new AppObjects());
        all.add(new Items());
        all.add(new Collections());
        all.add(new TempContents());
        all.add(new Uploads());
        all.add(new Extensions());
        all.add(new Themes());
        all.add(new Brands());
        return all;
    }

    /** What runs by itself, or tells people something. */
    private static List<Resource> work() {
        List<Resource> all = new ArrayList<>();
        all.add(new Reloads());
        all.add(new ScheduledTasks());
        all.add(new Automations());
        all.add(new AutomationConnections());
        all.add(new ReportTemplates());
        all.add(new SharingSettings());
        all.add(new SharingTasks());
        all.add(new Conditions());
        all.add(new DataAlerts());
        all.add(new Glossaries());
        all.add(new GlossaryCategories());
        all.add(new GlossaryTerms());
        return all;
    }

    /** How the tenant is set up. */
    private static List<Resource> settings() {
        List<Resource> all = new ArrayList<>();
        all.add(new WebIntegrations());
        all.add(new CspOrigins());
        all.add(new AuthSettings());
        all.add(new ApiKeyConfigs());
        all.add(new Banners());
        all.add(new PinnedLinks());
        all.add(new EmailConfigs());
        all.add(new Webhooks());
        all.add(new OAuthClients());
        all.add(new IpPolicies());
        all.add(new IdentityProviders());
        all.add(new CsrfTokens());
        all.add(new ApiKeys());
        return all;
    }
}
