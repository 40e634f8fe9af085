package io.surgetank.cli.architecture;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A code block of a page with its language, or the code of a sentence with [#INLINE].
record CodeSample(String language, String code) {
  static final String INLINE = "inline";

  private static final Pattern CODE =
      Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$|(?<!`)`([^`]+)`(?!`)");

  /// A backslash at the end of a line continues the command.
  private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");

  private static final Pattern OPERATOR_PAGES =
      Pattern.compile("(README|CONTRIBUTING|docs/[^/]+|examples/.+)\\.md");

  /// The pages whose commands are not those of AWS.
  static List<Path> pages() {
    return Pages.all().stream()
        .filter(page -> OPERATOR_PAGES.matcher(page.toString()).matches())
        .toList();
  }

  /// The code of a page in the page's order.
  static List<CodeSample> of(Path page) {
    return CODE.matcher(Pages.text(page)).results().map(CodeSample::from).toList();
  }

  private static CodeSample from(MatchResult code) {
    return code.group(3) == null
        ? new CodeSample(code.group(1), code.group(2))
        : new CodeSample(INLINE, code.group(3).replace('\n', ' '));
  }

  boolean isInline() {
    return language.equals(INLINE);
  }

  boolean isShell() {
    return language.equals("sh");
  }

  /// Commands, one a line.
  List<String> lines() {
    return CONTINUED.matcher(code).replaceAll("").lines().toList();
  }
}
