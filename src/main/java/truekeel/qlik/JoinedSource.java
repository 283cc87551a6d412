package truekeel.qlik;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several sources, one after the other. */
record JoinedSource(List<BodySource> pieces) implements BodySource {
    JoinedSource {
        pieces = List.copyOf(pieces);
    }

    @Override
    public InputStream open() throws IOException {
        List<InputStream> streams = new ArrayList<>();
        for (BodySource piece : pieces) {
            streams.add(piece.open());
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    @Override
    public long length() {
        return pieces.stream().mapToLong(BodySource::length).sum();
    }
}
