package truekeel.kinds.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.kinds.AppItems;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Step;
import truekeel.model.Live;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/**
 * Sees to it that a staged copy of the declared file exists, under its name and with its stamp. Every import makes
 * another app and counts against a daily limit, so a copy that is there already is taken: the one remembered while
 * nobody edited it, or one that a run left under construction when it broke off.
 */
final class Staging {
    private static final int LEFTOVERS_PER_CHANGE = 3;
    private static final String LOOKED = "looked for a staged copy";
    static final String IMPORT = "import app";
    static final String COPY = "staged copy";
    private static final String NAME = "name of the staged copy";
    private static final String DESCRIPTION = "description of the staged copy";
    private static final String LEFTOVER = "leftover ";

    private final Wish wish;
    private final Upload upload;
    private final Scripting scripting;

    Staging(Wish wish) {
        this.wish = wish;
        this.upload = new Upload(wish);
        this.scripting = new Scripting(wish);
    }

    /** The copy that the steps found or made. */
    static String copyId(Binding binding) {
        return binding.value(COPY)
                .orElseThrow(() -> new IllegalStateException(
                        binding.change().ref() + " has no staged copy. This is a bug in Truekeel."));
    }

    /**
     * What replaces a copy is removed before the app is published: the app is in sync only once it is published, so
     * that a run that breaks off in between is always followed by one that finishes the work.
     */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(removeSuperseded("remove a copy superseded before"));
        if (!wish.isScript() && upload.isNeeded()) {
            steps.add(upload.step(binding -> !hasCopy(binding)));
        }
        steps.add(Step.createsIf(wish.isScript() ? "create app" : IMPORT, this::imported, this::findImport)
                .then((reply, binding) -> take(binding, AppReads.answered(reply, binding, "")))
                .listedLate());
        for (int number = 1; number <= LEFTOVERS_PER_CHANGE; number++) {
            String leftover = LEFTOVER + number;
            steps.add(Step.deletesIf(
                    "remove " + leftover, binding -> binding.value(leftover).map(Staging::deletion)));
        }
        steps.add(removeSuperseded("remove superseded copy"));
        if (wish.isScript()) {
            steps.add(scripting.set());
        }
        steps.add(Step.updatesIf("stamp staged copy", this::stamp).then(this::stamped));
        return steps;
    }

    static Step removeSuperseded(String name) {
        return Step.deletesIf(name, binding -> Memory.of(binding).supersededId().map(id -> {
            Memory.retired(binding, id);
            return deletion(id);
        }));
    }

    static QlikRequest deletion(String id) {
        return QlikRequest.of(Operations.DELETE_APP).path("appId", id);
    }

    /** The description that the copy got, stamp included. */
    static String description(Binding binding) {
        return binding.value(DESCRIPTION).orElse("");
    }

    private boolean hasCopy(Binding binding) {
        if (binding.value(LOOKED).isEmpty()) {
            binding.value(LOOKED, "yes");
            look(binding);
        }
        return binding.value(COPY).isPresent();
    }

    private void look(Binding binding) {
        Memory memory = Memory.of(binding);
        for (String id : candidates(memory)) {
            Optional<AppView> copy = AppReads.byId(binding.qlik(), id);
            if (copy.filter(app -> isUsable(app, memory)).isPresent()) {
                take(binding, copy.get());
                return;
            }
            if (copy.isEmpty() && memory.stagedId().filter(id::equals).isPresent()) {
                Memory.stagedGone(binding);
            }
        }
        lookForLeftovers(binding);
    }

    private List<String> candidates(Memory memory) {
        Optional<String> recognised = wish.live().flatMap(live -> live.facts().text(Portrait.STAGED));
        Optional<String> itself =
                wish.live().filter(live -> !wish.isLivePublished()).map(Live::id);
        return Stream.of(memory.stagedId(), recognised, itself)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Of the declared file, and not edited since we left it; to one with sheets of its own the script is given. */
    private boolean isUsable(AppView app, Memory memory) {
        if (wish.isScript()) {
            return app.isInSharedSpace();
        }
        boolean edited = memory.stagedId().filter(app.id()::equals).isPresent()
                && memory.stagedModified()
                        .filter(modified -> !Memory.isSameTime(modified, app.modifiedDate()))
                        .isPresent();
        return app.isInSharedSpace()
                && !edited
                && app.digest().isPresent()
                && app.digest().equals(wish.digest());
    }

    private void lookForLeftovers(Binding binding) {
        int number = 0;
        for (AppView leftover : leftovers(binding)) {
            boolean usable = leftover.digest().isPresent() && leftover.digest().equals(wish.digest());
            if (usable && binding.value(COPY).isEmpty()) {
                take(binding, leftover);
            } else {
                number++;
                binding.value(LEFTOVER + number, leftover.id());
            }
        }
    }

    /** Our bot's apps under construction for this name that no run can be working on any more. */
    private List<AppView> leftovers(Binding binding) {
        Instant before = binding.qlik().clock().instant().minus(AppItems.LAG);
        String self = binding.qlik().identity().userId();
        return AppReads.inSpace(binding.qlik(), wish.stageSpaceId(binding), ImportMark.prefix(wish.name())).stream()
                .filter(app -> app.ownerId().equals(self) && app.isInSharedSpace())
                .filter(app -> app.mark()
                        .filter(mark -> mark.name().equals(wish.name()) && !mark.isOfRun(binding.changeId()))
                        .isPresent())
                .filter(app ->
                        Memory.time(app.createdDate()).filter(before::isAfter).isPresent())
                .toList();
    }

    private Optional<QlikRequest> imported(Binding binding) {
        if (hasCopy(binding)) {
            return Optional.empty();
        }
        if (wish.isScript()) {
            return Optional.of(scripting.creation(binding, mark(binding)));
        }
        QlikRequest request = QlikRequest.of(Operations.IMPORT_APP)
                .query("spaceId", wish.stageSpaceId(binding))
                .query("name", mark(binding));
        return Optional.of(upload.attach(request, binding));
    }

    private String mark(Binding binding) {
        return new ImportMark(wish.name(), binding.changeId(), wish.digest()).toString();
    }

    private Optional<String> findImport(Binding binding) {
        String mark = mark(binding);
        return AppReads.inSpace(binding.qlik(), wish.stageSpaceId(binding), mark).stream()
                .filter(app -> app.name().equals(mark))
                .map(AppView::id)
                .findFirst();
    }

    /** From here on the copy is ours to finish; while nothing is published it is the app itself. */
    private void take(Binding binding, AppView copy) {
        binding.value(COPY, copy.id());
        binding.value(NAME, copy.name());
        binding.value(DESCRIPTION, copy.description().stamped());
        wish.digest()
                .filter(any -> wish.reloadsAfterDeploy() && wish.bringsContent())
                .ifPresent(digest -> ReloadMemory.due(binding, digest));
        boolean known = Memory.of(binding).stagedId().filter(copy.id()::equals).isPresent();
        boolean ours = copy.mark().isPresent()
                || wish.live()
                        .flatMap(live -> live.facts().text(Portrait.STAGED))
                        .filter(copy.id()::equals)
                        .isPresent();
        if (ours && !known) {
            Memory.staged(binding, copy);
        }
        if (!wish.isLivePublished()) {
            binding.ownId(copy.id());
        }
    }

    private Optional<QlikRequest> stamp(Binding binding) {
        String there = binding.value(DESCRIPTION).orElse("");
        String text = wish.liveText().filter(any -> wish.isLivePublished()).orElseGet(() -> Description.parse(there)
                .text());
        String description = wish.description(text);
        boolean done = there.equals(description)
                && binding.value(NAME).filter(wish.name()::equals).isPresent();
        return done ? Optional.empty() : Optional.of(described(copyId(binding), wish.name(), description));
    }

    static QlikRequest described(String id, String name, String description) {
        return QlikRequest.of(Operations.UPDATE_APP_INFO)
                .path("appId", id)
                .json(JsonValues.object()
                        .set("attributes", JsonValues.object().put("name", name).put("description", description)));
    }

    private void stamped(QlikReply reply, Binding binding) {
        AppView copy = AppReads.answered(reply, binding, copyId(binding));
        binding.value(DESCRIPTION, copy.description().stamped());
        Memory.stagedAs(binding, copy);
        if (!wish.isLivePublished()) {
            Memory.wrote(binding, copy);
            wish.digest().ifPresent(digest -> Memory.holds(binding, digest));
        }
    }
}
