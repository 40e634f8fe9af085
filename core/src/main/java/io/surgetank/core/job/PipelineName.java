package io.surgetank.core.job;

import java.util.regex.Pattern;

/// The name of a pipeline: 1 to 64 lower-case letters, digits and dashes, beginning with a letter.
/// It is used in logs, metrics, file names and AWS resource names, which set the limits.
public record PipelineName(String value) implements Comparable<PipelineName> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  public PipelineName {
    if (!FORM.matcher(value).matches())
      throw new IllegalArgumentException(
          "a pipeline name must be 1 to 64 of a-z, 0-9 and '-', beginning with a letter");
  }

  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(PipelineName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
