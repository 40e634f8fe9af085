package io.surgetank.local.eventsource;

class ElasticMappingTest implements MappingContract, FifoContract, QueueFaultsContract {
  @Override
  public MappingHarness harness(MappingConfig mappingConfig, FakeLambda fakeLambda) {
    return new MappingHarness(
        mappingConfig, fakeLambda, 1, time -> new ElasticSqs(mappingConfig.sqsQueue(), time));
  }
}
