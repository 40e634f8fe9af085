package io.surgetank.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surgetank.core.api.JobResponse;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Writes jobs into a new file for its owner only, one JSON object a line, with the members of the
/// HTTP API and the job's keys. A file that is not completed is removed.
final class JobExport implements JobSalvage.Receiver, AutoCloseable {
  private static final JobResponse RESPONSE = new JobResponse(_ -> "");

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private boolean completed;

  JobExport(Path file) throws IOException {
    this.file = file;
    var isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel = FileChannel.open(file, isNew, OwnerOnlyFiles.attributes(file));
    out = new BufferedOutputStream(Channels.newOutputStream(channel), 256 * 1024);
  }

  @Override
  public void accept(JobRecord job, JobSalvage.Keys keys) {
    ObjectNode line = RESPONSE.full(job);
    line.remove("href");
    keys.idempotencyKey().ifPresent(key -> line.put("idempotencyKey", key));
    keys.clientId().ifPresent(id -> line.put("clientId", id));
    // Payload and result are written verbatim; a line break in them is white space between tokens.
    String text = Json.write(line).replace('\n', ' ').replace('\r', ' ');
    try {
      out.write((text + "\n").getBytes(UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  void complete() throws IOException {
    out.flush();
    channel.force(true);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) FileSync.folder(folder);
    completed = true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!completed) Files.deleteIfExists(file);
  }
}
