package truekeel.kinds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import truekeel.model.Desired;
import truekeel.simulator.JwtSigner;

/** Tenants and manifests that somebody could lock himself out with. */
final class Lockouts {
    private static final String KEY = JwtSigner.elliptic().pem();
    private static final String DISCOVERY = "https://%s.example/.well-known/openid-configuration";
    private static final String HOST = GoldenCase.HOST;
    private static final String ADMIN = "[{'name':'TenantAdmin'}]";
    private static final String IDPS = "POST /api/v1/identity-providers";

    /** What a word stands for: calls, and the words it rests on. */
    private record Piece(List<String> needs, String calls) {}

    private static final Map<String, Piece> PIECES = pieces();

    private Lockouts() {}

    private static Map<String, Piece> pieces() {
        Map<String, Piece> pieces = new LinkedHashMap<>();
        people(pieces);
        groups(pieces);
        logins(pieces);
        pieces.put("offices", piece(policy("offices", "203.0.113.0/24")));
        pieces.put("lab", piece(policy("lab", "192.0.2.0/24")));
        return pieces;
    }

    private static void people(Map<String, Piece> pieces) {
        String both = "[{'name':'TenantAdmin'},{'name':'Ops'}]";
        pieces.put("ada", piece(person("ada", "'assignedRoles':" + ADMIN)));
        pieces.put("bob", piece(person("bob", "'assignedRoles':" + ADMIN)));
        pieces.put("bobDisabled", piece(patchUser("bob", "/status", "'disabled'"), "bob"));
        pieces.put("jane", piece(person("jane", "'assignedRoles':[]")));
        pieces.put("ops", piece(call("POST /api/v1/roles", "{'name':'Ops','assignedScopes':['apps','notes']}", "ops")));
        pieces.put("adaIsOps", piece(patchUser("ada", "/assignedRoles", both), "ada", "ops"));
        pieces.put("botIsOps", piece(patchUser("bot", "/assignedRoles", both), "ops"));
    }

    private static void groups(Map<String, Piece> pieces) {
        String settings = "[{'op':'replace','path':'/systemGroups/000000000000000000000001/assignedRoles','value':"
                + ADMIN + "}]";
        String rid = patchUser("bot", "/assignedRoles", "[]");
        pieces.put("admins", piece(group("Admins", ADMIN)));
        pieces.put("staff", piece(group("Staff", "[]")));
        pieces.put("operators", piece(group("Operators", "[{'name':'Ops'}]"), "ops"));
        pieces.put("janeInAdmins", piece(join("jane", "Admins"), "jane", "admins"));
        pieces.put("botInAdmins", piece(join("bot", "Admins") + "," + rid, "admins"));
        pieces.put("botInOps", piece(join("bot", "Operators"), "operators"));
        pieces.put("everyone", piece(call("PATCH /api/v1/groups/settings", settings, "")));
        pieces.put("botOnlyByEveryone", piece(rid, "everyone"));
    }

    private static void logins(Map<String, Piece> pieces) {
        for (String issuer : List.of("portal", "shop")) {
            pieces.put(issuer, piece(call(IDPS, json(issuer), "")));
        }
        String off = "[{'op':'replace','path':'/active','value':false}]";
        pieces.put("robots", piece(call(IDPS, oidc("robots", "'interactive':false"), "")));
        pieces.put("okta", piece(call(IDPS, oidc("okta", "'interactive':true,'skipVerify':true"), "okta")));
        pieces.put("oktaOff", piece(call("PATCH /api/v1/identity-providers/${okta}", off, ""), "okta"));
        String owners = call("POST /api/v1/groups", "{'name':'Owners','assignedRoles':" + ADMIN + "}", "");
        String login = "{'subject':'idp|joe','groups':['Owners']}";
        pieces.put(
                "joeByLogin",
                piece(owners + "," + call("POST /__sim/tenants/" + HOST + "/tokens", login, ""), "portal"));
    }

    private static Piece piece(String calls, String... needs) {
        return new Piece(List.of(needs), calls);
    }

    private static String call(String target, String body, String as) {
        return "{'do':'" + target + "','body':" + body + (as.isEmpty() ? "}" : ",'as':'" + as + "'}");
    }

    private static String person(String name, String more) {
        return call(
                "POST /api/v1/users",
                "{'subject':'auth0|" + name + "','name':'" + name + "','status':'active'," + more + "}",
                name);
    }

    private static String patchUser(String name, String path, String value) {
        return call(
                "PATCH /api/v1/users/${" + name + "}",
                "[{'op':'replace','path':'" + path + "','value':" + value + "}]",
                "");
    }

    private static String group(String name, String roles) {
        return call(
                "POST /api/v1/groups",
                "{'name':'" + name + "','providerType':'custom','assignedRoles':" + roles + "}",
                name);
    }

