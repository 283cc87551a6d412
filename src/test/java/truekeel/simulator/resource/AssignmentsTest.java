package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Json;

class AssignmentsTest {
    private final World world = new World();
    private final String space = world.space(world.bot, "Finance", "managed");
    private final String path = "/api/v1/spaces/" + space + "/assignments";

    @AfterEach
    void close() {
        world.close();
    }

    private Answer assign(String type, String assignee, String roles) {
        return world.bot.post(path, "{'type':'" + type + "','assigneeId':'" + assignee + "','roles':" + roles + "}");
    }

    @Test
    void refusesASecondAssignmentOfOneAssignee() {
        // given
        assign("user", world.id("jane"), "['consumer']");

        // when
        Answer again = assign("user", world.id("jane"), "['publisher']");

        // then
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("code").asText()).isEqualTo("AssignmentConflict");
    }

    @ParameterizedTest
    @CsvSource({
        "shared,publisher",
        "shared,operator",
        "shared,contributor",
        "managed,producer",
        "managed,codeveloper",
        "managed,datapreview",
        "data,contributor",
        "data,codeveloper",
        "data,wizard"
    })
    void refusesARoleThatTheTypeOfSpaceDoesNotHave(String type, String role) {
        // given
        String other = world.space(world.bot, "Other", type);

        // when
        Answer answer = world.bot.post(
                "/api/v1/spaces/" + other + "/assignments",
                "{'type':'user','assigneeId':'" + world.id("jane") + "','roles':['" + role + "']}");

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/source/pointer").asText()).isEqualTo("/roles");
    }

    @Test
    void refusesAnUnknownAssigneeTheOwnerAndNoRoles() {
        // when
        Answer unknown = assign("user", "nobody", "['consumer']");
        Answer owner = assign("user", world.botId(), "['consumer']");
        Answer none = assign("user", world.id("jane"), "[]");
        Answer type = assign("team", world.id("jane"), "['consumer']");

        // then
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(owner.status()).isEqualTo(400);
        assertThat(none.status()).isEqualTo(400);
        assertThat(type.status()).isEqualTo(400);
    }

    @Test
    void replacesTheWholeListOfRoles() {
        // given
        String id = World.idOf(assign("user", world.id("jane"), "['consumer','publisher']"), 201);

        // when
        Answer answer = world.bot.put(path + "/" + id, "{'roles':['facilitator']}");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Json.texts(answer.json().path("roles"))).containsExactly("facilitator");
        assertThat(world.bot.put(path + "/" + id, "{'roles':['producer']}").status())
                .isEqualTo(400);
        assertThat(world.bot.put(path + "/" + id, "{}").status()).isEqualTo(400);
    }

    @Test
    void listsTenByTenWithoutTheOwner() {
        // given
        for (int i = 0; i < 11; i++) {
            String user = "user-" + i;
            world.tenant.table("users").put(user, Json.object().put("id", user).put("status", "active"));
            assign("user", user, "['consumer']");
        }
        world.bot.replace("/api/v1/spaces/" + space, "/ownerId", "'user-3'");

        // when
        JsonNode list = world.bot.get(path).json();

        // then
        assertThat(list.path("data")).hasSize(10);
        assertThat(list.at("/meta/count").asInt()).isEqualTo(10);
        assertThat(list.path("data"))
                .extracting(row -> row.path("assigneeId").asText())
                .doesNotContain("user-3");
    }

    @Test
    void showsMembersOnlyToThoseWhoManageTheSpace() {
        // given
        assign("user", world.id("jane"), "['publisher']");
        assign("user", world.id("john"), "['facilitator']");

        // when
        Answer publisher = world.jane.get(path);
        Answer facilitator = world.john.get(path + "?type=user&assigneeId=" + world.id("jane"));

        // then
        assertThat(publisher.status()).isEqualTo(403);
        assertThat(facilitator.json().path("data")).hasSize(1);
    }

    @Test
    void takesGroupsAndBots() {
        // given
        world.tenant.table("groups").put("g1", Json.object().put("id", "g1"));

        // when
        Answer group = assign("group", "g1", "['consumer']");
        Answer bot = assign("bot", world.id("jane"), "['consumer']");

        // then
        assertThat(group.status()).isEqualTo(201);
        assertThat(bot.status()).isEqualTo(201);
        assertThat(assign("group", "g2", "['consumer']").status()).isEqualTo(404);
    }

    @Test
    void deletes() {
        // given
        String id = World.idOf(assign("user", world.id("jane"), "['consumer']"), 201);

        // when
        Answer answer = world.bot.delete(path + "/" + id);

        // then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(world.bot.delete(path + "/" + id).status()).isEqualTo(404);
    }
}
