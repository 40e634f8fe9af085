package io.surgetank.local.mapping;

class ModelMappingTest implements MappingContract, FifoContract, BadDaysContract {
  @Override
  public World world(Terms terms, Lambda lambda) {
    return new World(terms, lambda, 1, time -> new ModelSqs(terms.queue(), time));
  }
}
