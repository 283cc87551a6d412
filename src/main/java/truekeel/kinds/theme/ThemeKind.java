package truekeel.kinds.theme;

import java.util.Set;
import truekeel.kinds.PackagedKind;
import truekeel.kinds.PackagedZip;
import truekeel.model.KindName;
import truekeel.qlik.Operations;

/** Themes. */
public final class ThemeKind implements PackagedKind {
    private static final KindName NAME = KindName.of("Theme");
    private static final PackagedZip ZIP = new PackagedZip(
            "theme",
            Operations.GET_THEMES,
            Operations.GET_THEME,
            Operations.UPLOAD_THEME,
            Operations.PATCH_THEME,
            Operations.DELETE_THEME,
            Operations.DOWNLOAD_THEME);

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "admin.themes");
    }

    @Override
    public PackagedZip zip() {
        return ZIP;
    }
}
