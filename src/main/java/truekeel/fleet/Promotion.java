package truekeel.fleet;

import truekeel.kinds.Donor;
import truekeel.model.KindName;
import truekeel.model.Sha256;
import truekeel.model.TenantName;

/**
 * One version of one live object of another tenant, whose content some resource shall get.
 *
 * @param version as its people write it
 */
record Promotion(
        KindName kind,
        TenantName tenant,
        Neighbourhood.Neighbour from,
        String space,
        Donor.Shelf shelf,
        Donor.Offer offer,
        String version) {

    /**
     * 64 hex digits that stand for the version. Made of names, not of ids, so that a source that was deleted and made
     * anew, or restored, is no new version.
     */
    String digest() {
        String name = String.join("\n", from.qlik().hostname(), space, offer.name(), version);
        return Sha256.hex(name);
    }

    /** For people. */
    String shown() {
        return kind + " '" + offer.name() + "' " + version + " of the space '" + space + "' of tenant " + tenant;
    }
}
