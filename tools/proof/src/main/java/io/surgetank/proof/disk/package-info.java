/// Disks that fail: records every change that a process makes to its files, makes chosen calls
/// fail, and rebuilds the files as they could be after a power failure at any point of the
/// recording.
@NullMarked
package io.surgetank.proof.disk;

import org.jspecify.annotations.NullMarked;
