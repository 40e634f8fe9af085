/// A campaign, its result, and the machine that it ran on. Used by every campaign.
@NullMarked
package io.surgetank.proof.campaign;

import org.jspecify.annotations.NullMarked;
