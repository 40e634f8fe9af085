package io.surgetank.core.configuration;

import io.surgetank.core.address.AddressRange;
import io.surgetank.core.configuration.ValueParser.Parsed;
import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.pipeline.TargetUrl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads the handler of a pipeline: a name, or a mapping of `name` and the handler's settings.
final class HandlerSection {
  static final String DEFAULT = "task";

  /// Replaces a URL that is reported as missing or invalid, so that the other settings are checked.
  private static final String DEFAULT_URL = "http://localhost";

  /// A longer list belongs in a firewall.
  static final int MAX_ADDRESSES = 32;

  private static final Pattern CLASS =
      Pattern.compile("[A-Za-z_$][\\w$]{0,99}(\\.[A-Za-z_$][\\w$]{0,99}){1,20}");

  private HandlerSection() {}

  static HandlerRef read(YamlMap work) {
    var node = work.node("handler");
    if (node.isPresent() && node.get() instanceof MappingNode)
      return detailed(work.section("handler"));
    var name = work.optional("handler", HandlerSection::name, DEFAULT);
    if (!name.equals("http")) return new HandlerRef(name, Map.of());
    work.error("handler", "http needs a url", "use handler: {name: http, url: https://...}");
    return new HandlerRef(name, Map.of("url", DEFAULT_URL));
  }

  private static HandlerRef detailed(YamlMap map) {
    var name = map.required("name", HandlerSection::name);
    boolean lacksUrl =
        name.equals(Optional.of("http")) && map.required("url", HandlerSection::url).isEmpty();
    var settings = new LinkedHashMap<String, String>();
    boolean settable =
        name.isPresent() && !name.get().equals("order") && !name.get().equals("task");
    if (settable)
      for (var key : map.names())
        if (key.equals("headers") && name.equals(Optional.of("http"))) headers(map, settings);
        else if (key.equals(HandlerRef.ADDRESSES) && name.equals(Optional.of("http")))
          addresses(map).ifPresent(list -> settings.put(key, list));
        else if (!key.equals("name"))
          map.value(key, Parsed.Value<String>::new).ifPresent(value -> settings.put(key, value));
    if (lacksUrl) settings.put("url", DEFAULT_URL);
    if (name.isPresent()) map.refuseOthers();
    return new HandlerRef(name.orElse(DEFAULT), settings);
  }

  private static Parsed<String> name(String text) {
    if (HandlerRef.BUILT_IN.contains(text) || CLASS.matcher(text).matches())
      return new Parsed.Value<>(text);
    String guess =
        Suggestion.to(text, HandlerRef.BUILT_IN)
            .map(known -> "did you mean '" + known + "'? ")
            .orElse("");
    return new Parsed.Invalid<>(
        ErrorCollector.quote(text) + " is not a handler",
        guess
            + "use one of "
            + String.join(", ", HandlerRef.BUILT_IN)
            + ", or the full name of your class, such as com.example.Payments");
  }

  private static void headers(YamlMap map, Map<String, String> settings) {
    if (!(map.node("headers").orElseThrow() instanceof MappingNode)) {
      // The value is not repeated: it may be a secret.
      map.error(
          "headers", "must be a mapping of names and values", "use headers: {X-Api-Key: ...}");
      return;
    }
    YamlMap headers = map.section("headers");
    for (var name : headers.names())
      headers
          .value(name, Parsed.Value<String>::new)
          .ifPresent(value -> settings.put(HandlerRef.HEADERS + name, value));
  }

  private static Optional<String> addresses(YamlMap map) {
    var node = map.node(HandlerRef.ADDRESSES).orElseThrow();
    if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
      map.error(
          HandlerRef.ADDRESSES,
          "must be a list of addresses, but is " + YamlMap.kind(node),
          "use [10.0.0.0/8]");
      return Optional.empty();
    }
    if (list.getValue().size() > MAX_ADDRESSES) {
      map.error(
          HandlerRef.ADDRESSES, "has more than " + MAX_ADDRESSES + " addresses", "list ranges");
      return Optional.empty();
    }
    return Optional.of(
        list.getValue().stream()
            .flatMap(each ->
                map.scalar(map.named(HandlerRef.ADDRESSES), each, HandlerSection::address).stream())
            .collect(Collectors.joining(",")));
  }

  private static Parsed<String> address(String text) {
    try {
      return new Parsed.Value<>(AddressRange.parse(text).toString());
    } catch (IllegalArgumentException unusable) {
      return new Parsed.Invalid<>(
          String.valueOf(unusable.getMessage()), "such as 10.1.2.3 or fd00::/8");
    }
  }

  private static Parsed<String> url(String text) {
    try {
      return new Parsed.Value<>(TargetUrl.of(text).uri().toString());
    } catch (IllegalArgumentException unusable) {
      return new Parsed.Invalid<>(
          // The text itself is not repeated: it may contain a password.
          "is not a valid URL: " + unusable.getMessage(), "use a full URL: https://host/path");
    }
  }
}
