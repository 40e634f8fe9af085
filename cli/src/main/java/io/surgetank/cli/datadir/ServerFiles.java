package io.surgetank.cli.datadir;

import io.surgetank.core.json.Json;
import io.surgetank.http.tls.FilePermissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The data folder of a server. Its server address and token are readable by the owner only.
public record ServerFiles(Path path) {
  /// The operator token, created on first use.
  public String token(RandomGenerator random) {
    Optional<String> kept = token();
    if (kept.isPresent()) return kept.get();
    String token = OperatorTokenGenerator.create(random);
    OwnerOnlyFile.write(tokenFile(), token + "\n");
    return token;
  }

  /// The stored token. Empty if there is none, or it is too short.
  public Optional<String> token() {
    return read(tokenFile())
        .map(String::strip)
        .filter(text -> text.length() >= OperatorTokenGenerator.BYTES);
  }

  /// Records where the server of this folder can be reached.
  public void announce(RunningServer server) {
    var json = Json.MAPPER.createObjectNode();
    json.put("url", server.url());
    json.put("pid", server.pid());
    if (!server.certificate().isEmpty()) json.put("certificate", server.certificate());
    OwnerOnlyFile.write(serverFile(), Json.write(json) + "\n");
  }

  /// Files with secrets that other users of this machine can read or replace.
  public List<Path> filesOpenToOthers() {
    return Stream.of(tokenFile(), KeyFile.file(path))
        .filter(FilePermissions::areOpenToGroup)
        .toList();
  }

  /// Removes the announcement.
  public void withdraw() {
    try {
      Files.deleteIfExists(serverFile());
    } catch (IOException left) {
      throw new UncheckedIOException("cannot remove server.json", left);
    }
  }

  /// The server that announced itself last. It may have ended since.
  public Optional<RunningServer> server() {
    return read(serverFile()).flatMap(ServerFiles::parse);
  }

  private static Optional<RunningServer> parse(String text) {
    try {
      JsonNode json = Json.read(text);
      String url = json.path("url").asString("");
      return url.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new RunningServer(
                  url, json.path("pid").asLong(0), json.path("certificate").asString("")));
    } catch (JacksonException damaged) {
      return Optional.empty();
    }
  }

  private Path serverFile() {
    return path.resolve("server.json");
  }

  private Path tokenFile() {
    return path.resolve("operator.token");
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /// A server that runs on this folder.
  ///
  /// @param certificate the file of its TLS certificate; empty without TLS
  public record RunningServer(String url, long pid, String certificate) {
    public RunningServer(String url, long pid) {
      this(url, pid, "");
    }
  }
}
