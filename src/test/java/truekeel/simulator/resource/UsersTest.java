package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;

class UsersTest {
    private static final String USERS = "/api/v1/users";
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void redirectsToTheCallersOwnRecord() {
        // when
        Answer me = town.jane.get(USERS + "/me");

        // then
        assertThat(me.status()).isEqualTo(301);
        assertThat(town.jane
                        .follow(me.header("location").orElseThrow())
                        .json()
                        .path("subject")
                        .asText())
                .isEqualTo("jane");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invited", "active"})
    void makesAUserInEitherStatus(String status) {
        // when
        Answer made = town.bot.post(
                USERS,
                "{'subject':'auth0|x','email':'x@acme.example','status':'" + status
                        + "','assignedRoles':[{'name':'Steward'}]}");

        // then
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("status").asText()).isEqualTo(status);
        assertThat(made.json().at("/assignedRoles/0/level").asText()).isEqualTo("user");
    }

    @Test
    void refusesASubjectOrAnEmailThatIsInUse() {
        // given
        town.id(USERS, "{'subject':'a','email':'a@acme.example'}");

        // when
        Answer subject = town.bot.post(USERS, "{'subject':'a'}");
        Answer email = town.bot.post(USERS, "{'subject':'b','email':'A@acme.example'}");

        // then
        assertThat(subject.status()).isEqualTo(409);
        assertThat(email.status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'subject':''}",
                "{'subject':'x','status':'disabled'}",
                "{'subject':'x','status':'invited'}",
                "{'subject':'x','tenantId':'other'}",
                "{'subject':'x','assignedRoles':[{'name':'Developer'}]}"
            })
    void refusesABodyThatIsWrong(String body) {
        // when
        Answer answer = town.bot.post(USERS, body);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/source/pointer").asText()).isNotEmpty();
    }

    @Test
    void refusesABodyOfMoreThan500Kilobytes() {
        // when
        Answer answer = town.bot.post(USERS, "{'subject':'" + "x".repeat(500_001) + "'}");

        // then
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void findsUsersByFilterAndCountsThem() {
        // given
        town.id(USERS, "{'subject':'a','email':'a@acme.example','assignedRoles':[{'name':'Steward'}]}");

        // when
        JsonNode byRole = town.bot
                .get(USERS + "?filter=assignedRoles.name%20eq%20%22Steward%22&totalResults=true&fields=id,subject")
                .json();
        JsonNode count = town.bot.get(USERS + "/actions/count").json();

        // then
        assertThat(byRole.path("totalResults").asInt()).isEqualTo(1);
        assertThat(byRole.at("/data/0/subject").asText()).isEqualTo("a");
        assertThat(byRole.at("/data/0").has("links")).isFalse();
        assertThat(count.path("total").asInt()).isEqualTo(3);
    }

    @Test
    void refusesAFilterOnAnotherAttribute() {
        // when
        Answer answer = town.bot.get(USERS + "?filter=picture%20eq%20%22x%22");

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/code").asText()).startsWith("REP-");
    }

    @Test
    void changesMembershipOfCustomGroupsOnly() {
        // given
        String idp = town.id("/api/v1/groups", "{'name':'Finance'}");
        String custom = town.id("/api/v1/groups", "{'name':'Stewards','providerType':'custom'}");
        String jane = USERS + "/" + town.user("jane");

        // when
        Answer toIdp = town.bot.patch(jane, add("'" + idp + "'"));
        Answer toCustom = town.bot.patch(jane, add("{'name':'Stewards','providerType':'custom'}"));
        Answer again = town.bot.patch(jane, add("'" + custom + "'"));

        // then
        assertThat(toIdp.status()).isEqualTo(400);
        assertThat(toCustom.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(400);
        assertThat(town.bot.get(jane).json().at("/assignedGroups/0/id").asText())
                .isEqualTo(custom);
    }

    private static String add(String value) {
        return "[{'op':'add','path':'/assignedGroups/-','value':" + value + "}]";
    }

    @Test
    void refusesToReplaceGroupsWhileTheProviderGaveSome() {
        // given
        town.id("/api/v1/groups", "{'name':'Finance'}");
        town.bot.post("/__sim/tenants/" + Town.ACME + "/tokens", "{'subject':'jane','groups':['Finance']}");

        // when
        Answer answer = town.bot.replace(USERS + "/" + town.user("jane"), "/assignedGroups", "[]");

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'op':'replace','path':'/email','value':'x@y.z'}]",
                "[{'op':'replace','path':'/subject','value':'x'}]",
                "[{'op':'set','path':'/roles','value':[]}]",
                "[{'op':'replace','path':'/status','value':'deleted'}]",
                "[{'op':'renew','path':'/inviteExpiry'}]",
                "[{'op':'remove-value','path':'/assignedGroups','value':'000'}]",
                "[]",
                "{}"
            })
    void refusesAPatchOutsideTheClosedList(String patch) {
        // when
        Answer answer = town.bot.patch(USERS + "/" + town.user("jane"), patch);

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void letsPeopleChangeOnlyTheirOwnPreferences() {
        // given
        String jane = USERS + "/" + town.user("jane");

        // when
        Answer own = town.jane.replace(jane, "/preferredLocale", "'sv'");
        Answer name = town.jane.replace(jane, "/name", "'J'");
        Answer role = town.jane.replace(jane, "/assignedRoles", "[{'name':'TenantAdmin'}]");

        // then
        assertThat(own.status()).isEqualTo(204);
        assertThat(name.status()).isEqualTo(403);
        assertThat(role.status()).isEqualTo(403);
        assertThat(town.bot.get(jane).json().path("preferredLocale").asText()).isEqualTo("sv");
    }

    @Test
    void answersAnInvitationWithOneResultForEach() {
        // given
        town.id(USERS, "{'subject':'a','email':'active@acme.example'}");
        String disabled = town.id(USERS, "{'subject':'d','email':'disabled@acme.example'}");
        town.bot.replace(USERS + "/" + disabled, "/status", "'disabled'");
        town.id(USERS, "{'subject':'i','email':'invited@acme.example','status':'invited'}");

        // when
        Answer answer = town.bot.post(
                USERS + "/actions/invite",
                "{'invitees':[{'email':'new@acme.example','name':'New'},{'email':'active@acme.example'},"
                        + "{'email':'disabled@acme.example'},{'email':'invited@acme.example'},"
                        + "{'email':'invited@acme.example','resend':true},{'email':'nonsense'}]}");

        // then
        assertThat(answer.status()).isEqualTo(207);
        JsonNode data = answer.json().path("data");
        assertThat(data.at("/0/status").asText()).isEqualTo("ok");
        assertThat(data.at("/1/code").asText()).isEqualTo("1001");
        assertThat(data.at("/2/code").asText()).isEqualTo("1002");
        assertThat(data.at("/3/status").asText()).isEqualTo("exists");
        assertThat(data.at("/4/status").asText()).isEqualTo("ok");
        assertThat(data.at("/5/status").asText()).isEqualTo("error");
    }

    @Test
    void renewsAnInvitation() {
        // given
        String user = USERS + "/"
                + town.bot
                        .post(USERS + "/actions/invite", "{'invitees':[{'email':'new@acme.example'}]}")
                        .json()
                        .at("/data/0/userId")
                        .asText();
        long before = town.bot.get(user).json().path("inviteExpiry").asLong();
        town.simulator.clock().advance(java.time.Duration.ofDays(1).minusHours(20));

        // when
        Answer answer = town.bot.patch(user, "[{'op':'renew','path':'/inviteExpiry','value':true}]");

        // then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(town.bot.get(user).json().path("inviteExpiry").asLong()).isEqualTo(before + 4 * 3600);
    }

    @Test
    void forgetsADeletedUser() {
        // given
        String user = USERS + "/" + town.user("jane");

        // when
        Answer deleted = town.bot.delete(user);

        // then
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body().length()).isZero();
        assertThat(deleted.header("content-type")).isEmpty();
        assertThat(town.bot.get(user).status()).isEqualTo(404);
        assertThat(town.jane.get(USERS + "/me").status()).isEqualTo(401);
    }

    @Test
    void letsOnlyAdminsWrite() {
        // when
        Answer create = town.jane.post(USERS, "{'subject':'x'}");
        Answer delete = town.jane.delete(USERS + "/" + town.user("qlikbot\\sim-client"));

        // then
        assertThat(create.status()).isEqualTo(403);
        assertThat(delete.status()).isEqualTo(403);
        assertThat(create.json().at("/errors/0/status").asInt()).isEqualTo(403);
    }
}
