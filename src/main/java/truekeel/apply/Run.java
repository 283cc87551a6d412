package truekeel.apply;

import java.util.function.BooleanSupplier;
import truekeel.kinds.Binding;
import truekeel.kinds.Directory;
import truekeel.model.TenantName;
import truekeel.qlik.QlikTenant;
import truekeel.store.RunId;

/**
 * Under which run, in which tenant and with whose eyes a plan is carried out.
 *
 * @param stopping asked before every step: true means that no further write may begin
 */
public record Run(
        RunId id,
        TenantName tenant,
        QlikTenant qlik,
        Directory directory,
        Binding.Secrets secrets,
        BooleanSupplier stopping) {}
