/// The result as text, JSON, and a page with charts. Uses `measure` and `reconcile`; used by
/// `load`.
@NullMarked
package io.surgetank.load.report;

import org.jspecify.annotations.NullMarked;
