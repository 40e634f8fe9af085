package io.surgetank.deploy.infra.account;

import java.io.IOException;

/// Answers what is asked of one service of AWS.
public interface Service {
  Answer answer(Asked asked) throws Refusal, IOException;
}
