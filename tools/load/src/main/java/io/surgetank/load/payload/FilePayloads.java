package io.surgetank.load.payload;

import io.surgetank.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Payloads from a file, in turn: one JSON value, an array, or one per line (NDJSON).
public record FilePayloads(List<String> texts) implements Payloads {
  public FilePayloads {
    texts = List.copyOf(texts);
    if (texts.isEmpty()) throw new IllegalArgumentException("the file contains no payload");
  }

  public static FilePayloads read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException(
          file + " is neither JSON nor NDJSON: " + notJson.getOriginalMessage(), notJson);
    }
  }

  static FilePayloads parse(String text) {
    var texts = new ArrayList<String>();
    if (isOneValue(text)) {
      JsonNode all = Json.read(text);
      if (all.isArray()) all.forEach(each -> texts.add(Json.write(each)));
      else texts.add(text.strip());
    } else
      text.lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> {
            Json.read(line);
            texts.add(line.strip());
          });
    return new FilePayloads(texts);
  }

  private static boolean isOneValue(String text) {
    try {
      Json.read(text);
      return true;
    } catch (JacksonException several) {
      return false;
    }
  }

  @Override
  public String valid(long number) {
    return texts.get((int) (number % texts.size()));
  }

  @Override
  public String invalid(long number) {
    return PayloadMutator.truncated(valid(number));
  }

  @Override
  public String poison(long number) {
    return PayloadMutator.withTooManyDecimals(Json.read(valid(number)));
  }
}
