package io.surgetank.deploy.stack;

/// Settings of a deployment that are not in the configuration.
///
/// @param application the first part of all names: `surgetank`
/// @param stage one of several deployments in an account: `dev`
/// @param memory of each function, in megabytes
/// @param throttle of the API, which responds with 429 beyond it
/// @param configuration the path of the configuration in the zip; empty for the built-in pipelines
public record StackSettings(
    String application,
    String stage,
    Place place,
    int memory,
    HttpApi.Throttle throttle,
    String configuration) {
  /// The region of an export that names none, and of local AWS.
  public static final String DEFAULT_REGION = "eu-central-1";

  /// With less than 512 MB, a function gets so little CPU that the JVM starts for seconds.
  public static final int MEMORY = 1024;

  /// A tenth of the limit of an account, so that it can have several stages.
  public static final HttpApi.Throttle THROTTLE = new HttpApi.Throttle(1_000, 500);

  /// A region of an account.
  ///
  /// @param partition `aws`
  /// @param account twelve digits
  public record Place(String partition, String region, String account) {
    /// Known when the stack is deployed: placeholders, named as in CloudFormation.
    public static final Place OF_DEPLOYMENT =
        new Place("${AWS::Partition}", "${AWS::Region}", "${AWS::AccountId}");

    public Place(String region, String account) {
      this("aws", region, account);
    }

    /// In exports, which are for any account.
    public static final String NO_ACCOUNT = "000000000000";
  }

  public static StackSettings of(String stage, String region) {
    return new StackSettings(
        "surgetank", stage, new Place(region, Place.NO_ACCOUNT), MEMORY, THROTTLE, "");
  }

  public StackSettings withConfiguration(String file) {
    return new StackSettings(application, stage, place, memory, throttle, file);
  }

  public StackSettings withMemory(int megabytes) {
    return new StackSettings(application, stage, place, megabytes, throttle, configuration);
  }

  public StackSettings at(Place other) {
    return named(application, stage, other);
  }

  /// The same in another place, under another name.
  public StackSettings named(String otherApplication, String otherStage, Place other) {
    return new StackSettings(otherApplication, otherStage, other, memory, throttle, configuration);
  }

  /// The first part of every name.
  public String name() {
    return application + "-" + stage;
  }
}
