/// The files of the repository that tests compare: pages and examples. Used by tests of all
/// packages.
@NullMarked
package io.surgetank.core.repository;

import org.jspecify.annotations.NullMarked;
