// The part of Terraform's plugin protocol 5 that the stand-in speaks: each message's fields by number.

import { fromJSON } from '@grpc/proto-loader';

const messages = {
  Nothing: {},
  Value: { msgpack: 'bytes 1', json: 'bytes 2' },
  Step: { attribute_name: 'string 1' },
  Path: { steps: '*Step 1' },
  Diagnostic: { severity: 'int32 1', summary: 'string 2', detail: 'string 3', attribute: 'Path 4' },
  Attribute: {
    name: 'string 1', type: 'bytes 2', required: 'bool 4', optional: 'bool 5', computed: 'bool 6', sensitive: 'bool 7',
  },
  Nested: { type_name: 'string 1', block: 'Block 2', nesting: 'int32 3', min_items: 'int64 4', max_items: 'int64 5' },
  Block: { version: 'int64 1', attributes: '*Attribute 2', block_types: '*Nested 3' },
  Schema: { version: 'int64 1', block: 'Block 2' },
  Schemas: { provider: 'Schema 1', resource_schemas: '%Schema 2', data_source_schemas: '%Schema 3' },
  Config: { config: 'Value 1' },
  Prepared: { prepared_config: 'Value 1', diagnostics: '*Diagnostic 2' },
  Configured: { terraform_version: 'string 1', config: 'Value 2' },
  TypedConfig: { type_name: 'string 1', config: 'Value 2' },
  Diagnostics: { diagnostics: '*Diagnostic 1' },
  RawState: { json: 'bytes 1' },
  Old: { type_name: 'string 1', version: 'int64 2', raw_state: 'RawState 3' },
  Upgraded: { upgraded_state: 'Value 1', diagnostics: '*Diagnostic 2' },
  Current: { type_name: 'string 1', current_state: 'Value 2' },
  State: { new_state: 'Value 1', diagnostics: '*Diagnostic 2' },
  Wanted: { type_name: 'string 1', prior_state: 'Value 2', proposed_new_state: 'Value 3', config: 'Value 4' },
  Planned: {
    planned_state: 'Value 1', requires_replace: '*Path 2', diagnostics: '*Diagnostic 4', legacy_type_system: 'bool 5',
  },
  Change: { type_name: 'string 1', prior_state: 'Value 2', planned_state: 'Value 3', config: 'Value 4' },
  Changed: { new_state: 'Value 1', diagnostics: '*Diagnostic 3', legacy_type_system: 'bool 4' },
  Answer: { state: 'Value 1', diagnostics: '*Diagnostic 2' },
};

const calls = {
  GetSchema: ['Nothing', 'Schemas'],
  PrepareProviderConfig: ['Config', 'Prepared'],
  ValidateResourceTypeConfig: ['TypedConfig', 'Diagnostics'],
  ValidateDataSourceConfig: ['TypedConfig', 'Diagnostics'],
  UpgradeResourceState: ['Old', 'Upgraded'],
  Configure: ['Configured', 'Diagnostics'],
  ReadResource: ['Current', 'State'],
  PlanResourceChange: ['Wanted', 'Planned'],
  ApplyResourceChange: ['Change', 'Changed'],
  ReadDataSource: ['TypedConfig', 'Answer'],
  Stop: ['Nothing', 'Nothing'],
};

// "*Step 1" is a list of steps in field 1, "%Schema 2" a map by name in field 2.
function field(text) {
  const [, many, type, id] = /^([*%]?)(\w+) (\d+)$/.exec(text);
  return { type, id: Number(id), ...(many === '*' && { rule: 'repeated' }), ...(many === '%' && { keyType: 'string' }) };
}

const each = (object, f) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, f(value)]));
const types = each(messages, (fields) => ({ fields: each(fields, field) }));
const methods = each(calls, ([requestType, responseType]) => ({ requestType, responseType }));
const shutdown = { Shutdown: { requestType: 'Empty', responseType: 'Empty' } };

const loaded = fromJSON(
  {
    nested: {
      tfplugin5: { nested: { ...types, Provider: { methods } } },
      plugin: { nested: { Empty: { fields: {} }, GRPCController: { methods: shutdown } } },
    },
  },
  { keepCase: true, longs: Number, defaults: true },
);

export const provider = loaded['tfplugin5.Provider'];
export const controller = loaded['plugin.GRPCController'];
