package truekeel.qlik;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A request body as the HTTP client wants it: streamed, repeatable, of known length. */
final class BodyEntity extends AbstractHttpEntity {
    private final BodySource source;

    BodyEntity(BodySource source, ContentType contentType) {
        super(contentType, null);
        this.source = source;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public long getContentLength() {
        return source.length();
    }

    @Override
    public InputStream getContent() throws IOException {
        return source.open();
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {}
}
