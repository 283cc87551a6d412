package truekeel.kinds;

import java.util.List;
import truekeel.model.Desired;
import truekeel.qlik.QlikTenant;

/** What is read once in one look, for whatever number of kinds and changes. */
public record Together(SpaceList spaces, SpaceShares shares, AppItems items, AutomationConnections connections) {
    static Together of(QlikTenant qlik, List<Desired> declared, boolean whole) {
        return new Together(
                new SpaceList(qlik),
                SpaceShares.of(qlik, declared, whole),
                new AppItems(qlik),
                new AutomationConnections(qlik));
    }
}
