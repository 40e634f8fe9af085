/// moto, an emulator of AWS services, for tests that deploy. Used by tests of every module that
/// deploys.
@NullMarked
package io.surgetank.deploy.infra.moto;

import org.jspecify.annotations.NullMarked;
