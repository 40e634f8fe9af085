package io.surgetank.proof.planted;

import java.util.List;

/// A fault of one source file, and the campaign that must find it.
///
/// @param fault a sentence with what Surgetank does wrong
/// @param file of the source, relative to the root of the repository
/// @param original the text that is replaced; occurs once in the file
/// @param campaign the arguments of `tools/proof/run`, without the seed: `simulation`, `--seeds`,
///   `500`
public record PlantedFault(
    String name,
    String fault,
    String file,
    String original,
    String replacement,
    List<String> campaign) {

  public PlantedFault {
    campaign = List.copyOf(campaign);
    if (campaign.isEmpty()) throw new IllegalArgumentException(name + " names no campaign");
  }

  /// The source with the fault. Throws if the source has changed so that the fault does not apply.
  String plant(String source) {
    int at = source.indexOf(original);
    if (at < 0 || source.indexOf(original, at + 1) >= 0)
      throw new IllegalArgumentException(
          "%s: %s must contain this text once; adapt planted-faults.yaml:%n%s"
              .formatted(name, file, original));
    return source.substring(0, at) + replacement + source.substring(at + original.length());
  }
}
