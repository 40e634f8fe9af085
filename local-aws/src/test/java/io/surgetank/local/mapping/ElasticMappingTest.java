package io.surgetank.local.mapping;

class ElasticMappingTest implements MappingContract, FifoContract, BadDaysContract {
  @Override
  public World world(Terms terms, Lambda lambda) {
    return new World(terms, lambda, 1, time -> new ElasticSqs(terms.queue(), time));
  }
}
