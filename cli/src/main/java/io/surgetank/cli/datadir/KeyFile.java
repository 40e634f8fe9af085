package io.surgetank.cli.datadir;

import io.surgetank.core.access.ApiKey;
import io.surgetank.core.access.ApiKeyStore;
import io.surgetank.core.access.ApiKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The API keys of a server, in the file `api-keys.json` of its data folder. Only the running
/// server, which has locked the folder, writes it.
public final class KeyFile implements ApiKeyStore {
  /// A key that is used all the time need not be noted each time.
  private static final Duration USE_RESOLUTION = Duration.ofSeconds(1);

  private final Path file;

  /// Written under the lock of this object, after the file.
  private volatile ApiKeys keys;

  /// The last use of keys since it was stored.
  private final Map<String, Instant> used = new ConcurrentHashMap<>();

  private KeyFile(Path file, ApiKeys keys) {
    this.file = file;
    this.keys = keys;
  }

  /// Throws [UncheckedIOException] if the file exists and cannot be used: a server that ignored it
  /// would admit or refuse the wrong clients.
  public static KeyFile in(Path folder) {
    Path file = file(folder);
    return new KeyFile(file, read(file));
  }

  static Path file(Path folder) {
    return folder.resolve("api-keys.json");
  }

  private static ApiKeys read(Path file) {
    // A link whose target is missing, such as on a disk that is not mounted, is not "no keys".
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) return ApiKeys.NONE;
    try {
      return KeyFileFormat.parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException unusable) {
      String why = reason(unusable);
      throw new UncheckedIOException(
          "the API keys in "
              + file
              + " cannot be read: "
              + why
              + ". Restore the file from a backup, or remove it and create new keys.",
          new IOException(why, unusable));
    }
  }

  private static String reason(Exception unusable) {
    return switch (unusable) {
      case CharacterCodingException _ -> "it is not UTF-8";
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(unusable.getMessage());
    };
  }

  @Override
  public ApiKeys keys() {
    return keys;
  }

  @Override
  public synchronized <R> R update(Function<ApiKeys, Update<R>> change) {
    Map<String, Instant> uses = Map.copyOf(used);
    ApiKeys before = with(uses);
    Update<R> update = change.apply(before);
    if (update.keys() != before) store(update.keys(), uses);
    return update.result();
  }

  @Override
  public void used(String id, Instant at) {
    Instant last = used.get(id);
    if (last == null || at.isAfter(last.plus(USE_RESOLUTION))) used.put(id, at);
  }

  /// Stores the last uses of keys, if there were any since the last call.
  public synchronized void storeUses() {
    Map<String, Instant> uses = Map.copyOf(used);
    if (!uses.isEmpty()) store(with(uses), uses);
  }

  private ApiKeys with(Map<String, Instant> uses) {
    ApiKeys updated = keys;
    for (var use : uses.entrySet()) {
      Optional<ApiKey> key = updated.find(use.getKey());
      if (key.isPresent()) updated = updated.with(key.get().used(use.getValue()));
    }
    return updated;
  }

  private void store(ApiKeys updated, Map<String, Instant> uses) {
    OwnerOnlyFile.write(file, KeyFileFormat.text(updated.all()));
    keys = updated;
    // A later use, noted since, is kept for the next time.
    uses.forEach(used::remove);
  }
}
