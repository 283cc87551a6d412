package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.contract.Contract;
import truekeel.model.Desired;
import truekeel.qlik.Operation;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportRequest;
import truekeel.report.RunReport;
import truekeel.simulator.RequestLog;

/** What becomes of invitations as time passes. */
class InvitationsTest {
    private static final Duration LONG = Duration.ofDays(31);
    private static final Contract CONTRACT = Contract.of("users");

    @TempDir
    Path folder;

    private List<Desired> invited(String more) {
        return Lockouts.desired(folder, Lockouts.kind("User", "kim", "email: Kim@acme.example" + more));
    }

    private static JsonNode kim(LawWorld world) {
        return world.state().at("/tables/users/1");
    }

    @Test
    void areRenewedOnceWhenTheyHaveExpired() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            List<Desired> desired = invited(", status: invited");
            List<String> misfits = new ArrayList<>();
            LawDaemon daemon = world.daemon(watched(world.wire(), misfits));
            daemon.run(desired);
            world.advance(LONG);
            long before = world.lastRequest();

            // when
            RunReport renewed = daemon.run(desired);
            List<RequestLog.Entry> sent = world.writesSince(before);
            RunReport quiet = daemon.run(desired);

            // then
            assertThat(sent).singleElement().satisfies(write -> assertThat(write.method())
                    .isEqualTo("PATCH"));
            assertThat(renewed.standing().isInSync()).isTrue();
            assertThat(kim(world).path("inviteExpiry").asLong())
                    .isGreaterThan(world.simulator().clock().instant().getEpochSecond());
            assertThat(quiet.outcomes()).isEmpty();
            assertThat(misfits).isEmpty();
        }
    }

    /** A wire that holds patches against Qlik's contract. */
    private static Transport watched(Transport wire, List<String> misfits) {
        return request -> {
            if (request.method() == Operation.Method.PATCH) {
                misfits.addAll(CONTRACT.request("PATCH", request.target(), content(request)));
            }
            return wire.exchange(request);
        };
    }

    private static Contract.Content content(TransportRequest request) {
        try (InputStream in = request.body().orElseThrow().open()) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Contract.Content(Map.of("content-type", "application/json"), body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void areAsGoodOnceAccepted() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            List<Desired> desired = invited(", status: invited");
            world.daemon().run(desired);
            world.simulator().token(GoldenCase.HOST, kim(world).path("subject").asText());
            world.advance(LONG);

            // when
            RunReport report = world.daemon().run(desired);

            // then
            assertThat(kim(world).path("status").asText()).isEqualTo("active");
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(report.outcomes()).isEmpty();
        }
    }

    @Test
    void areLeftAloneWhereTheStatusIsNotManaged() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            List<Desired> desired = invited("");
            world.daemon().run(desired);
            world.advance(LONG);
            long before = world.lastRequest();

            // when
            RunReport report = world.daemon().run(desired);

            // then
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(world.writesSince(before)).isEmpty();
        }
    }
}
