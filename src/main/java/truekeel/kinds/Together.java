package truekeel.kinds;

import java.util.List;
import truekeel.model.Desired;
import truekeel.qlik.QlikTenant;

/** What several kinds read in one look, each once. */
public record Together(SpaceList spaces, SpaceShares shares, AppItems items) {
    static Together of(QlikTenant qlik, List<Desired> declared, boolean whole) {
        return new Together(new SpaceList(qlik), SpaceShares.of(qlik, declared, whole), new AppItems(qlik));
    }
}
