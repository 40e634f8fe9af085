package io.surgetank.cli.command;

import io.surgetank.core.store.JobQuery;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Converts a page size.
final class LimitConverter implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    if (text.matches("[1-9]\\d{0,3}")) {
      int limit = Integer.parseInt(text);
      if (limit <= JobQuery.MAX_LIMIT) return limit;
    }
    throw new TypeConversionException(
        "'" + text + "' is not a page size: use 1 to " + JobQuery.MAX_LIMIT);
  }
}
