package io.surgetank.core.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// How this project reads and writes JSON: exact decimals, no duplicate members, bounded depth.
public final class Json {
  /// Deeper nesting is an attack or a mistake; every reader downstream may recurse this far safely.
  public static final int MAX_DEPTH = 64;

  /// Longer numbers may be an attack on code that computes with them.
  public static final int MAX_NUMBER_LENGTH = 100;

  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /// Reads text that was validated on submission; an error is unexpected here.
  public static JsonNode read(String trusted) {
    return MAPPER.readTree(trusted);
  }

  public static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }
}
