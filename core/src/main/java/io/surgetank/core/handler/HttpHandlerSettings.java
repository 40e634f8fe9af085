package io.surgetank.core.handler;

import io.surgetank.core.address.AddressRange;
import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.pipeline.TargetUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/// Reads the settings of an `http` handler: target, signature, headers, connections. Reports all
/// errors, without values of secrets.
final class HttpHandlerSettings {
  private static final Set<String> KNOWN =
      Set.of("url", "secret", HandlerRef.ADDRESSES, "ca", "cert", "key");

  private final Map<String, String> settings;
  private final SecretSource secrets;
  private final List<String> errors = new ArrayList<>();

  HttpHandlerSettings(Map<String, String> settings, SecretSource secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /// What the settings say.
  record Values(
      URI target,
      Optional<WebhookSignature> signature,
      Map<String, String> headers,
      ConnectionSettings connection) {
    /// Without secrets.
    @Override
    public String toString() {
      return target.toString();
    }
  }

  /// Not to be used if there are [#errors()].
  Values read() {
    var names = new TreeSet<>(settings.keySet());
    names.removeIf(name -> name.startsWith(HandlerRef.HEADERS) || KNOWN.contains(name));
    names.forEach(name -> errors.add("the handler http has no setting " + name));
    Map<String, String> headers = CustomHeaders.read(settings, secrets, errors);
    URI target = target();
    Optional<WebhookSignature> signature = signature();
    var addresses = AllowedAddresses.of(target, addresses());
    AllowedAddresses.literal(AllowedAddresses.host(target))
        .filter(address -> !addresses.admits(address))
        .ifPresent(
            address -> errors.add("the handler http's url has " + addresses.refusal(address)));
    Optional<SSLContext> tls = new ClientTls(settings, secrets, errors).read(target.getScheme());
    return new Values(target, signature, headers, new ConnectionSettings(addresses, tls));
  }

  List<String> errors() {
    return List.copyOf(errors);
  }

  private URI target() {
    try {
      return TargetUrl.of(settings.getOrDefault("url", "")).uri();
    } catch (IllegalArgumentException unusable) {
      errors.add("the handler http needs a valid url: " + unusable.getMessage());
      return URI.create("https://localhost");
    }
  }

  private List<AddressRange> addresses() {
    String text = settings.getOrDefault(HandlerRef.ADDRESSES, "");
    var ranges = new ArrayList<AddressRange>();
    try {
      if (!text.isEmpty())
        for (String each : text.split(",", -1)) ranges.add(AddressRange.parse(each.strip()));
    } catch (IllegalArgumentException unusable) {
      errors.add("the handler http's addresses: " + unusable.getMessage());
    }
    return ranges;
  }

  private Optional<WebhookSignature> signature() {
    int before = errors.size();
    Optional<String> secret =
        Optional.ofNullable(settings.get("secret"))
            .map(text ->
                new SecretPlaceholders(text).resolve(secrets, "the handler http's secret", errors));
    if (errors.size() > before) return Optional.empty();
    try {
      return secret.map(WebhookSignature::withSecret);
    } catch (IllegalArgumentException unusable) {
      // The secret itself is not repeated: errors are printed and logged.
      errors.add(
          "the handler http's secret is empty, or is not Base64 after " + WebhookSignature.PREFIX);
      return Optional.empty();
    }
  }
}
