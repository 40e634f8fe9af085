package io.surgetank.log;

/// What is logged, and how it is written. Lines below `least` are not even made.
public record LogSettings(LineFormat format, Level least) {
  public static final LogSettings DEFAULT = new LogSettings(LineFormat.TEXT, Level.INFO);
}
