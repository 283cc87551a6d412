package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.TenantSpec;

class IpPoliciesTest {
    private static final String PATH = "/api/core/ip-policies";

    private final World world = new World(TenantSpec.of(World.HOST).withOption("callerAddress", "\"203.0.113.7\""));

    @AfterEach
    void close() {
        world.close();
    }

    private Answer policy(String addresses, boolean enabled) {
        return world.bot.post(PATH, "{'name':'offices','allowedIps':[" + addresses + "],'enabled':" + enabled + "}");
    }

    private static Driver from(Driver caller, String address) {
        return caller.with("x-forwarded-for", address);
    }

    @Test
    void shutsEverybodyElseOutWithTheFirstEnabledPolicy() {
        // given
        Driver stranger = from(world.jane, "198.51.100.7");
        int before = stranger.get("/api/v1/users/me").status();

        // when
        Answer answer = policy("'203.0.113.0/24'", true);

        // then
        assertThat(before).isEqualTo(301);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(stranger.get("/api/v1/users/me").status()).isEqualTo(403);
        assertThat(from(Driver.anonymous(world.simulator, World.HOST), "198.51.100.7")
                        .post("/oauth/token", Driver.credentials("sim-client", "sim-secret"))
                        .status())
                .isEqualTo(403);
        assertThat(world.bot.get(PATH).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, true",
        "203.0.113.255, true",
        "203.0.114.0, false",
        "192.0.2.9, true",
        "192.0.2.10, false",
        "2001:db8::1, false",
        "'192.0.2.9, 10.0.0.1', true"
    })
    void letsInWhomAnyEnabledPolicyHolds(String address, boolean admitted) {
        // given
        policy("'203.0.113.0/24'", true);
        policy("'192.0.2.9'", true);
        policy("'0.0.0.0/0'", false);

        // when
        int status = from(world.bot, address).get(PATH).status();

        // then
        assertThat(status).isEqualTo(admitted ? 200 : 403);
    }

    @Test
    void letsEverybodyInAgainWhenTheLastEnabledPolicyGoes() {
        // given
        String id = policy("'203.0.113.0/24'", true).json().path("id").asText();
        policy("'192.0.2.9'", false);

        // when
        Answer answer = world.bot.delete(PATH + "/" + id);

        // then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(from(world.bot, "198.51.100.7").get(PATH).status()).isEqualTo(200);
    }

    @Test
    void refusesToShutItsOwnCallerOut() {
        // given
        String id = policy("'203.0.113.7'", true).json().path("id").asText();
        policy("'192.0.2.9'", true);

        // when
        Answer narrowed = world.bot.replace(PATH + "/" + id, "/allowedIps", "['192.0.2.1']");
        Answer disabled = world.bot.replace(PATH + "/" + id, "/enabled", "false");
        Answer deleted = world.bot.delete(PATH + "/" + id);

        // then
        assertThat(narrowed.status()).isEqualTo(403);
        assertThat(disabled.status()).isEqualTo(403);
        assertThat(deleted.status()).isEqualTo(403);
        assertThat(world.bot.get(PATH).json().path("data")).hasSize(2);
    }

    @Test
    void shutsItsOwnCallerOutWhereTheTenantIsSetSo() {
        // given
        world.tenant.options().set("ipLockouts", BooleanNode.TRUE);

        // when
        Answer answer = policy("'192.0.2.9'", true);

        // then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(world.bot.get(PATH).status()).isEqualTo(403);
        assertThat(from(world.bot, "192.0.2.9").get(PATH).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'1.2.3'", "'1.2.3.4/33'", "'::1'", "'1.2.3.256'", "'a'", "7"})
    void takesOnlyAddressesAndRangesOfIpv4(String addresses) {
        assertThat(policy(addresses, false).status()).isEqualTo(400);
    }

    @Test
    void takesANameTwiceAndEnablesWhatDoesNotSay() {
        // given
        world.bot.post(PATH, "{'name':'offices','allowedIps':['203.0.113.7']}");

        // when
        Answer second = world.bot.post(PATH, "{'name':'offices','allowedIps':['203.0.113.8']}");

        // then
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().path("enabled").asBoolean()).isTrue();
    }
}
