package io.surgetank.pattern;

/// A text takes more steps to be matched than its check may. It carries no stack trace, because a
/// client's mistakes must stay cheap.
public final class TooCostly extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooCostly() {
    super("a text is too costly to be matched with its pattern", null, false, false);
  }
}
