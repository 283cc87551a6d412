package truekeel.fleet;

import java.util.function.BooleanSupplier;
import truekeel.store.RunId;

/**
 * What a run may do about its tenant's existence.
 *
 * @param writes whether the tenant's mode lets it write
 * @param stopping asked before every write: true means that none may begin any more
 */
record WritePermit(RunId run, boolean writes, BooleanSupplier stopping) {}
