package io.surgetank.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Converts a port number.
final class PortConverter implements ITypeConverter<Integer> {
  private static final int LARGEST = 65_535;

  @Override
  public Integer convert(String text) {
    if (text.matches("\\d{1,5}")) {
      int port = Integer.parseInt(text);
      if (port <= LARGEST) return port;
    }
    throw new TypeConversionException("'" + text + "' is not a port: use 0 to " + LARGEST);
  }
}
