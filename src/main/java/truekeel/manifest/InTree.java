package truekeel.manifest;

import truekeel.model.Artefact;
import truekeel.model.SourceTree;

/** Content that lies in a tree of the repository. */
sealed interface InTree extends Artefact.Content permits FileInTree, FolderZip {

    /** The same content, read from a later tree that holds it as well. */
    Artefact.Content in(SourceTree other);
}
