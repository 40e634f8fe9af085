package io.surgetank.peers.scheduled;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;

/// Serializes text as UTF-8, the cheapest format.
final class TextSerializer implements Serializer {
  @Override
  public byte[] serialize(Object text) {
    return ((String) text).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public <T> T deserialize(Class<T> type, byte[] bytes) {
    return type.cast(new String(bytes, StandardCharsets.UTF_8));
  }
}
