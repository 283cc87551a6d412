package truekeel.simulator.resource;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import truekeel.simulator.Payload;

/** A payload with a mark behind its last byte, without a copy. */
final class Marked implements Payload {
    private final Payload whole;
    private final Payload mark;

    Marked(Payload whole, String mark) {
        this.whole = whole;
        this.mark = Payload.of(mark.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream open() {
        return new SequenceInputStream(whole.open(), mark.open());
    }

    @Override
    public long length() {
        return whole.length() + mark.length();
    }
}
