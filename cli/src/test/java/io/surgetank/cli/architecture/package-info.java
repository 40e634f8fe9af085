/// Tests of the repository: module dependencies, the form of files, the commands of README and
/// docs.
@NullMarked
package io.surgetank.cli.architecture;

import org.jspecify.annotations.NullMarked;
