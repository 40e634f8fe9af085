/// A stand-in for an AWS account: its control plane on this machine, for the real tools to deploy
/// to. Uses `cloudformation`, which reads a template back; used by tests of every module that
/// deploys.
///
/// **As on AWS.** Stacks and change sets go through AWS's states, with its events, reasons and
/// error codes; parameters are checked (given, known, pattern, bounds, length); a change set is
/// computed from values, not from text, and fails without changes; resources are made in the order
/// of their dependencies and rolled back when one fails; names of queues, tables, functions, roles,
/// log groups and buckets have AWS's patterns and are there once; a function's code must lie in its
/// bucket and be a zip; a secret that is looked up must exist; a protected table and a bucket with
/// something in it refuse to go; roles ask for a capability. S3 keeps whole objects, uploads in
/// parts and other people's buckets; Secrets Manager and Parameter Store keep texts.
///
/// **Left out.** Rights and signatures: whoever comes is let in. A resource's properties are not
/// held to its schema, which AWS's validator does in `aws/cloudformation`; what a property does is
/// done for functions, buckets and the table's protection alone. Everything is done at once, unless
/// [Account#takes] says otherwise, and one resource after the other. Quotas of an account, version
/// numbers in sequence, transforms, nested stacks, imports, macros, drift, stack policies, rollback
/// triggers and hooks are not known, and neither is any action that no tool of ours asks for: it is
/// refused by name.
@NullMarked
package io.surgetank.deploy.infra.account;

import org.jspecify.annotations.NullMarked;
