// A stand-in for Terraform's AWS provider, for tests: it has the provider's published schema for the
// types that aws/terraform uses, so that the real OpenTofu checks and evaluates every expression,
// plans, applies and destroys. Nothing reaches AWS: what is put there lands in a folder
// (STANDIN_CLOUD). What the real provider checks beyond its schema is not checked here.

import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { readFileSync } from 'node:fs';
import * as cloud from './cloud.mjs';
import { filled, make } from './made.mjs';
import { UNKNOWN, complete, read, write } from './values.mjs';
import { controller, provider } from './wire.mjs';

const version = process.argv[2];
const schema = JSON.parse(readFileSync(new URL(`schemas/${version}.json`, import.meta.url), 'utf8'));
const secret = { aws_ssm_parameter: ['value'] };
let configured = {};

const kinds = { single: 1, list: 2, set: 3 };
const isUnknown = (value) => value === UNKNOWN;
const isFilled = (type, name) => ['id', 'tags_all', 'region'].includes(name) || filled[type]?.includes(name);

function block(type, { attributes, blocks }) {
  return {
    attributes: Object.entries(attributes).map(([name, [shape, use]]) => ({
      name,
      type: Buffer.from(JSON.stringify(shape)),
      required: use === 'required',
      optional: use === 'optional',
      computed: use === 'computed' || (use === 'optional' && isFilled(type, name)),
      sensitive: secret[type]?.includes(name) ?? false,
    })),
    block_types: Object.entries(blocks).map(([name, nested]) => ({
      type_name: name,
      block: block('', nested),
      nesting: kinds[nested.nesting],
      min_items: nested.min,
      max_items: nested.max,
    })),
  };
}

const schemas = (types) =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { version: 0, block: block(name, type) }]));

const faults = (...summaries) => summaries.map((summary) => ({ severity: 1, summary, detail: '' }));

// What is computed and was not given: kept from before, or not known until the apply.
function planned(type, wanted, prior) {
  const plan = { ...wanted };
  for (const [name, [, use]] of Object.entries(schema.resources[type].attributes)) {
    if (plan[name] !== null || !(use === 'computed' || isFilled(type, name))) continue;
    if (name === 'tags_all') plan[name] = tags(wanted.tags);
    else if (name === 'region') plan[name] = configured.region;
    else plan[name] = prior ? prior[name] : UNKNOWN;
  }
  if (type in { aws_lambda_function: 1 } && prior && isChanged(type, plan, prior))
    for (const name of ['version', 'qualified_arn', 'qualified_invoke_arn']) plan[name] = UNKNOWN;
  if (plan.tags !== undefined) plan.tags_all = tags(wanted.tags);
  return plan;
}

function tags(own) {
  const common = configured.default_tags?.[0]?.tags ?? {};
  if (own === UNKNOWN) return UNKNOWN;
  return { ...common, ...own };
}

const isChanged = (type, plan, prior) =>
  Object.keys(schema.resources[type].attributes).some(
    (name) => name !== 'tags_all' && JSON.stringify(plan[name]) !== JSON.stringify(prior[name]),
  );

// A name is what a thing is known by: another name is another thing.
function replaced(type, plan, prior) {
  const names = ['name', 'function_name', 'bucket', 'dashboard_name', 'alarm_name', 'domain_name', 'fifo_queue'];
  if (type === 'aws_lambda_alias' || !prior) return [];
  return names
    .filter((name) => name in plan && plan[name] !== prior[name] && !['aws_apigatewayv2_api'].includes(type))
    .map((attribute_name) => ({ steps: [{ attribute_name }] }));
}

function answer(type, config) {
  if (type === 'aws_caller_identity') return { ...config, id: cloud.ACCOUNT, account_id: cloud.ACCOUNT, arn: '', user_id: '' };
  if (type === 'aws_partition')
    return { ...config, id: 'aws', partition: 'aws', dns_suffix: 'amazonaws.com', reverse_dns_prefix: 'com.amazonaws' };
  const arn = `arn:aws:ssm:${configured.region}:${cloud.ACCOUNT}:parameter/${config.name}`;
  return { ...config, id: config.name, arn, type: 'SecureString', value: 'a-token-of-the-tests', version: 1 };
}

const handlers = {
  GetSchema: () => ({
    provider: { version: 0, block: block('', schema.provider) },
    resource_schemas: schemas(schema.resources),
    data_source_schemas: schemas(schema.data),
  }),
  PrepareProviderConfig: ({ config }) => ({ prepared_config: config }),
  ValidateResourceTypeConfig: () => ({}),
  ValidateDataSourceConfig: () => ({}),
  UpgradeResourceState: ({ type_name, raw_state }) => ({
    upgraded_state: write(complete(schema.resources[type_name], JSON.parse(raw_state.json))),
  }),
  Configure: ({ config }) => {
    configured = read(config);
    return {};
  },
  ReadResource: ({ type_name, current_state }) => ({
    new_state: write(cloud.get(type_name, read(current_state).id)),
  }),
  PlanResourceChange: ({ type_name, prior_state, proposed_new_state }) => {
    const wanted = read(proposed_new_state);
    if (wanted === null) return { planned_state: proposed_new_state };
    const prior = read(prior_state);
    const plan = planned(type_name, wanted, prior);
    return { planned_state: write(plan), requires_replace: replaced(type_name, plan, prior) };
  },
  ApplyResourceChange: ({ type_name, prior_state, planned_state }) => {
    const plan = read(planned_state);
    const prior = read(prior_state);
    if (plan === null) {
      if (prior.deletion_protection_enabled)
        return { new_state: prior_state, diagnostics: faults(`${prior.name} is protected against deletion`) };
      cloud.remove(type_name, prior.id);
      return { new_state: planned_state };
    }
    if (!prior && cloud.isFull()) return { new_state: prior_state, diagnostics: faults('the stand-in bears no more') };
    const state = make(type_name, plan, { region: configured.region, isUnknown });
    for (const [name, value] of Object.entries(state)) {
      const shape = schema.resources[type_name].attributes[name]?.[0];
      if (isUnknown(value)) state[name] = shape === 'string' ? name : shape === 'number' ? 0 : null;
    }
    if (!prior && cloud.get(type_name, state.id))
      return { new_state: prior_state, diagnostics: faults(`${type_name} ${state.id} is there already`) };
    cloud.put(type_name, state);
    return { new_state: write(state) };
  },
  ReadDataSource: ({ type_name, config }) => ({ state: write(answer(type_name, read(config))) }),
  Stop: () => ({}),
};

const speak = (handle) => (call, reply) => {
  try {
    reply(null, handle(call.request));
  } catch (surprise) {
    reply({ code: status.INTERNAL, details: surprise.stack });
  }
};

const server = new Server({ 'grpc.max_send_message_length': -1, 'grpc.max_receive_message_length': -1 });
server.addService(
  provider,
  Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, speak(handle)])),
);
server.addService(controller, {
  Shutdown: (_, reply) => {
    reply(null, {});
    setImmediate(() => process.exit(0));
  },
});
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (failure, port) => {
  if (failure) throw failure;
  process.stdout.write(`1|5|tcp|127.0.0.1:${port}|grpc|\n`);
});
