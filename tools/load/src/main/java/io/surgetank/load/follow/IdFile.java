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

/// Saves ids with their locations and expected outcomes, as NDJSON.
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
      throw new UncheckedIOException("cannot write " + path, unwritten);
    }
  }

  /// Throws [IllegalArgumentException] for a file of another format.
  public List<Tracked> read() {
    var jobs = new ArrayList<Tracked>();
    try (var in = Files.newBufferedReader(path)) {
      for (String line = in.readLine(); line != null; line = in.readLine())
        if (!line.isBlank()) jobs.add(tracked(line, jobs.size() + 1));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + path, unreadable);
    }
    return jobs;
  }

  private Tracked tracked(String line, int number) {
    try {
      JsonNode json = Json.read(line);
      String location = json.path("location").asString("");
      // Locations are paths, so that no file can make the client call another server.
      if (location.startsWith("/") && !location.startsWith("//"))
        return new Tracked(
            location,
            Tracked.Expected.valueOf(json.path("expected").asString("")),
            Tracked.Origin.ACCEPTED);
    } catch (JacksonException | IllegalArgumentException invalid) {
      throw unreadable(number, invalid);
    }
    throw unreadable(number, new IllegalArgumentException("no location"));
  }

  private IllegalArgumentException unreadable(int number, Exception cause) {
    return new IllegalArgumentException(
        "%s:%d was not written by --ids".formatted(path, number), cause);
  }
}
