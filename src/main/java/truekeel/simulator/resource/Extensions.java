package truekeel.simulator.resource;

import java.time.Instant;
import truekeel.simulator.Dialect;
import truekeel.simulator.Ids;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.SimTenant;

/** {@code /api/v1/extensions}, see {@link Packages}. Every tenant has a bundled one. */
final class Extensions implements Resource {
    private final Packages packages = new Packages(PackageKind.EXTENSION);

    @Override
    public Dialect dialect() {
        return Packages.DIALECT;
    }

    @Override
    public void register(Routes routes) {
        packages.register(routes);
    }

    @Override
    public void seed(SimTenant tenant, Ids ids, Instant now) {
        packages.seed(tenant, ids, now, "Bullet chart");
    }
}
