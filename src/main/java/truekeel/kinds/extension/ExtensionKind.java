package truekeel.kinds.extension;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.PackagedZip;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;

/** Extensions, such as chart types. */
public final class ExtensionKind implements Kind {
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
    public void observe(Look look, Consumer<Seen> each) {
        ZIP.observe(look, each);
    }

    @Override
    public List<Step> steps(Change change) {
        return ZIP.steps(change);
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return ZIP.objection(change);
    }

    @Override
    public Optional<QlikRequest> content(Live live) {
        return Optional.of(ZIP.content(live));
    }
}
