package io.surgetank.core.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads untrusted JSON (RFC 8259) in one pass: into the tree that is validated, and the text that
/// is stored. Not a library, because of what a 202 promises: duplicate members, lone surrogates,
/// NUL characters, huge numbers and deep nesting are refused here, each with line, column and
/// pointer, and the text is kept verbatim (100.00, 1E+2 and -0.0 stay as they are).
public final class JsonReader {
  /// The parser that reads payloads back refuses longer names; 4,096 is well below its limit.
  static final int MAX_NAME_LENGTH = 4_096;

  /// Longer tokens are cut in messages.
  private static final int MAX_TOKEN = 20;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonCursor cursor;

  private JsonReader(JsonCursor cursor) {
    this.cursor = cursor;
  }

  public static ParseResult read(byte[] body) {
    return new JsonReader(new JsonCursor(body, 0, body.length, 1)).document();
  }

  /// Whether the body is an array, by its first character.
  public static boolean looksLikeArray(byte[] body) {
    for (byte b : body) if (!JsonCursor.isBlank(b)) return b == '[';
    return false;
  }

  /// Reads an array's elements independently; stops after `max + 1`.
  public static BatchParseResult elements(byte[] body, int max) {
    var reader = new JsonReader(new JsonCursor(body, 0, body.length, 1));
    try {
      return new BatchParseResult.Parsed(reader.batch(max));
    } catch (JsonSyntaxException jsonSyntaxException) {
      return new BatchParseResult.Malformed(List.of(jsonSyntaxException.violation()));
    }
  }

  /// Reads one document per line (NDJSON), skipping empty lines; stops after `max + 1`.
  public static BatchParseResult lines(byte[] body, int max) {
    var elements = new ArrayList<BatchParseResult.Element>();
    int from = 0;
    int line = 1;
    while (from < body.length && elements.size() <= max) {
      int end = from;
      while (end < body.length && body[end] != '\n') end++;
      int first = from;
      while (first < end && JsonCursor.isBlank(body[first])) first++;
      if (first < end) {
        var reader = new JsonReader(new JsonCursor(body, first, end, line));
        elements.add(new BatchParseResult.Element(reader.document(), end - first));
      }
      from = end + 1;
      line++;
    }
    return new BatchParseResult.Parsed(elements);
  }

  private ParseResult document() {
    try {
      refuseByteOrderMark();
      cursor.skipBlanks();
      cursor.begin();
      if (cursor.at == cursor.end) throw cursor.malformed("the body is empty; send a JSON object");
      JsonNode node = value();
      String text = cursor.text();
      cursor.skipBlanks();
      if (cursor.at < cursor.end)
        throw cursor.malformed("unexpected text after the document; send one JSON document");
      return reading(node, text);
    } catch (JsonSyntaxException jsonSyntaxException) {
      var violations = new ArrayList<>(cursor.violations());
      violations.add(jsonSyntaxException.violation());
      return new ParseResult.Malformed(violations);
    }
  }

  private ParseResult reading(JsonNode node, String text) {
    return cursor.violations().isEmpty()
        ? new ParseResult.Parsed(node, text)
        : new ParseResult.Malformed(cursor.violations());
  }

  private void refuseByteOrderMark() throws JsonSyntaxException {
    if (cursor.end - cursor.at < 2) return;
    int first = cursor.in[cursor.at] & 0xFF;
    int second = cursor.in[cursor.at + 1] & 0xFF;
    if (first == 0xEF && second == 0xBB)
      throw cursor.malformed("unexpected byte order mark; send UTF-8 without it");
    if (first + second == 0xFE + 0xFF || first == 0 || second == 0)
      throw cursor.malformed("the body is not UTF-8 (it looks like UTF-16 or UTF-32); send UTF-8");
  }

  private List<BatchParseResult.Element> batch(int max) throws JsonSyntaxException {
    var elements = new ArrayList<BatchParseResult.Element>();
    cursor.skipBlanks();
    for (boolean more = hasFirst(']'); more; more = hasNext(']')) {
      cursor.begin();
      int from = cursor.at;
      JsonNode node = value();
      elements.add(new BatchParseResult.Element(reading(node, cursor.text()), cursor.at - from));
      if (elements.size() > max) return elements;
    }
    cursor.skipBlanks();
    if (cursor.at < cursor.end)
      throw cursor.malformed("unexpected text after the array; send one JSON array");
    return elements;
  }