    private static String join(String name, String group) {
        return call(
                "PATCH /api/v1/users/${" + name + "}",
                "[{'op':'add','path':'/assignedGroups/-','value':'${" + group + "}'}]",
                "");
    }

    private static String json(String issuer) {
        return "{'protocol':'jwtAuth','provider':'external','options':{'issuer':'" + issuer
                + "','staticKeys':[{'kid':'one','pem':'" + KEY.replace("\n", "\\n") + "'}]}}";
    }

    private static String oidc(String name, String more) {
        return "{'protocol':'OIDC','provider':'okta'," + more + ",'options':{'discoveryUrl':'"
                + DISCOVERY.formatted(name)
                + "','clientId':'qlik','clientSecret':'x','claimsMapping':{'sub':['/sub']}}}";
    }

    private static String policy(String name, String range) {
        return call(
                "POST /api/core/ip-policies",
                "{'name':'" + name + "','allowedIps':['" + range + "'],'enabled':true}",
                "");
    }

    /** A tenant with what the words stand for, each once, and what they rest on. */
    static LawWorld live(String words) {
        LawWorld world = LawWorld.fresh();
        world.play("[]");
        Set<String> all = new LinkedHashSet<>();
        List.of(words.split(" ", -1)).stream().filter(word -> !word.isEmpty()).forEach(word -> need(word, all));
        List<String> calls = all.stream().map(word -> known(word).calls()).toList();
        String bot = world.state().at("/tables/users/0/id").asText();
        world.play(("[" + String.join(",", calls) + "]").replace('\'', '"').replace("${bot}", bot));
        return world;
    }

    private static void need(String word, Set<String> all) {
        known(word).needs().forEach(other -> need(other, all));
        all.add(word);
    }

    private static Piece known(String word) {
        return Optional.ofNullable(PIECES.get(word))
                .orElseThrow(() -> new AssertionError("There is no piece " + word + "."));
    }

    /** Manifests in short: {@code Kind name fields}, separated by {@code ;;}; a last word {@code absent} is none. */
    static String yaml(String documents) {
        return Stream.of(documents.split(";;", -1)).map(Lockouts::document).collect(Collectors.joining());
    }

    private static String document(String text) {
        String[] words = text.strip().split(" ", 3);
        String rest = words.length > 2 ? words[2] : "";
        return switch (words[0]) {
            case "user" -> user(words[1], rest);
            case "jwt" -> jwt(words[1], rest);
            case "idp" -> idp(words[1], rest);
            default -> kind(words[0], words[1], rest);
        };
    }

    static String kind(String kind, String name, String spec) {
        boolean absent = spec.endsWith("absent");
        String fields = absent ? spec.replaceFirst(",? ?absent$", "") : spec;
        return "---\napiVersion: truekeel/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name + "}\nspec: {"
                + fields + "}\n" + (absent ? "ensure: absent\n" : "");
    }

    private static String user(String name, String spec) {
        String subject = name.equals("bot") ? "'qlikbot\\sim-client'" : "auth0|" + name;
        return kind("User", name, "subject: " + subject + ", " + spec);
    }

    /** A JWT provider that has its name for an issuer. */
    private static String jwt(String name, String more) {
        if (more.equals("absent")) {
            return kind("IdentityProvider", name, "protocol: jwtAuth, options: {issuer: " + name + "}, absent");
        }
        boolean recreate = more.contains("recreate");
        String pem = "\"" + KEY.replace("\n", "\\n") + "\"";
        return kind(
                        "IdentityProvider",
                        name,
                        "protocol: jwtAuth, provider: external, " + more.replace("recreate,", "")
                                + " options: {issuer: " + name + ", staticKeys: [{kid: one, pem: " + pem + "}]}")
                + (recreate ? "allowRecreate: true\n" : "");
    }

    /** An OpenID Connect provider; robots are machines, who do not log in. */
    static String idp(String name, String more) {
        String key = "discoveryUrl: '" + DISCOVERY.formatted(name) + "'";
        boolean interactive = !name.equals("robots");
        if (more.equals("absent")) {
            return kind(
                    "IdentityProvider",
                    name,
                    "protocol: OIDC, interactive: " + interactive + ", options: {" + key
                            + (interactive ? ", clientId: qlik" : "") + "}, absent");
        }
        return kind(
                "IdentityProvider",
                name,
                "protocol: OIDC, provider: okta, interactive: " + interactive + ", " + more + " options: {" + key
                        + ", clientId: qlik, clientSecret: {secretRef: okta}, claimsMapping: {sub: [/sub]}}");
    }

    static List<Desired> desired(Path folder, String yaml) {
        try {
            Files.writeString(folder.resolve("desired.yaml"), yaml);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new ArrayList<>(new GoldenCase(folder).desired(LawDaemon.SCHEMAS));
    }
}
