package truekeel.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Git's own HTTP backend behind nginx, which asks for a user name and a password. */
final class NginxGit implements AutoCloseable {
    static final String USER = "ada";
    static final String PASSWORD = "pa55-word-of-tests";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final Process backend;
    private final Process nginx;

    private NginxGit(Path folder, int port, Process backend, Process nginx) {
        this.folder = folder;
        this.port = port;
        this.backend = backend;
        this.nginx = nginx;
    }

    /** Serves the bare repositories of a folder; its own files go to the other one, whose path must be short. */
    static NginxGit serving(Path repositories, Path folder) throws IOException {
        Program nginx = Program.named("nginx", "nginx-light");
        Program wrap = Program.named("fcgiwrap", "fcgiwrap");
        Program.Result login = Program.named("htpasswd", "apache2-utils")
                .run(folder, PATIENCE, Map.of(), "-cb", folder.resolve("users") + "", USER, PASSWORD);
        if (login.code() != 0) {
            throw new AssertionError(login.output());
        }
        Path socket = folder.resolve("cgi");
        Process backend = wrap.start(folder, folder.resolve("fcgiwrap.log"), Map.of(), "-f", "-s", "unix:" + socket);
        int port = Ports.free();
        Path config = Files.writeString(folder.resolve("nginx.conf"), config(repositories, folder, port));
        Process process = nginx.start(
                folder,
                folder.resolve("nginx.log"),
                Map.of(),
                "-p",
                folder + "",
                "-e",
                folder.resolve("error.log") + "",
                "-c",
                config + "");
        NginxGit server = new NginxGit(folder, port, backend, process);
        try {
            Eventually.get(
                    "fcgiwrap listens", PATIENCE, () -> Files.exists(socket) ? Optional.of(true) : Optional.empty());
            Ports.awaitListener(port, process, "nginx listens; see " + folder.resolve("error.log"));
        } catch (AssertionError failed) {
            server.close();
            throw failed;
        }
        return server;
    }

    private static String config(Path repositories, Path folder, int port) {
        Path gitPrograms = Path.of(Program.named("git", "git")
                .run(folder, PATIENCE, Map.of(), "--exec-path")
                .output()
                .strip());
        return """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                events {}
                http {
                    access_log %1$s/access.log;
                    client_max_body_size 0;
                    client_body_temp_path %1$s/body;
                    fastcgi_temp_path %1$s/fastcgi;
                    proxy_temp_path %1$s/proxy;
                    scgi_temp_path %1$s/scgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    server {
                        listen 127.0.0.1:%2$d;
                        location / {
                            auth_basic "Git";
                            auth_basic_user_file %1$s/users;
                            fastcgi_pass unix:%1$s/cgi;
                            fastcgi_param REQUEST_METHOD $request_method;
                            fastcgi_param QUERY_STRING $query_string;
                            fastcgi_param CONTENT_TYPE $content_type;
                            fastcgi_param CONTENT_LENGTH $content_length;
                            fastcgi_param PATH_INFO $uri;
                            fastcgi_param REMOTE_USER $remote_user;
                            fastcgi_param GIT_PROTOCOL $http_git_protocol;
                            fastcgi_param GIT_HTTP_EXPORT_ALL 1;
                            fastcgi_param GIT_PROJECT_ROOT %3$s;
                            fastcgi_param SCRIPT_FILENAME %4$s;
                        }
                    }
                }
                """.formatted(folder, port, repositories, gitPrograms.resolve("git-http-backend"));
    }

    /** An address without credentials. */
    String url(String repository) {
        return "http://127.0.0.1:" + port + "/" + repository;
    }

    /** An address that holds the credentials, as Git's own client takes them. */
    String openUrl(String repository) {
        return "http://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port + "/" + repository;
    }

    /** One line per request so far. */
    List<String> requests() {
        try {
            return Files.readAllLines(folder.resolve("access.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        Program.stop(nginx);
        Program.stop(backend);
    }
}
