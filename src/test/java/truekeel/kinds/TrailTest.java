package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.kinds.all.AllKinds;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.plan.DriftState;

class TrailTest {
    @ParameterizedTest
    @CsvSource({
        "Space, com.qlik.core.space.settings.updated, MODIFIED, /description, true",
        "Space, com.qlik.v1.space.settings.updated, MODIFIED, /description, true",
        "Space, com.qlik.core.space.settings.updated, MODIFIED, /members/0, false",
        "Space, com.qlik.core.space.assignment.deleted, MODIFIED, /members/0, true",
        "Space, com.qlik.core.space.assignment.created, MODIFIED, /description, false",
        "Space, com.qlik.core.space.assignment.deleted, MISSING, '', false",
        "Space, com.qlik.core.space.share.created, MODIFIED, /description, false",
        "Space, com.qlik.core.space.deleted, MISSING, '', true",
        "Space, com.qlik.core.space.created, MODIFIED, /members/0, true",
        "Space, com.qlik.core.space.created, UNMANAGED, '', true",
        "Space, com.qlik.core.space.created, MISSING, '', false",
        "Space, com.qlik.core.space.settings.updated, UNKNOWN, /description, false",
        "App, com.qlik.app.published, MODIFIED, /description, true",
        "App, com.qlik.app.exported, MODIFIED, /description, false",
        "App, com.qlik.app.softdeleted, MISSING, '', true",
        "App, com.qlik.v1.app.reload.finished, MODIFIED, /description, false",
        "Role, com.qlik.core.role.updated, MODIFIED, /assignedScopes, true",
        "Role, com.qlik.core.role.synced, MODIFIED, /assignedScopes, false",
        "Group, com.qlik.core.group-setting.updated, MODIFIED, /assignedRoles, false",
        "CspOrigin, com.qlik.core.csp-origin.updated, MODIFIED, /description, false",
    })
    void tellsWhichEventsCanHaveMadeADifference(
            String kind, String type, DriftState state, String field, boolean explains) {
        // when
        boolean told = trails(kind).stream()
                .anyMatch(trail -> trail.explains(event(type, "object"), "object", state, fields(field)));

        // then
        assertThat(told).isEqualTo(explains);
    }

    @Test
    void anEventAboutAnotherObjectTellsNothing() {
        // when
        boolean told = trails("Space").stream()
                .anyMatch(trail -> trail.explains(
                        event("com.qlik.core.space.deleted", "other"), "object", DriftState.MISSING, List.of()));

        // then
        assertThat(told).isFalse();
    }

    @Test
    void settingsThatATenantHasOnceNeedNoId() {
        // when
        boolean settings = isSettings("com.qlik.core.group-setting.updated", "tenant", "/autoCreateGroups");
        boolean everyone =
                isSettings("com.qlik.core.group.updated", "000000000000000000000001", "/everyone/assignedRoles");
        boolean others = isSettings("com.qlik.core.group.updated", "another", "/everyone/assignedRoles");

        // then
        assertThat(settings).isTrue();
        assertThat(everyone).isTrue();
        assertThat(others).isFalse();
    }

    private static boolean isSettings(String type, String object, String field) {
        return trails("GroupSettings").stream()
                .anyMatch(trail ->
                        trail.explains(event(type, object), "GroupSettings", DriftState.MODIFIED, fields(field)));
    }

    private static List<Trail> trails(String kind) {
        return AllKinds.list().stream()
                .filter(each -> each.name().equals(KindName.of(kind)))
                .findFirst()
                .orElseThrow()
                .trails();
    }

    private static List<FieldPath> fields(String field) {
        return field.isEmpty() ? List.of() : List.of(FieldPath.parse(field));
    }

    private static AuditEvent event(String type, String object) {
        return new AuditEvent("event", Instant.EPOCH, type, "somebody", Set.of(object));
    }
}
