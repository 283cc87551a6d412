package truekeel.apply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import truekeel.kinds.Binding;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.PlanInput;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.secret.SecretException;

/**
 * Finds the secrets that Qlik does not hold as they are now, by the digests of those last sent. A secret that is not to
 * be had here, as where somebody only plans, counts as unchanged; one that is broken blocks its resource.
 */
public final class Rotation {
    private static final Logger LOG = Logger.getLogger(Rotation.class);

    private final Map<ResourceRef, Owned> owned = new LinkedHashMap<>();
    private final Binding.Secrets secrets;
    private final Map<ResourceRef, List<FieldPath>> fields = new LinkedHashMap<>();
    private final Map<ResourceRef, Refusal> unusable = new LinkedHashMap<>();

    private Rotation(List<Owned> inventory, Binding.Secrets secrets) {
        inventory.forEach(line -> owned.put(line.ref(), line));
        this.secrets = secrets;
    }

    /** Looks up no secret but those that the desired resources name and that were sent before. */
    public static PlanInput.Unsent of(List<Desired> desired, List<Owned> inventory, Binding.Secrets secrets) {
        Rotation rotation = new Rotation(inventory, secrets);
        desired.forEach(rotation::look);
        return new PlanInput.Unsent(rotation.fields, rotation.unusable);
    }

    private void look(Desired desired) {
        Map<String, String> sent = Optional.ofNullable(owned.get(desired.ref()))
                .map(Owned::secretDigests)
                .orElse(Map.of());
        List<FieldPath> changed = new ArrayList<>();
        desired.secrets().forEach((path, secret) -> {
            String digest = sent.get(path.toString());
            if (digest == null || isAnother(desired.ref(), secret, digest)) {
                changed.add(path);
            }
        });
        if (!changed.isEmpty()) {
            fields.put(desired.ref(), changed);
        }
    }

    private boolean isAnother(ResourceRef ref, Value.SecretRef secret, String digest) {
        try {
            return !secrets.digest(secrets.resolve(secret)).equals(digest);
        } catch (SecretException failed) {
            if (failed.code().isElsewhere()) {
                LOG.debug(LogLine.of("A secret is not here, so it counts as unchanged.")
                        .with(LogKeys.KIND, ref.kind())
                        .with(LogKeys.NAME, ref.name())
                        .with(LogKeys.CODE, failed.code()));
            } else {
                unusable.put(
                        ref,
                        Refusal.of(
                                RefusalCode.SECRET_UNUSABLE,
                                ref,
                                failed.code() + ": " + failed.getMessage(),
                                "Mend the secret, as the message says.",
                                false));
            }
            return false;
        }
    }
}
