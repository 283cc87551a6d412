package truekeel.kinds.space;

import java.util.HashSet;
import java.util.Set;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;

/**
 * The spaces whose members are compared, so that the others' are not read: by name, and by id for those that were
 * renamed.
 */
record MemberScope(boolean all, Set<String> names, Set<String> ids) {

    static MemberScope of(Look look, KindName kind) {
        Set<String> names = new HashSet<>();
        Set<ResourceRef> refs = new HashSet<>();
        for (Desired desired : look.declared(kind)) {
            if (desired.spec().has("members")) {
                desired.spec().text("name").ifPresent(names::add);
                desired.metadata().annotation(Metadata.PREVIOUS_NAME).ifPresent(names::add);
                refs.add(desired.ref());
            }
        }
        Set<String> ids = new HashSet<>();
        for (Owned owned : look.owned(kind)) {
            if (refs.contains(owned.ref())) {
                ids.add(owned.liveId());
            }
        }
        return new MemberScope(look.whole(), names, ids);
    }

    boolean covers(Seen space) {
        return all
                || ids.contains(space.id())
                || space.spec().text("name").filter(names::contains).isPresent();
    }
}
