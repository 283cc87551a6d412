package truekeel.git;

import java.io.IOException;
import java.io.InputStream;

/** Where the objects behind Git LFS pointers come from. */
sealed interface LfsObjects permits LfsFolder, LfsHttp, LfsCache {
    /**
     * Opens an object; the caller closes the stream. Reading fails with {@code LFS_OBJECT_DAMAGED} when the bytes are
     * not those of the pointer, at the latest at the stream's end. Throws {@link GitException}
     * {@code LFS_OBJECT_MISSING} when there is none.
     *
     * @param path of the pointer, for messages
     */
    InputStream open(String path, LfsPointer pointer) throws IOException;
}
