package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * What the user that we act as may do, and by what: roles of its own and of its groups.
 *
 * @param direct names of its own roles
 * @param groups ids of the groups it is in
 * @param throughGroups names of the roles that those give
 */
public record OwnAccess(Set<String> direct, Set<String> groups, Set<String> throughGroups) {
    public OwnAccess {
        direct = Set.copyOf(direct);
        groups = Set.copyOf(groups);
        throughGroups = Set.copyOf(throughGroups);
    }

    /** One read of our own user. */
    public static OwnAccess of(QlikTenant qlik) {
        JsonNode user = qlik.get(QlikRequest.of(AccessOperations.GET_USER)
                .path("userId", qlik.identity().userId()));
        Set<String> groups = new LinkedHashSet<>();
        Set<String> through = new LinkedHashSet<>();
        for (JsonNode group : user.path("assignedGroups")) {
            groups.add(group.path("id").asText());
            through.addAll(RoleNames.names(group.path("assignedRoles")));
        }
        return new OwnAccess(new LinkedHashSet<>(RoleNames.names(user.path("assignedRoles"))), groups, through);
    }

    public boolean holds(String role) {
        return direct.contains(role) || throughGroups.contains(role);
    }
}
