/// `tools/proof/run`: the command line and the wiring of the campaigns.
@NullMarked
package io.surgetank.proof.main;

import org.jspecify.annotations.NullMarked;
