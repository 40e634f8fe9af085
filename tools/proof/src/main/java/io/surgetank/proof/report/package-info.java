/// The committed results of campaigns, and docs/reliability.md, which is generated from them.
@NullMarked
package io.surgetank.proof.report;

import org.jspecify.annotations.NullMarked;
