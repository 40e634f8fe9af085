package io.surgetank.http;

import io.surgetank.core.api.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parses a head strictly by the grammar of RFC 9112.
final class HeadParser {
  /// For each byte: its lower case if it may be part of a token (RFC 9110, 5.6.2), else 0.
  private static final byte[] TOKEN = new byte[256];

  static {
    for (char each : "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz".toCharArray())
      TOKEN[each] = (byte) each;
    for (char each = 'A'; each <= 'Z'; each++) TOKEN[each] = (byte) (each + 32);
  }

  private final byte[] bytes;
  private final int end;
  private int at;
  private String method = "";
  private String target = "";
  private HttpVersion version = HttpVersion.HTTP_1_1;
  private final Map<String, List<String>> headers = new HashMap<>(32);

  private HeadParser(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  static boolean isToken(byte each) {
    return TOKEN[each & 0xFF] != 0;
  }

  /// Parses the lines in `bytes`, each with its CR LF; changes the bytes.
  static HeadParseResult parse(byte[] bytes, int from, int to) {
    return new HeadParser(bytes, from, to).parse();
  }

  private HeadParseResult parse() {
    Optional<EarlyResponse> refusal = requestLine();
    while (refusal.isEmpty() && at < end) refusal = field();
    if (refusal.isPresent()) return new HeadParseResult.Invalid(refusal.get());
    return RequestTarget.of(target, method)
        .<HeadParseResult>map(this::whole)
        .orElseGet(this::invalidTarget);
  }

  private HeadParseResult invalidTarget() {
    return new HeadParseResult.Invalid(EarlyResponse.MALFORMED);
  }

  /// `method SP request-target SP HTTP-version` (RFC 9112, 3): one space each, nothing else.
  private Optional<EarlyResponse> requestLine() {
    int from = at;
    while (TOKEN[bytes[at] & 0xFF] != 0) at++;
    if (at == from || bytes[at] != ' ') return Optional.of(EarlyResponse.MALFORMED);
    method = text(from, at);
    from = ++at;
    while (bytes[at] > ' ' && bytes[at] < 0x7F) at++;
    if (at == from || bytes[at] != ' ') return Optional.of(EarlyResponse.MALFORMED);
    target = text(from, at);
    return version(++at);
  }

  /// `HTTP/` digit `.` digit (RFC 9112, 2.3).
  private Optional<EarlyResponse> version(int from) {
    int lineEnd = from;
    while (bytes[lineEnd] != '\r') lineEnd++;
    at = lineEnd + 2;
    if (bytes[lineEnd + 1] != '\n') return Optional.of(EarlyResponse.MALFORMED);
    String text = text(from, lineEnd);
    if (text.length() != 8 || !text.startsWith("HTTP/") || text.charAt(6) != '.')
      return Optional.of(EarlyResponse.MALFORMED);
    char minor = text.charAt(7);
    if (text.charAt(5) != '1' || minor < '0' || minor > '9')
      return Optional.of(EarlyResponse.VERSION);
    version = minor == '0' ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
    return Optional.empty();
  }

  /// `field-name ":" OWS field-value OWS` (RFC 9112, 5): no space before the colon, no folded line,
  /// no control character; a name is not empty.
  private Optional<EarlyResponse> field() {
    int from = at;
    for (byte lower; (lower = TOKEN[bytes[at] & 0xFF]) != 0; at++) bytes[at] = lower;
    if (at == from || bytes[at] != ':') return Optional.of(EarlyResponse.MALFORMED);
    String name = text(from, at);
    int valueFrom = ++at;
    while (isInValue(bytes[at])) at++;
    if (bytes[at] != '\r' || bytes[at + 1] != '\n') return Optional.of(EarlyResponse.MALFORMED);
    int valueTo = at;
    at += 2;
    while (valueFrom < valueTo && isBlank(bytes[valueFrom])) valueFrom++;
    while (valueTo > valueFrom && isBlank(bytes[valueTo - 1])) valueTo--;
    add(name, text(valueFrom, valueTo));
    return Optional.empty();
  }

  private void add(String name, String value) {
    List<String> before = headers.put(name, List.of(value));
    if (before == null) return;
    var all = new ArrayList<>(before);
    all.add(value);
    headers.put(name, all);
  }

  private static boolean isInValue(byte each) {
    return each < 0 || (each >= ' ' && each != 0x7F) || each == '\t';
  }

  private static boolean isBlank(byte each) {
    return each == ' ' || each == '\t';
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private HeadParseResult whole(RequestTarget parsed) {
    Optional<String> path = PercentEncoding.decode(parsed.rawPath());
    if (path.isEmpty()) return new HeadParseResult.Invalid(EarlyResponse.PATH);
    List<String> hosts = headers.getOrDefault("host", List.of());
    boolean valid =
        hosts.size() == 1
            ? AllowedHosts.isWellFormed(hosts.getFirst())
            : hosts.isEmpty() && version == HttpVersion.HTTP_1_0;
    if (!valid) return new HeadParseResult.Invalid(EarlyResponse.HOST);
    // The target's authority overrides Host (RFC 9112, 3.2.2).
    if (!parsed.authority().isEmpty()) headers.put("host", List.of(parsed.authority()));
    Framing framing = Framing.of(headers, version);
    if (framing instanceof Framing.Ambiguous)
      return new HeadParseResult.Invalid(EarlyResponse.FRAMING);
    var request = new Request(method, path.get(), parsed.query(), headers, new byte[0]);
    var head = new RequestHead(request, version, framing);
    if (head.expectsSomethingElse()) return new HeadParseResult.Invalid(EarlyResponse.EXPECTATION);
    return new HeadParseResult.Valid(head);
  }
}