  private JsonNode value() throws JsonSyntaxException {
    if (cursor.at == cursor.end)
      throw cursor.malformed("unexpected end of text; expected a JSON value");
    byte b = cursor.in[cursor.at];
    return switch (b) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> {
        cursor.at++;
        yield NODES.stringNode(JsonStrings.read(cursor));
      }
      case 't' -> word("true", NODES.booleanNode(true));
      case 'f' -> word("false", NODES.booleanNode(false));
      case 'n' -> word("null", NODES.nullNode());
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected(b);
    };
  }

  private JsonNode number() throws JsonSyntaxException {
    boolean infinite =
        cursor.in[cursor.at] == '-'
            && cursor.at + 1 < cursor.end
            && cursor.in[cursor.at + 1] == 'I';
    if (infinite) throw cursor.malformed("Infinity is not JSON; send null or a string");
    return JsonNumbers.read(cursor);
  }

  private ObjectNode object() throws JsonSyntaxException {
    ObjectNode object = NODES.objectNode();
    cursor.enter();
    for (boolean more = hasFirst('}'); more; more = hasNext('}')) member(object);
    cursor.leave();
    return object;
  }

  private void member(ObjectNode object) throws JsonSyntaxException {
    int from = cursor.at;
    cursor.clearStep();
    if (from == cursor.end || cursor.in[from] != '"')
      throw cursor.malformed("expected a member name in double quotes");
    cursor.at++;
    String name = JsonStrings.read(cursor);
    if (name.length() > MAX_NAME_LENGTH) {
      cursor.addViolation(from, "a member name must not exceed " + MAX_NAME_LENGTH + " characters");
      name = name.substring(0, MAX_NAME_LENGTH);
    }
    cursor.setStep(name);
    cursor.skipBlanks();
    if (cursor.at == cursor.end || cursor.in[cursor.at] != ':')
      throw cursor.malformed("expected ':' between a member's name and its value");
    cursor.at++;
    cursor.skipBlanks();
    JsonNode value = value();
    if (object.replace(name, value) != null)
      cursor.addViolation(from, "duplicate member; send each name once");
  }

  private ArrayNode array() throws JsonSyntaxException {
    ArrayNode array = NODES.arrayNode();
    cursor.enter();
    for (boolean more = hasFirst(']'); more; more = hasNext(']')) {
      cursor.setStep(array.size());
      array.add(value());
    }
    cursor.leave();
    return array;
  }

  /// Moves from the opening bracket to the first part. False, after the closing one, if there is
  /// none.
  private boolean hasFirst(char close) {
    cursor.at++;
    cursor.skipBlanks();
    if (cursor.at == cursor.end || cursor.in[cursor.at] != close) return true;
    cursor.at++;
    return false;
  }

  /// Moves after a part to the next one. False, after the closing bracket, if it was the last.
  private boolean hasNext(char close) throws JsonSyntaxException {
    cursor.skipBlanks();
    byte b = cursor.at < cursor.end ? cursor.in[cursor.at] : 0;
    if (b != ',' && b != close)
      throw cursor.malformed(
          cursor.at == cursor.end
              ? "unexpected end of text; expected '" + close + "'"
              : "expected ',' or '" + close + "'");
    cursor.at++;
    if (b == close) return false;
    cursor.skipBlanks();
    return true;
  }

  private JsonNode word(String word, JsonNode node) throws JsonSyntaxException {
    byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < wanted.length; i++)
      if (cursor.at + i >= cursor.end || cursor.in[cursor.at + i] != wanted[i])
        throw cursor.malformed("unexpected token '" + token() + "'; expected a JSON value");
    cursor.at += wanted.length;
    return node;
  }

  /// The letters at the cursor, at most [#MAX_TOKEN] of them.
  private String token() {
    int to = cursor.at;
    int most = Math.min(cursor.end, cursor.at + MAX_TOKEN);
    while (to < most && Character.isLetter(cursor.in[to])) to++;
    return new String(cursor.in, cursor.at, to - cursor.at, StandardCharsets.US_ASCII);
  }

  private JsonSyntaxException unexpected(byte b) {
    if (b < 0) return JsonStrings.notUtf8(cursor);
    return cursor.malformed(
        switch (b) {
          case 'N' -> "NaN is not JSON; send null or a string";
          case 'I' -> "Infinity is not JSON; send null or a string";
          case '\'' -> "strings must be in double quotes";
          case '+', '.' -> "a number must begin with a digit or a minus sign";
          case '/', '#' -> "comments are not allowed in JSON";
          case 0 -> "NUL bytes are not allowed in JSON";
          case '}', ']', ',' -> "expected a JSON value";
          default -> "unexpected character; send an object such as {\"name\": \"value\"}";
        });
  }
}
