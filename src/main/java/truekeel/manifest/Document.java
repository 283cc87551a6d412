package truekeel.manifest;

import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.Position;
import truekeel.model.ResourceRef;

/** A document whose kind and name are known; the rest of it is as yet unchecked. */
record Document(KindName kind, String name, Node.Entries root) {
    ResourceRef ref() {
        return new ResourceRef(kind, name);
    }

    Position position() {
        return root.position();
    }

    /** Whether it only drops what templates declare under its name. */
    boolean isOmission() {
        return root.entries("metadata")
                .entries("annotations")
                .text(Metadata.OMIT)
                .filter("true"::equals)
                .isPresent();
    }

    Document over(Document below) {
        return new Document(kind, name, Merge.merge(below.root, root));
    }
}
