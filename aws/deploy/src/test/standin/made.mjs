// What AWS makes of a thing that is put there: its id, its ARN and what else is known only then. Where
// nothing is told here, a computed attribute gets a text with its own name.

import { createHash } from 'node:crypto';
import { ACCOUNT } from './cloud.mjs';

const short = (...parts) => createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 10);

// The attributes that may be given and are made where they are not, beside id, tags_all and region.
export const filled = {
  aws_sqs_queue: ['name', 'policy', 'redrive_policy', 'redrive_allow_policy', 'deduplication_scope', 'fifo_throughput_limit'],
  aws_lambda_function: ['publish', 'source_code_hash'],
  aws_apigatewayv2_stage: ['deployment_id'],
  aws_iam_role: ['managed_policy_arns'],
};

const arns = {
  aws_sqs_queue: (s, region) => `arn:aws:sqs:${region}:${ACCOUNT}:${s.name}`,
  aws_dynamodb_table: (s, region) => `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${s.name}`,
  aws_lambda_function: (s, region) => `arn:aws:lambda:${region}:${ACCOUNT}:function:${s.function_name}`,
  aws_lambda_alias: (s, region) => `arn:aws:lambda:${region}:${ACCOUNT}:function:${s.function_name}:${s.name}`,
  aws_iam_role: (s) => `arn:aws:iam::${ACCOUNT}:role/${s.name}`,
  aws_sns_topic: (s, region) => `arn:aws:sns:${region}:${ACCOUNT}:${s.name}`,
  aws_s3_bucket: (s) => `arn:aws:s3:::${s.bucket}`,
  aws_cloudwatch_log_group: (s, region) => `arn:aws:logs:${region}:${ACCOUNT}:log-group:${s.name}`,
  aws_cloudwatch_metric_alarm: (s, region) => `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${s.alarm_name}`,
  aws_cloudwatch_event_rule: (s, region) => `arn:aws:events:${region}:${ACCOUNT}:rule/${s.name}`,
};

const invoke = (arn, region) => `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;

const ids = {
  aws_sqs_queue: (s, region) => `https://sqs.${region}.amazonaws.com/${ACCOUNT}/${s.name}`,
  aws_dynamodb_table: (s) => s.name,
  aws_lambda_function: (s) => s.function_name,
  aws_iam_role: (s) => s.name,
  aws_s3_bucket: (s) => s.bucket,
  aws_cloudwatch_log_group: (s) => s.name,
  aws_cloudwatch_metric_alarm: (s) => s.alarm_name,
  aws_cloudwatch_dashboard: (s) => s.dashboard_name,
  aws_sns_topic: (s, region) => arns.aws_sns_topic(s, region),
  aws_sqs_queue_policy: (s) => s.queue_url,
  aws_sqs_queue_redrive_allow_policy: (s) => s.queue_url,
  aws_apigatewayv2_domain_name: (s) => s.domain_name,
};

const more = {
  // Only a FIFO queue has the last two, and has them always.
  aws_sqs_queue: (s) => ({
    url: s.id, deduplication_scope: s.fifo_queue ? 'queue' : '', fifo_throughput_limit: s.fifo_queue ? 'perQueue' : '',
  }),
  aws_lambda_function: (s, region) => ({
    version: '1', qualified_arn: `${s.arn}:1`, invoke_arn: invoke(s.arn, region), code_sha256: s.source_code_hash,
    qualified_invoke_arn: invoke(`${s.arn}:1`, region), source_code_size: 1,
  }),
  aws_lambda_alias: (s, region) => ({ invoke_arn: invoke(s.arn, region) }),
  aws_apigatewayv2_api: (s, region) => ({
    // A test that runs what stands there says where.
    api_endpoint: process.env.STANDIN_API ?? `https://${s.id}.execute-api.${region}.amazonaws.com`,
    execution_arn: `arn:aws:execute-api:${region}:${ACCOUNT}:${s.id}`,
    arn: `arn:aws:apigateway:${region}::/apis/${s.id}`,
  }),
};

// The state of a thing, each UNKNOWN replaced by what AWS would make of it.
export function make(type, planned, { region, isUnknown }) {
  const state = { ...planned };
  const identity = { ...state };
  if (isUnknown(state.id)) state.id = ids[type]?.(identity, region) ?? short(type, JSON.stringify(identity, (_, v) => (typeof v === 'symbol' ? null : v)));
  if (isUnknown(state.arn)) state.arn = arns[type]?.(identity, region) ?? `arn:aws:standin:${region}:${ACCOUNT}:${type}/${state.id}`;
  for (const [name, value] of Object.entries(more[type]?.(state, region) ?? {}))
    if (isUnknown(state[name])) state[name] = value;
  return state;
}
