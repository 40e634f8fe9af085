package io.surgetank.sqlite.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what a [LogBuffer] collected.
public final class LogContent {
  private final ByteBuffer content;

  public LogContent(ByteBuffer content) {
    this.content = content.slice();
  }

  public boolean hasMore() {
    return content.hasRemaining();
  }

  public int readByte() {
    return content.get();
  }

  public int readInt() {
    return content.getInt();
  }

  public long readLong() {
    return content.getLong();
  }

  public String readText() {
    return Objects.requireNonNull(readNullableText());
  }

  public @Nullable String readNullableText() {
    int length = content.getInt();
    if (length < 0) return null;
    var bytes = new byte[length];
    content.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
