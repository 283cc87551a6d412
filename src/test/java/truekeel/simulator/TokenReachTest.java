package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tenant-level client writes only where its scopes reach, though its user is a tenant admin. */
class TokenReachTest {
    private static final String ACME = "acme.us.qlikcloud.com";

    private static int status(String scope, String method, String path, String body) {
        Simulator simulator = new Simulator(SimulatorOptions.frozen(Instant.parse("2026-11-22T10:00:00Z"))
                .withCredential(ClientCredential.tenant("t", "s", ACME, Set.of(scope))));
        simulator.createTenant(TenantSpec.of(ACME));
        return Driver.anonymous(simulator, ACME)
                .login("t", "s")
                .send(method, path, "application/json", Payload.of(body.replace('\'', '"')))
                .status();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "POST;  /api/v1/spaces;             {'name':'S','type':'shared'};          admin.spaces",
                "POST;  /api/v1/users;              {'subject':'s|1','name':'n'};          admin.users",
                "POST;  /api/core/ip-policies;      {'name':'n','allowedIpRanges':[]};     admin.ip-policies",
                "PATCH; /api/core/auth-settings;    [];                                    admin.auth-settings",
                "POST;  /api/v1/webhooks;           {'name':'n'};                          admin.webhooks",
                "POST;  /api/v1/roles;              {'name':'r'};                          admin_classic",
                "POST;  /api/v1/groups;             {'name':'g','providerType':'custom'};  admin_classic",
                "PATCH; /api/v1/groups/settings;    [];                                    admin_classic",
                "POST;  /api/v1/csp-origins;        {'origin':'https://a.example'};        admin_classic",
                "POST;  /api/v1/web-integrations;   {'name':'w','validOrigins':[]};        admin_classic",
                "POST;  /api/v1/identity-providers; {'protocol':'jwtAuth'};                admin_classic",
                "PUT;   /api/v1/licenses/settings;  {'autoAssignProfessional':false};      admin_classic",
                "PATCH; /api/v1/tenants/x;          [];                                    admin_classic",
                "POST;  /api/v1/apps;               {'attributes':{'name':'a'}};           apps",
                "POST;  /api/v1/extensions;         {};                                    admin.extensions",
                "POST;  /api/v1/themes;             {};                                    admin.themes"
            })
    void reachesWhatItsScopesName(String method, String path, String body, String scope) {
        assertThat(status("admin.knowledgebases", method, path, body)).isEqualTo(403);
        assertThat(status(scope, method, path, body)).isNotIn(401, 403);
    }
}
