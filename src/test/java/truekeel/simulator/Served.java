package truekeel.simulator;

import java.util.Set;
import java.util.TreeSet;
import truekeel.simulator.resource.Resources;

/** What the simulator serves. */
public final class Served {
    private Served() {}

    /** Every operation on any host, in the form that {@link #shape} gives. */
    public static Set<String> operations() {
        Routes routes = new Routes();
        Resources.all().forEach(resource -> resource.register(routes.in(resource.dialect())));
        Set<String> operations = new TreeSet<>();
        routes.all().forEach(route -> operations.add(shape(route.method() + " " + route.template())));
        return operations;
    }

    /** {@code GET /path/{id}} without the names of its parameters, which a contract may spell in another way. */
    public static String shape(String operation) {
        return operation.replaceAll("\\{[^}]+}", "{}");
    }
}
