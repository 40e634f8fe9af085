/// A stack as a service of the Serverless Framework. Uses `stack` and `cloudformation`.
@NullMarked
package io.surgetank.deploy.serverless;

import org.jspecify.annotations.NullMarked;
