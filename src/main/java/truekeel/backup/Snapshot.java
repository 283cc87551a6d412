package truekeel.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import truekeel.model.KindName;
import truekeel.model.TenantName;
import truekeel.model.Value;

/**
 * A tenant's live state as documents, in the order in which kinds are made.
 *
 * @param gaps what could not be brought into them
 */
public record Snapshot(TenantName tenant, List<Document> documents, List<Gap> gaps) {
    public Snapshot {
        documents = List.copyOf(documents);
        gaps = List.copyOf(gaps);
    }

    /**
     * One manifest.
     *
     * @param comments lines for people above it
     * @param file what its {@code source.file} names
     */
    public record Document(
            KindName kind, String name, Value.Fields spec, List<String> comments, List<Attachment> file) {
        public Document {
            comments = List.copyOf(comments);
            file = List.copyOf(file);
        }

        Document withComment(String comment) {
            List<String> more = new ArrayList<>(comments);
            more.add(comment);
            return new Document(kind, name, spec, more, file);
        }
    }

    /** A downloaded file and its path from the tenant's folder. */
    public record Attachment(String path, Path content) {}

    /**
     * Something that was not exported.
     *
     * @param subject a kind, or {@code Kind/name}
     * @param reason a full sentence
     * @param unseen whether it could not be read, so that nobody knows what is there
     */
    public record Gap(String subject, String reason, boolean unseen) {}

    /** Whether everything was read that there is. */
    public boolean isComplete() {
        return gaps.stream().noneMatch(Gap::unseen);
    }

    Snapshot without(List<Document> left, List<Gap> because) {
        List<Document> kept = new ArrayList<>(documents);
        kept.removeAll(left);
        List<Gap> more = new ArrayList<>(gaps);
        more.addAll(because);
        return new Snapshot(tenant, kept, more);
    }
}
