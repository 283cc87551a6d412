package truekeel.store;

import java.util.List;
import java.util.Optional;
import truekeel.model.TenantName;

/**
 * The tenants that Truekeel makes. Qlik gives a new tenant a random name and takes no word of ours for it, so that this
 * is what keeps a create from being sent twice.
 */
public interface TenantCreations {

    Optional<TenantCreation> of(TenantName tenant);

    /** By the names of the documents. */
    List<TenantCreation> all();

    /**
     * Those of a region that were begun and of which nobody knows yet what came of them, by the names of the documents.
     */
    List<TenantCreation> pending(String region);

    /**
     * Writes down that a create is about to be sent, in place of an earlier attempt of the same document. False, and
     * nothing is written, when the document has its tenant already or another document's create is open in the region.
     */
    boolean begin(TenantCreation pending);

    /** Writes down where the tenant is, whatever was known before. */
    void created(TenantCreation created);

    /** Forgets a create that surely made nothing; what was created is kept. */
    void forget(TenantName tenant);
}
