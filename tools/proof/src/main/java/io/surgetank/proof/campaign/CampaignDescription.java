package io.surgetank.proof.campaign;

/// What a campaign does.
///
/// @param name of its command and of the file with its result
/// @param title of its section in docs/reliability.md
/// @param description in Markdown: what it does to the server and what it checks
public record CampaignDescription(String name, String title, String description) {
  /// Runs it with its default size and a random seed.
  public String command() {
    return "tools/proof/run " + name;
  }
}
