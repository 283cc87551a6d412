package truekeel.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import truekeel.model.SealedFile;
import truekeel.model.Secret;
import truekeel.model.Value;

/**
 * Secrets from a mounted folder, one file each, named like the secret; else from the environment; else from SOPS files
 * of the repository. Nothing is cached, so a rotated secret holds from the next look-up on. Symbolic links are
 * followed: that is how Kubernetes mounts secrets.
 */
public final class Secrets {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
    private static final String VARIABLE_PREFIX = "TRUEKEEL_SECRET_";
    private static final int MOST_BYTES = 1024 * 1024;

    private final Optional<Path> folder;
    private final Map<String, String> environment;
    private final Optional<Path> ageKeyFile;

    /** Without a folder only the environment, such as {@link System#getenv()}, is asked. */
    public Secrets(Optional<Path> folder, Map<String, String> environment) {
        this(folder, environment, Optional.empty());
    }

    /** @param ageKeyFile with the identities that open SOPS files, read at each look-up */
    public Secrets(Optional<Path> folder, Map<String, String> environment, Optional<Path> ageKeyFile) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.ageKeyFile = ageKeyFile;
    }

    /**
     * The value as it is now, from this machine alone; one line end at its end is not part of it.
     *
     * @throws SecretException when there is none, or none that can be used
     */
    public Secret resolve(Value.SecretRef ref) {
        return resolve(ref, List.of());
    }

    /**
     * As {@link #resolve(Value.SecretRef)}; what this machine lacks may come from the first of the files that has it.
     *
     * @throws SecretException when there is none, or none that can be used
     */
    public Secret resolve(Value.SecretRef ref, List<SealedFile> files) {
        return place(checked(ref.name()), files).value().get();
    }

    /**
     * Where {@link #resolve(Value.SecretRef, List)} takes the value from, in words.
     *
     * @throws SecretException when there is none
     */
    public String origin(Value.SecretRef ref, List<SealedFile> files) {
        return place(checked(ref.name()), files).words();
    }

    /** Where a secret is, and its value once somebody asks. */
    private record Place(String words, Supplier<Secret> value) {}

    private Place place(String name, List<SealedFile> files) {
        Optional<Path> file = folder.map(here -> here.resolve(name)).filter(Secrets::isThere);
        if (file.isPresent()) {
            return new Place("the file " + file.get(), () -> fromFile(name, file.get()));
        }
        String variable = variable(name);
        String value = environment.get(variable);
        if (value != null) {
            String words = "the environment variable " + variable;
            return new Place(words, () -> usable(name, words, value));
        }
        for (SealedFile sealed : files) {
            sealed.problem().ifPresent(problem -> {
                throw new SecretException(
                        SecretCode.SOPS_INVALID,
                        "The SOPS file " + sealed.path() + " cannot be used, so the secret " + name
                                + " cannot be looked for in it: " + problem.code() + " " + problem.message());
            });
            Optional<SealedFile.Leaf> leaf = sealed.named(name);
            if (leaf.isPresent()) {
                String words = "the SOPS file " + sealed.path();
                return new Place(words, () -> usable(name, words, fromSops(name, sealed, leaf.get())));
            }
        }
        throw new SecretException(
                SecretCode.SECRET_MISSING,
                "The secret " + name + " is nowhere to be found. " + whereToPutIt(name, variable));
    }

    private String fromSops(String name, SealedFile sealed, SealedFile.Leaf leaf) {
        if (!leaf.encrypted()) {
            throw unusable(name, "the SOPS file " + sealed.path(), "holds it in clear");
        }
        Path keys = ageKeyFile.orElseThrow(() -> new SecretException(
                SecretCode.AGE_KEY_MISSING,
                "The secret " + name + " is in the SOPS file " + sealed.path()
                        + ", and there is no key to open it. Name a file with age identities with"
                        + " truekeel.secrets.age-key-file."));
        return SopsFile.open(sealed, AgeIdentities.in(keys), name);
    }

    /** The environment variable of a secret: in capitals, with an underscore for everything but letters and digits. */
    public static String variable(String name) {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private String whereToPutIt(String name, String variable) {
        String inFolder = folder.map(here -> "Put it into the file " + here.resolve(name) + ", or set ")
                .orElse("Name a folder with truekeel.secrets.dir and put it into the file " + name + " there, or set ");
        String inGit = ageKeyFile.isPresent()
                ? ", or, if manifests name it, encrypt it into a secrets.sops.yaml of the repository"
                : "";
        return inFolder + "the environment variable " + variable + inGit + ".";
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new SecretException(
                    SecretCode.SECRET_NAME,
                    "A secret cannot have this name: '" + shortened(name) + "'. Use letters, digits, dots, dashes and"
                            + " underscores, beginning with a letter or digit.");
        }
        return name;
    }

    private static String shortened(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "…";
    }

    /** A link that leads nowhere counts: its secret was meant to be in the folder. */
    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Secret fromFile(String name, Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new SecretException(
                    SecretCode.SECRET_UNREADABLE,
                    "The secret " + name + " cannot be read from the file " + file + " ("
                            + e.getClass().getSimpleName()
                            + "). Check that it is a file and that the user that runs Truekeel may read it.",
                    e);
        }
        if (bytes.length > MOST_BYTES) {
            throw unusable(name, "the file " + file, "is larger than one mebibyte");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return usable(name, "the file " + file, text);
        } catch (CharacterCodingException e) {
            throw unusable(name, "the file " + file, "is no UTF-8 text");
        }
    }

    private static Secret usable(String name, String place, String text) {
        String value = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        value = text.endsWith("\r\n") ? value.substring(0, value.length() - 1) : value;
        if (value.isEmpty()) {
            throw unusable(name, place, "is empty");
        }
        return Secret.of(value);
    }

    private static SecretException unusable(String name, String place, String why) {
        return new SecretException(
                SecretCode.SECRET_UNREADABLE,
                "The secret " + name + " cannot be used: " + place + " " + why + ". Write the value into it.");
    }
}
