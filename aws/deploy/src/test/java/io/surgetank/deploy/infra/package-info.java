/// Tests of what stands in infra/: in step with the descriptor, valid, and one graph.
@NullMarked
package io.surgetank.deploy.infra;

import org.jspecify.annotations.NullMarked;
