package truekeel.kinds.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Owned;
import truekeel.model.Value;
import truekeel.qlik.QlikException;

/**
 * One look at a tenant's apps. Qlik has no list of apps, only an index of items that lags; so an app that the inventory
 * holds is read by its id where the index lacks it or shows it otherwise than we wrote it just now. A staged copy is
 * part of its published app, not a resource of its own.
 */
final class AppSurvey {
    private final Look look;
    private final Lines lines;
    private final AnonymousAccess access;
    private final Shares shares;
    private final Instant now;
    private final Map<String, AppView> apps = new LinkedHashMap<>();
    private final Map<String, List<AppView>> publishedFrom = new HashMap<>();

    /** @param publicLink what opening an app takes, for the remark beside one that is yet to be opened */
    AppSurvey(Look look, PublicLink publicLink) {
        this.look = look;
        this.lines = new Lines(look);
        this.access = new AnonymousAccess(look, lines, publicLink);
        this.shares = new Shares(look);
        this.now = look.qlik().clock().instant();
    }

    void all(Consumer<Seen> each) {
        look.items().all().stream().map(AppView::ofItem).forEach(app -> apps.put(app.id(), app));
        Map<String, QlikException> unread = new LinkedHashMap<>();
        lines.all().forEach(line -> correct(line, unread));
        List.copyOf(apps.values()).stream()
                .filter(app -> lines.isDeclaredAbsent(app.name()))
                .forEach(app -> replace(app.id(), AppReads.byId(look.qlik(), app.id())));
        give(each, unread);
        unread.forEach((id, problem) -> {
            if (!apps.containsKey(id)) {
                each.accept(Seen.of(id, Value.Fields.EMPTY).unknownBecause(problem));
            }
        });
    }

    /** The given apps by their ids; what the inventory remembers of staged copies is taken as it is. */
    void only(Consumer<Seen> each) {
        look.only().forEach(id -> replace(id, AppReads.byId(look.qlik(), id)));
        readTags();
        give(each, Map.of());
    }

    /** An app that was read by its id does not tell its tags, its item does. */
    private void readTags() {
        List<String> tagged = apps.values().stream()
                .filter(app -> lines.declares(app, "tags"))
                .map(AppView::id)
                .sorted()
                .toList();
        AppReads.items(look.qlik(), tagged).stream().map(AppView::ofItem).forEach(item -> {
            AppView app = apps.get(item.id());
            if (app != null) {
                apps.put(item.id(), app.withTags(item.tags()));
            }
        });
    }

    private void correct(Owned line, Map<String, QlikException> unread) {
        Memory memory = Memory.of(line);
        AppView listed = apps.get(line.liveId());
        if (listed != null && (!memory.isFresh(now) || memory.isAsWritten(listed))) {
            return;
        }
        try {
            replace(line.liveId(), AppReads.byId(look.qlik(), line.liveId()));
        } catch (QlikException problem) {
            unread.put(line.liveId(), problem);
        }
    }

    /** The app as it is; what only the index tells of it stays. */
    private void replace(String id, Optional<AppView> app) {
        AppView listed = apps.remove(id);
        app.map(read -> listed == null ? read : read.withTags(listed.tags())).ifPresent(read -> apps.put(id, read));
    }

    private void give(Consumer<Seen> each, Map<String, QlikException> unread) {
        Portrait portrait = new Portrait(look, lines, apps, now);
        for (AppView app : apps.values()) {
            if (app.isPublished()) {
                publishedFrom
                        .computeIfAbsent(app.originAppId(), any -> new ArrayList<>())
                        .add(app);
            }
        }
        for (AppView app : apps.values()) {
            if (isResource(app)) {
                Seen seen = portrait(portrait, app);
                QlikException problem = unread.get(app.id());
                each.accept(problem == null ? seen : seen.unknownBecause(problem));
            }
        }
    }

    private Seen portrait(Portrait portrait, AppView app) {
        Seen seen = lines.keepsScript(app) ? Scripting.compared(look.qlik(), app, portrait.of(app)) : portrait.of(app);
        seen = lines.declares(app, Thumbnail.FIELD) ? Thumbnail.compared(app, lines.memory(app.id()), seen) : seen;
        Seen shared = compares(app, Sharing.FIELD) ? shares.of(app, seen) : seen;
        return compares(app, AnonymousAccess.FIELD) ? access.of(app, shared) : shared;
    }

    private boolean compares(AppView app, String field) {
        return lines.declares(app, field) || (look.whole() && app.isPublished());
    }

    /** Apps in personal spaces are people's own; copies that belong to another app are told with that app. */
    private boolean isResource(AppView app) {
        if (app.distributed() || app.isPublished()) {
            return true;
        }
        return app.isInSharedSpace()
                && !lines.isStagedCopy(app)
                && !lines.isRetired(app.id())
                && (lines.standsAlone(app) || !isSourceOfPublished(app));
    }

    private boolean isSourceOfPublished(AppView app) {
        boolean owned = lines.ofApp(app.id()).isPresent();
        return publishedFrom.getOrDefault(app.id(), List.of()).stream()
                .anyMatch(published -> owned || published.name().equals(app.name()));
    }
}
