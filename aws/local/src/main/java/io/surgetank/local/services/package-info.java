/// SQS and DynamoDB on one machine: the process that emulates both, clients for loopback addresses
/// only, and the queues and the table of a stack.
@NullMarked
package io.surgetank.local.services;

import org.jspecify.annotations.NullMarked;
