package truekeel.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import truekeel.model.Artefact;

/** Contents one after the other, each opened when its turn comes. */
final class JoinedStream extends InputStream {
    private final Iterator<Artefact.Content> rest;
    private InputStream current = InputStream.nullInputStream();

    JoinedStream(List<Artefact.Content> parts) {
        this.rest = parts.iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = current.read(buffer, offset, length);
        while (read < 0 && rest.hasNext()) {
            current.close();
            current = rest.next().open();
            read = current.read(buffer, offset, length);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
