package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.GLOBEX;
import static truekeel.store.Samples.SALES;
import static truekeel.store.Samples.owned;

import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;

/** What holds for every inventory. */
interface InventoryContract extends StoreAtHand {
    ResourceRef PLANNING = ResourceRef.of("Space", "Planning");

    @Test
    default void inventoryReplacesByReferenceAndComesBackInOrder() throws Exception {
        // given
        store().inventory().put(ACME, owned(SALES, "old"));
        store().inventory().put(ACME, owned(PLANNING, "p"));
        store().inventory().put(GLOBEX, owned(SALES, "theirs"));

        // when
        store().inventory().put(ACME, owned(SALES, "new"));
        reopen();

        // then
        assertThat(store().inventory().of(ACME)).containsExactly(owned(PLANNING, "p"), owned(SALES, "new"));
        assertThat(store().inventory().of(GLOBEX)).containsExactly(owned(SALES, "theirs"));
    }

    @Test
    default void inventoryForgetsWhatIsRemovedAndNothingElse() {
        // given
        store().inventory().put(ACME, owned(SALES, "s"));
        store().inventory().put(GLOBEX, owned(SALES, "theirs"));

        // when
        store().inventory().remove(ACME, SALES);
        store().inventory().remove(ACME, PLANNING);

        // then
        assertThat(store().inventory().of(ACME)).isEmpty();
        assertThat(store().inventory().of(GLOBEX)).hasSize(1);
    }

    @Test
    default void namesDifferByCaseAccentAndTrailingSpace() {
        // given
        List<ResourceRef> refs = List.of(
                ResourceRef.of("Space", "a"),
                ResourceRef.of("Space", "A"),
                ResourceRef.of("Space", "ä"),
                ResourceRef.of("Space", "a "),
                ResourceRef.of("Space", "'; drop table inventory; --"));

        // when
        refs.forEach(ref -> store().inventory().put(ACME, owned(ref, ref.name())));

        // then
        assertThat(store().inventory().of(ACME)).extracting(Owned::ref).containsExactlyInAnyOrderElementsOf(refs);
    }
}
