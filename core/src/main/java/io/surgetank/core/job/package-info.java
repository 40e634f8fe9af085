/// A job: its id, what was accepted, where it stands and what was tried. Uses nothing; used by all.
@NullMarked
package io.surgetank.core.job;

import org.jspecify.annotations.NullMarked;
