package io.surgetank.deploy.stack;

/// What the descriptor does not say of a deployment.
///
/// @param application what the deployment is called, without the stage: `surgetank`
/// @param stage which of several deployments of one account: `dev`
/// @param place where it stands
/// @param memory of each function, in megabytes
/// @param throttle what the API takes before it answers 429
/// @param descriptor the descriptor's name in the zip; empty for the built-in pipelines
public record StackSettings(
    String application,
    String stage,
    Place place,
    int memory,
    HttpApi.Throttle throttle,
    String descriptor) {
  /// Below 512 MB a function's share of a processor makes a JVM start for seconds.
  public static final int MEMORY = 1024;

  /// A tenth of what an account takes in all, so that several stages stand beside each other.
  public static final HttpApi.Throttle THROTTLE = new HttpApi.Throttle(1_000, 500);

  /// Where a deployment stands.
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

    /// Of the examples in AWS's own pages; what is exported names no account.
    public static final String NO_ACCOUNT = "000000000000";
  }

  public static StackSettings of(String stage, String region) {
    return new StackSettings(
        "surgetank", stage, new Place(region, Place.NO_ACCOUNT), MEMORY, THROTTLE, "");
  }

  public StackSettings withDescriptor(String file) {
    return new StackSettings(application, stage, place, memory, throttle, file);
  }

  public StackSettings withMemory(int megabytes) {
    return new StackSettings(application, stage, place, megabytes, throttle, descriptor);
  }

  public StackSettings at(Place other) {
    return named(application, stage, other);
  }

  /// The same in another place, under another name.
  public StackSettings named(String otherApplication, String otherStage, Place other) {
    return new StackSettings(otherApplication, otherStage, other, memory, throttle, descriptor);
  }

  /// What every name begins with.
  public String name() {
    return application + "-" + stage;
  }
}
