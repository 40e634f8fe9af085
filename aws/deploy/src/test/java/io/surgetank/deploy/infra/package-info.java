/// Tests of the infrastructure code of the three tools: consistent with the configuration, valid,
/// and the same resources.
@NullMarked
package io.surgetank.deploy.infra;

import org.jspecify.annotations.NullMarked;
