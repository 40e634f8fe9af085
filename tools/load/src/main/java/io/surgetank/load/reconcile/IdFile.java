package io.surgetank.load.reconcile;

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

  public void write(Collection<TrackedJob> jobs) {
    try (var out = Files.newBufferedWriter(path)) {
      for (TrackedJob job : jobs) {
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

  /// Whether the first line of the file was written by this class.
  public boolean isOwn() throws IOException {
    try (var in = Files.newBufferedReader(path)) {
      String line = in.readLine();
      if (line == null) return false;
      tracked(line, 1);
      return true;
    } catch (IllegalArgumentException otherFormat) {
      return false;
    }
  }

  /// Throws [IllegalArgumentException] for a file of another format.
  public List<TrackedJob> read() {
    var jobs = new ArrayList<TrackedJob>();
    try (var in = Files.newBufferedReader(path)) {
      for (String line = in.readLine(); line != null; line = in.readLine())
        if (!line.isBlank()) jobs.add(tracked(line, jobs.size() + 1));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + path, unreadable);
    }
    return jobs;
  }

  private TrackedJob tracked(String line, int number) {
    try {
      JsonNode json = Json.read(line);
      String location = json.path("location").asString("");
      // Locations are paths, so that no file can make the client call another server.
      if (location.startsWith("/") && !location.startsWith("//"))
        return new TrackedJob(
            location,
            TrackedJob.Expected.valueOf(json.path("expected").asString("")),
            TrackedJob.Origin.ACCEPTED);
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
