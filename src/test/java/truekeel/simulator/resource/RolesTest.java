package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;

class RolesTest {
    private static final String ROLES = "/api/v1/roles";
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void hasTheDefaultRolesAndAnotherUserDefaultInEachTenant() {
        // given
        Driver beta = Driver.bot(town.simulator, Town.BETA);
        String query = ROLES + "?filter=name%20eq%20%22UserDefault%22";

        // when
        JsonNode here = town.bot.get(query).json().at("/data/0");
        JsonNode there = beta.get(query).json().at("/data/0");

        // then
        assertThat(here.path("type").asText()).isEqualTo("default");
        assertThat(here.path("canEdit").asBoolean()).isTrue();
        assertThat(here.path("canDelete").asBoolean()).isFalse();
        assertThat(there.path("id").asText()).isNotEqualTo(here.path("id").asText());
    }

    @Test
    void makesACustomRoleWithTheLevelOfItsScopes() {
        // when
        Answer made = town.bot.post(ROLES, "{'name':'Finance','assignedScopes':['apps','admin.spaces']}");

        // then
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("level").asText()).isEqualTo("admin");
        assertThat(made.json().path("description").asText("absent")).isEmpty();
        assertThat(town.bot
                        .get(ROLES + "/" + made.json().path("id").asText())
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Finance");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'name':''}",
                "{'name':7}",
                "{'name':'TenantAdmin'}",
                "{'name':'x','assignedScopes':'apps'}",
                "{'name':'x','assignedScopes':['no.such.scope']}",
                "{'name':'x','assignedScopes':['admin_classic']}",
                "[]",
                "{'name':"
            })
    void refusesABodyThatIsWrong(String body) {
        // when
        Answer answer = town.bot.post(ROLES, body);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/code").asText()).startsWith("IDENTITIES-");
    }

    @Test
    void namesTheScopeItDoesNotKnow() {
        // when
        Answer answer = town.bot.post(ROLES, "{'name':'x','assignedScopes':['apps','nope']}");

        // then
        assertThat(answer.json().at("/errors/0/source/pointer").asText()).isEqualTo("/assignedScopes/1");
    }

    @Test
    void locksTheDefaultRolesButForTheScopesOfUserDefault() {
        // given
        String steward = ROLES + "/" + town.role("Steward");
        String everybody = ROLES + "/" + town.role("UserDefault");

        // when
        Answer locked = town.bot.replace(steward, "/assignedScopes", "['apps']");
        Answer open = town.bot.replace(everybody, "/assignedScopes", "['apps','sim.public-link:create']");
        Answer name = town.bot.replace(everybody, "/name", "'Other'");
        Answer admin = town.bot.replace(everybody, "/assignedScopes", "['admin.apps']");
        Answer deleted = town.bot.delete(everybody);

        // then
        assertThat(locked.status()).isEqualTo(403);
        assertThat(open.status()).isEqualTo(204);
        assertThat(name.status()).isEqualTo(403);
        assertThat(admin.status()).isEqualTo(400);
        assertThat(deleted.status()).isEqualTo(403);
        assertThat(Json.texts(town.bot.get(everybody).json().path("assignedScopes")))
                .containsExactly("apps", "sim.public-link:create");
    }

    @Test
    void takesThePublicLinkScopeTheTenantIsSetTo() {
        // given
        town.simulator.fleet().byHost(Town.ACME).orElseThrow().options().set("publicLinkScope", Json.parse("\"x.y\""));

        // when
        Answer made = town.bot.post(ROLES, "{'name':'Linker','assignedScopes':['x.y']}");
        Answer old = town.bot.post(ROLES, "{'name':'Linker2','assignedScopes':['sim.public-link:create']}");

        // then
        assertThat(made.status()).isEqualTo(201);
        assertThat(old.status()).isEqualTo(400);
    }

    @Test
    void addsAndRemovesSingleScopes() {
        // given
        String role = ROLES + "/" + town.id(ROLES, "{'name':'Finance','assignedScopes':['apps']}");

        // when
        Answer added = town.bot.patch(role, "[{'op':'add','path':'/assignedScopes/-','value':'notes'}]");
        Answer removed = town.bot.patch(role, "[{'op':'remove-value','path':'/assignedScopes','value':'apps'}]");

        // then
        assertThat(added.status()).isEqualTo(204);
        assertThat(removed.status()).isEqualTo(204);
        assertThat(Json.texts(town.bot.get(role).json().path("assignedScopes"))).containsExactly("notes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'op':'replace','path':'/level','value':'admin'}] | /0/path",
                "[{'op':'remove','path':'/description'}] | /0/op",
                "[{'op':'replace','path':'/name'}] | /0/value",
                "[{'op':'replace','path':'/name','value':'A'},{'op':'replace','path':'/x','value':1}] | /1/path",
                "[{'op':'replace','path':'/name','value':'Steward'}] | /0/value"
            })
    void refusesAPatchOutsideTheClosedListAsAWhole(String patch, String pointer) {
        // given
        String role = ROLES + "/" + town.id(ROLES, "{'name':'Finance'}");

        // when
        Answer answer = town.bot.patch(role, patch);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/source/pointer").asText()).isEqualTo(pointer);
        assertThat(town.bot.get(role).json().path("name").asText()).isEqualTo("Finance");
    }

    @Test
    void deletesARoleOnlyWhenNobodyHasIt() {
        // given
        String id = town.id(ROLES, "{'name':'Finance'}");
        String group = town.id("/api/v1/groups", "{'name':'G','assignedRoles':[{'name':'Finance'}]}");

        // when
        Answer used = town.bot.delete(ROLES + "/" + id);
        town.bot.delete("/api/v1/groups/" + group);
        Answer free = town.bot.delete(ROLES + "/" + id);

        // then
        assertThat(used.status()).isEqualTo(403);
        assertThat(free.status()).isEqualTo(204);
        assertThat(town.bot.get(ROLES + "/" + id).status()).isEqualTo(404);
        assertThat(town.bot.delete(ROLES + "/" + id).status()).isEqualTo(400);
    }

    @Test
    void letsOnlyAdminsWrite() {
        // given
        String role = ROLES + "/" + town.id(ROLES, "{'name':'Finance'}");

        // when
        Answer create = town.jane.post(ROLES, "{'name':'Mine'}");
        Answer patch = town.jane.replace(role, "/name", "'Mine'");
        Answer delete = town.jane.delete(role);

        // then
        assertThat(create.status()).isEqualTo(403);
        assertThat(patch.status()).isEqualTo(403);
        assertThat(delete.status()).isEqualTo(403);
        assertThat(town.jane.get(role).status()).isEqualTo(200);
    }

    @Test
    void pagesTwentyAtATime() {
        // given
        for (int i = 0; i < 10; i++) {
            town.id(ROLES, "{'name':'Role " + i + "'}");
        }

        // when
        JsonNode first = town.bot.get(ROLES + "?totalResults=true").json();
        JsonNode second = town.bot.follow(first.at("/links/next/href").asText()).json();

        // then
        assertThat(first.path("data")).hasSize(20);
        assertThat(first.path("totalResults").asInt())
                .isEqualTo(first.path("data").size() + second.path("data").size());
        assertThat(second.path("links").has("next")).isFalse();
    }
}
