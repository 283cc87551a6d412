package truekeel.fleet;

import java.util.Locale;
import java.util.Optional;
import truekeel.manifest.TenantSpec;
import truekeel.model.Desired;

/** Where a tenant is or shall be, what its document asks of its existence, and the hosts that know about it. */
public record Site(TenantSpec.Address address, Hosts hosts) {

    Desired self() {
        return address.life().self();
    }

    String region() {
        return address.region();
    }

    /** The display name that the document declares. */
    Optional<String> name() {
        return self().spec().text("name");
    }

    /** The alias that the document declares, as a whole hostname. */
    Optional<String> alias() {
        return self().spec().text("alias").map(label -> onRegion(label, address.region()));
    }

    private static String onRegion(String label, String region) {
        return (label + "." + region + ".qlikcloud.com").toLowerCase(Locale.ROOT);
    }
}
