package io.surgetank.cli.command;

import io.surgetank.core.address.AddressRange;
import io.surgetank.http.proxy.ForwardingHeader;
import io.surgetank.http.proxy.ProxySettings;
import io.surgetank.http.proxy.PublicUrl;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The reverse proxies in front of the server.
final class ProxyOptions {
  @Option(
      names = "--behind-proxy",
      paramLabel = "ADDRESS",
      split = ",",
      converter = AddressRangeConverter.class,
      description = {
        "The server is behind reverse proxies at these addresses or ranges (10.0.0.0/8), which",
        "provide TLS: every request needs a key, also on loopback, and the addresses of clients",
        "are those that the proxies report. May be repeated, or separated by commas."
      })
  private List<AddressRange> addresses = List.of();

  @Option(
      names = "--proxy-header",
      paramLabel = "NAME",
      defaultValue = "x-forwarded-for",
      converter = HeaderConverter.class,
      description = {
        "The header in which the proxies report the addresses of clients: x-forwarded-for, or",
        "forwarded (RFC 7239). Others are ignored. Default: ${DEFAULT-VALUE}"
      })
  private ForwardingHeader header = ForwardingHeader.X_FORWARDED_FOR;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      converter = PublicUrlConverter.class,
      description = {
        "The URL of the server for clients of the proxies, such as https://example.com/jobs, which",
        "begins every link in responses to them. Requires --behind-proxy. Default: links are paths."
      })
  private Optional<PublicUrl> publicUrl = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  boolean areUsed() {
    return !addresses.isEmpty();
  }

  /// Throws [ParameterException] if an option would have no effect.
  ProxySettings settings() {
    if (!areUsed())
      for (String option : List.of("--public-url", "--proxy-header"))
        if (command.commandLine().getParseResult().hasMatchedOption(option))
          throw new ParameterException(command.commandLine(), option + " requires --behind-proxy.");
    return new ProxySettings(addresses, header, publicUrl);
  }

  static final class AddressRangeConverter implements ITypeConverter<AddressRange> {
    @Override
    public AddressRange convert(String text) {
      try {
        return AddressRange.parse(text.strip());
      } catch (IllegalArgumentException invalid) {
        throw new TypeConversionException(String.valueOf(invalid.getMessage()));
      }
    }
  }

  static final class PublicUrlConverter implements ITypeConverter<PublicUrl> {
    @Override
    public PublicUrl convert(String text) {
      try {
        return PublicUrl.parse(text.strip());
      } catch (IllegalArgumentException invalid) {
        throw new TypeConversionException(String.valueOf(invalid.getMessage()));
      }
    }
  }

  static final class HeaderConverter implements ITypeConverter<ForwardingHeader> {
    @Override
    public ForwardingHeader convert(String text) {
      return Arrays.stream(ForwardingHeader.values())
          .filter(header -> header.label().equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("use x-forwarded-for or forwarded"));
    }
  }
}
