package io.surgetank.load.follow;

import io.surgetank.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Ids to follow, kept for later: one a line (NDJSON), with where it is and how it should end.
public record IdFile(Path path) {

  public void write(Collection<Tracked> jobs) {
    try (var out = Files.newBufferedWriter(path)) {
      for (Tracked job : jobs) {
        var line = Json.MAPPER.createObjectNode();
        line.put("id", job.id())
            .put("location", job.location())
            .put("expected", job.expected().name());
        out.write(Json.write(line));
        out.newLine();
      }
    } catch (IOException unwritten) {
      throw new UncheckedIOException(path + " cannot be written", unwritten);
    }
  }

  /// Throws [IllegalArgumentException] with a sentence when it is no such file.
  public List<Tracked> read() {
    var jobs = new ArrayList<Tracked>();
    try (var in = Files.newBufferedReader(path)) {
      for (String line = in.readLine(); line != null; line = in.readLine())
        if (!line.isBlank()) jobs.add(tracked(line, jobs.size() + 1));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(path + " cannot be read", unreadable);
    }
    return jobs;
  }

  private Tracked tracked(String line, int number) {
    try {
      JsonNode json = Json.read(line);
      String location = json.path("location").asString("");
      // What was saved is asked of one server: an address of another is not followed.
      if (location.startsWith("/") && !location.startsWith("//"))
        return new Tracked(
            location,
            Tracked.Expected.valueOf(json.path("expected").asString("")),
            Tracked.Origin.ACCEPTED);
    } catch (JacksonException | IllegalArgumentException notOurs) {
      throw unreadable(number, notOurs);
    }
    throw unreadable(number, new IllegalArgumentException("no location"));
  }

  private IllegalArgumentException unreadable(int number, Exception cause) {
    return new IllegalArgumentException(
        "%s:%d is no line that --ids wrote".formatted(path, number), cause);
  }
}
