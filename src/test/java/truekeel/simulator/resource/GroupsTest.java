package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Json;

class GroupsTest {
    private static final String GROUPS = "/api/v1/groups";
    private static final String EVERYONE = "000000000000000000000001";
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        town.bot
                .get(GROUPS + query)
                .json()
                .path("data")
                .forEach(group -> names.add(group.path("name").asText()));
        return names;
    }

    @Test
    void neverMixesSystemGroupsWithTheOthers() {
        // given
        town.id(GROUPS, "{'name':'Finance'}");

        // when
        List<String> plain = names("");
        List<String> system = names("?systemGroups=true");
        Answer both = town.bot.get(GROUPS + "?systemGroups=true&limit=5");

        // then
        assertThat(plain).containsExactly("Finance");
        assertThat(system).containsExactly("com.qlik.Everyone");
        assertThat(both.status()).isEqualTo(400);
    }

    @Test
    void keepsNamesUniqueByCaseAndProvider() {
        // given
        town.id(GROUPS, "{'name':'Finance'}");

        // when
        Answer same = town.bot.post(GROUPS, "{'name':'Finance','providerType':'idp'}");
        Answer custom = town.bot.post(GROUPS, "{'name':'Finance','providerType':'custom'}");
        Answer otherCase = town.bot.post(GROUPS, "{'name':'finance'}");

        // then
        assertThat(same.status()).isEqualTo(409);
        assertThat(same.json().at("/errors/0/status").asInt()).isEqualTo(409);
        assertThat(custom.status()).isEqualTo(201);
        assertThat(otherCase.status()).isEqualTo(201);
    }

    @Test
    void filtersWithoutRegardToCase() {
        // given
        town.id(GROUPS, "{'name':'Finance'}");
        town.id(GROUPS, "{'name':'finance'}");

        // when
        List<String> found = names("?filter=name%20eq%20%22FINANCE%22");

        // then
        assertThat(found).containsExactlyInAnyOrder("Finance", "finance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assignedRoles", "assignedRoles"})
    void takesThePatchPathWithAndWithoutASlash(String path) {
        // given
        String group = GROUPS + "/" + town.id(GROUPS, "{'name':'Finance'}");

        // when
        Answer answer = town.bot.replace(group, path, "[{'name':'Steward'}]");

        // then
        assertThat(answer.status()).isEqualTo(204);
        JsonNode role = town.bot.get(group).json().at("/assignedRoles/0");
        assertThat(role.path("name").asText()).isEqualTo("Steward");
        assertThat(role.path("type").asText()).isEqualTo("default");
    }

    @Test
    void changesNameAndDescriptionOfCustomGroupsOnly() {
        // given
        String idp = GROUPS + "/" + town.id(GROUPS, "{'name':'Finance'}");
        String custom = GROUPS + "/" + town.id(GROUPS, "{'name':'Stewards','providerType':'custom'}");

        // when
        Answer refused = town.bot.replace(idp, "/name", "'Other'");
        Answer taken = town.bot.replace(custom, "/name", "'Others'");
        Answer status = town.bot.replace(custom, "/status", "'disabled'");

        // then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(taken.status()).isEqualTo(204);
        assertThat(status.status()).isEqualTo(400);
        assertThat(town.bot.get(custom).json().path("name").asText()).isEqualTo("Others");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'x','assignedRoles':[{'name':'steward'}]}",
                "{'name':'x','assignedRoles':[{'name':'UserDefault'}]}",
                "{'name':'x','assignedRoles':['Steward']}",
                "{'name':'x','providerType':'saml'}",
                "{'name':'x','status':'disabled'}",
                "{'description':'no name'}"
            })
    void refusesABodyThatIsWrong(String body) {
        // when
        Answer answer = town.bot.post(GROUPS, body);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/source/pointer").asText()).isNotEmpty();
    }

    @Test
    void refusesANameOfMoreThan256Characters() {
        // when
        Answer answer = town.bot.post(GROUPS, "{'name':'" + "n".repeat(257) + "'}");

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void keepsACustomGroupThatHasMembers() {
        // given
        String id = town.id(GROUPS, "{'name':'Stewards','providerType':'custom'}");
        String user = "/api/v1/users/" + town.user("jane");
        town.bot.patch(user, "[{'op':'add','path':'/assignedGroups/-','value':'" + id + "'}]");

        // when
        Answer full = town.bot.delete(GROUPS + "/" + id);
        town.bot.patch(user, "[{'op':'remove-value','path':'/assignedGroups','value':'" + id + "'}]");
        Answer empty = town.bot.delete(GROUPS + "/" + id);

        // then
        assertThat(full.status()).isEqualTo(403);
        assertThat(empty.status()).isEqualTo(204);
        assertThat(town.bot.delete(GROUPS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void setsTheRolesOfEveryoneThroughTheSettings() {
        // when
        Answer answer = town.bot.patch(
                GROUPS + "/settings",
                "[{'op':'replace','path':'/autoCreateGroups','value':true},"
                        + "{'op':'replace','path':'/systemGroups/" + EVERYONE
                        + "/assignedRoles','value':[{'name':'SharedSpaceCreator'}]}]");

        // then
        JsonNode settings = town.bot.get(GROUPS + "/settings").json();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(settings.path("autoCreateGroups").asBoolean()).isTrue();
        assertThat(settings.at("/systemGroups/" + EVERYONE + "/assignedRoles/0/name")
                        .asText())
                .isEqualTo("SharedSpaceCreator");
    }

    @Test
    void makesTheGroupsOfALoginOnlyWhenItMay() {
        // given
        String tokens = "/__sim/tenants/" + Town.ACME + "/tokens";
        town.bot.post(tokens, "{'subject':'jane','groups':['Early']}");
        List<String> before = names("");

        // when
        town.bot.patch(GROUPS + "/settings", "[{'op':'replace','path':'/autoCreateGroups','value':true}]");
        town.bot.post(tokens, "{'subject':'jane','groups':['Late']}");

        // then
        assertThat(before).isEmpty();
        assertThat(names("")).containsExactly("Late");
        JsonNode jane = town.bot.get("/api/v1/users/" + town.user("jane")).json();
        assertThat(jane.at("/assignedGroups/0/name").asText()).isEqualTo("Late");
    }

    @Test
    void givesARoleThroughAGroup() {
        // given
        String tokens = "/__sim/tenants/" + Town.ACME + "/tokens";
        town.id(GROUPS, "{'name':'Admins','assignedRoles':[{'name':'TenantAdmin'}]}");
        Answer before = town.jane.post(GROUPS, "{'name':'Mine'}");

        // when
        town.bot.post(tokens, "{'subject':'jane','groups':['Admins']}");

        // then
        assertThat(before.status()).isEqualTo(403);
        assertThat(town.jane.post(GROUPS, "{'name':'Mine'}").status()).isEqualTo(201);
    }

    @Test
    void findsByAFilterInTheBodyButNotMoreThanAHundredIds() {
        // given
        String id = town.id(GROUPS, "{'name':'Finance'}");
        String many = String.join(" or ", java.util.Collections.nCopies(101, "id eq \\\"" + id + "\\\""));

        // when
        Answer one = town.bot.post(GROUPS + "/actions/filter", Json.object().put("filter", "id eq \"" + id + "\""));
        Answer tooMany = town.bot.post(GROUPS + "/actions/filter", "{'filter':'" + many + "'}");

        // then
        assertThat(one.json().path("data")).hasSize(1);
        assertThat(tooMany.status()).isEqualTo(400);
    }
}
