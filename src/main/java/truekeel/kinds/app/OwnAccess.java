package truekeel.kinds.app;

import java.util.Optional;
import java.util.function.Function;
import truekeel.kinds.Binding;
import truekeel.kinds.SpaceAccess;
import truekeel.kinds.Step;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/** The access that deployments take for our bot. */
final class OwnAccess {
    private OwnAccess() {}

    static Step toStage(Function<Binding, Optional<String>> spaceId) {
        return SpaceAccess.toStage(spaceId);
    }

    static Step toPublish(Function<Binding, Optional<String>> spaceId) {
        return SpaceAccess.toPublish(spaceId);
    }

    static Optional<QlikRequest> toStage(QlikTenant qlik, String spaceId) {
        return SpaceAccess.toStage(qlik, spaceId);
    }
}
