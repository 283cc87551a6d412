package truekeel.store;

import java.util.List;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;

/** What we applied or adopted and still own, per tenant. */
public interface Inventory {

    /** Everything owned in a tenant, by kind and name. */
    List<Owned> of(TenantName tenant);

    /** Writes an entry, in place of the one with the same reference. */
    void put(TenantName tenant, Owned owned);

    /** Gives up an entry; nothing happens when there is none. */
    void remove(TenantName tenant, ResourceRef ref);
}
