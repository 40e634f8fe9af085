package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.api.Request;
import io.surgetank.core.api.Response;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.json.Json;
import io.surgetank.proof.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Submissions. The first byte of an input selects the path and the media type.
public final class BodyTarget implements FuzzTarget {
  private static final List<String> PATHS = List.of("/any", "/checked", "/orders");
  private static final List<String> TYPES = List.of("application/json", "application/x-ndjson");

  private final FuzzedApi api = new FuzzedApi();

  @Override
  public List<byte[]> examples() {
    return Stream.of(
            "a{}",
            "a{\"id\":\"a\",\"n\":100.00,\"m\":1E+2,\"z\":-0.0,\"t\":true,\"f\":false,\"u\":null}",
            "a{\"a\":{\"b\":[1,[2,[3]]]},\"s\":\"\\u00e4\\n\\\"\\\\\\/\\ud83d\\ude00 \u00e4\u20ac\ud83d\ude00\"}",
            "a[{\"a\":1},{\"b\":2},3,\"x\"]",
            "d{\"a\":1}\n\n{\"b\":2}\r\n[]\n",
            "b{\"id\":1,\"amount\":10.50,\"mail\":\"a@b.example\",\"name\":\"ab\",\"list\":[1,2],\"when\":\"2026-01-31T08:00:00Z\"}",
            "b{\"id\":\"x\",\"amount\":1e400,\"list\":[1,1],\"other\":{}}",
            "c{\"productId\":\"TEST\",\"quantity\":2}",
            "a{\"a\":1,\"a\":2}",
            "a{\"s\":\"\\ud800\"}",
            "a" + "[".repeat(70) + "]".repeat(70),
            "a {\"n\":123456789012345678901234567890.123456789e-10} ")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> tokens() {
    return List.of(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "{\"a\":",
        "\"a\":1,",
        "\\u0000",
        "\\u0041",
        "\\ud800",
        "\\udfff",
        "\\ud83d\\ude00",
        "\ufeff",
        "\ud83d\ude00",
        "\u00e4",
        "\u2028",
        "1e400",
        "-0.0",
        "1E-999999999",
        "100.00",
        "0.1e1",
        "01",
        "-",
        "1.",
        ".5",
        "9".repeat(101),
        "NaN",
        "Infinity",
        "true",
        "false",
        "null",
        "tru",
        "//",
        "/**/",
        "'",
        "\n",
        "\r\n",
        "\t",
        " ",
        "\0",
        "\"id\":\"a\"",
        "\"amount\":10.5",
        "\"mail\":\"a@b.example\"",
        "\"when\":\"2026-01-31T08:00:00Z\"",
        "\"list\":[1,2]",
        "\"name\":\"ab\"",
        "a@[127.0.0.1]",
        "xn--",
        "2026-02-30T25:61:61+24:00");
  }

  @Override
  public Optional<String> run(byte[] input) {
    if (input.length == 0) return Optional.empty();
    api.reset();
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    int choice = Math.floorMod(input[0] - 'a', PATHS.size() * TYPES.size());
    String type = TYPES.get(choice / PATHS.size());
    var request =
        new Request(
            "POST",
            PATHS.get(choice % PATHS.size()),
            "",
            Map.of("content-type", List.of(type), "host", List.of("localhost")),
            body);
    Response response = api.handler().answer(request);
    Optional<String> violation = api.violation(request, response);
    if (violation.isPresent()) return violation;
    boolean single = response.headers().containsKey("Location");
    return single ? stored(body, response) : Optional.empty();
  }

  /// Compares what was sent with what is stored, by an independent parser.
  private Optional<String> stored(byte[] body, Response response) {
    String location = String.valueOf(response.headers().get("Location"));
    Optional<JobRecord> record =
        JobId.parse(location.substring(location.lastIndexOf('/') + 1)).flatMap(api::find);
    if (record.isEmpty()) return Optional.of("lost: " + location);
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      List<String> sent = tokens(text);
      return sent.equals(tokens(record.get().job().payload()))
          ? Optional.empty()
          : Optional.of("changed: " + record.get().job().payload());
    } catch (JacksonException refused) {
      return Optional.of("accepted: Jackson refuses it: " + refused.getOriginalMessage());
    }
  }

  /// Numbers as they are written, strings as they are decoded.
  private static List<String> tokens(String text) {
    var tokens = new ArrayList<String>();
    try (JsonParser parser = Json.MAPPER.createParser(text)) {
      for (JsonToken token; (token = parser.nextToken()) != null; )
        tokens.add(token + " " + parser.getString());
    }
    return tokens;
  }
}
