package truekeel.simulator.resource;

import java.util.List;
import truekeel.simulator.Resource;

/** The explicit list of simulated resources, one line each. Order matters only for seeding. */
public final class Resources {
    private Resources() {}

    /** New instances; a simulator keeps its own. */
    public static List<Resource> all() {
        return List.of(new Tenants(), new Spaces(), new Assignments(), new WebIntegrations(), new CspOrigins());
    }
}
