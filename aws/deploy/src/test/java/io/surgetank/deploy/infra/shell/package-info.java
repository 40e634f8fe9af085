/// A shell with the tools that docs/aws/deploying.md uses, and the commands of that page. Used by
/// tests of every module that deploys.
@NullMarked
package io.surgetank.deploy.infra.shell;

import org.jspecify.annotations.NullMarked;
