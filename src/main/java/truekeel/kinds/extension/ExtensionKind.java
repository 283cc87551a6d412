package truekeel.kinds.extension;

import java.util.Set;
import truekeel.kinds.PackagedKind;
import truekeel.kinds.PackagedZip;
import truekeel.model.KindName;
import truekeel.qlik.Operations;

/** Extensions, such as chart types. */
public final class ExtensionKind implements PackagedKind {
    private static final KindName NAME = KindName.of("Extension");
    private static final PackagedZip ZIP = new PackagedZip(
            "extension",
            Operations.GET_EXTENSIONS,
            Operations.GET_EXTENSION,
            Operations.UPLOAD_EXTENSION,
            Operations.PATCH_EXTENSION,
            Operations.DELETE_EXTENSION,
            Operations.DOWNLOAD_EXTENSION);

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "admin.extensions");
    }

    @Override
    public PackagedZip zip() {
        return ZIP;
    }
}
